import type { TextIndex, TextSpan, TreeNode, TreePoint, TreeRange } from './canonical-text.ts'

/**
 * Which of two tree points is meant where one canonical offset has several: `start` clings to the character after the offset,
 * `end` to the one before it.
 */
export type PointSide = 'start' | 'end'

/** The tree point of a canonical offset (clamped to the text), always inside a text node; null if the tree holds no text. */
export function offsetToPoint(index: TextIndex, offset: number, side: PointSide): TreePoint | null {
  const runs = index.runStart.length
  if (runs === 0) return null
  const wanted = side === 'start' ? offset : offset - 1
  let run = Math.max(0, lastRunAtOrBefore(index.runStart, wanted))
  const within = offset - at(index.runStart, run)
  const isPastRun = within >= at(index.runLength, run)
  if (side === 'start' && isPastRun && run + 1 < runs) {
    run++
    return pointInRun(index, run, 0)
  }
  return pointInRun(index, run, within)
}

/** The canonical offset of a tree point; null if the point lies outside the indexed root without enclosing it. */
export function pointToOffset(
  index: TextIndex,
  node: TreeNode,
  offset: number,
  side: PointSide = 'start',
): number | null {
  const known = index.ordinals.get(node)
  if (known === undefined) return outsidePointToOffset(index, node, offset, side)
  if (node.nodeType === 3 || node.nodeType === 4) return textPointToOffset(index, known, offset, side)
  const child = nthChild(node, offset)
  if (child === null) return runBoundary(index, at(index.nextRun, known), side)
  const ordinal = index.ordinals.get(child)
  return runBoundary(index, at(index.firstRun, ordinal ?? known), side)
}

/** The canonical span of a DOM range; null if it touches no text of the indexed root. */
export function rangeToOffsets(index: TextIndex, range: TreeRange): TextSpan | null {
  const start = pointToOffset(index, range.startContainer, range.startOffset, 'start')
  const end = pointToOffset(index, range.endContainer, range.endOffset, 'end')
  if (start === null || end === null || end <= start) return null
  return { start, end }
}

/** The two ends for a DOM range over `[start, end)`; null if the tree holds no text. */
export function offsetsToRangePoints(
  index: TextIndex,
  start: number,
  end: number,
): { start: TreePoint; end: TreePoint } | null {
  const startPoint = offsetToPoint(index, start, 'start')
  const endPoint = offsetToPoint(index, end, 'end')
  return startPoint && endPoint ? { start: startPoint, end: endPoint } : null
}

function pointInRun(index: TextIndex, run: number, within: number): TreePoint {
  const inside = Math.max(0, Math.min(within, at(index.runLength, run)))
  return { node: index.runNode[run] as TreeNode, offset: at(index.runNodeOffset, run) + inside }
}

function textPointToOffset(index: TextIndex, ordinal: number, offset: number, side: PointSide): number {
  const first = at(index.firstRun, ordinal)
  const next = at(index.nextRun, ordinal)
  if (side === 'start') {
    for (let run = first; run < next; run++) {
      const within = offset - at(index.runNodeOffset, run)
      if (within < at(index.runLength, run)) return at(index.runStart, run) + Math.max(0, within)
    }
    return runBoundary(index, next, 'start')
  }
  for (let run = next - 1; run >= first; run--) {
    const within = offset - at(index.runNodeOffset, run)
    if (within > 0) return at(index.runStart, run) + Math.min(within, at(index.runLength, run))
  }
  return runBoundary(index, first, 'end')
}

/** The offset of the point between run `run - 1` and run `run`. */
function runBoundary(index: TextIndex, run: number, side: PointSide): number {
  if (side === 'start') return run < index.runStart.length ? at(index.runStart, run) : index.text.length
  return run > 0 ? at(index.runStart, run - 1) + at(index.runLength, run - 1) : 0
}

/** Points in skipped elements count as lying before them; points in ancestors of the root lie before or after the whole text. */
function outsidePointToOffset(index: TextIndex, node: TreeNode, offset: number, side: PointSide): number | null {
  for (let above = node.parentNode; above !== null; above = above.parentNode) {
    const ordinal = index.ordinals.get(above)
    if (ordinal !== undefined) return runBoundary(index, at(index.firstRun, ordinal), side)
  }
  for (let below = index.root; below.parentNode !== null; below = below.parentNode) {
    if (below.parentNode !== node) continue
    return positionAmongSiblings(below, node) < offset ? index.text.length : 0
  }
  return null
}

function positionAmongSiblings(child: TreeNode, parent: TreeNode): number {
  let position = 0
  for (let node = parent.firstChild; node !== null && node !== child; node = node.nextSibling) position++
  return position
}

function nthChild(node: TreeNode, n: number): TreeNode | null {
  let child = node.firstChild
  for (let i = 0; i < n && child !== null; i++) child = child.nextSibling
  return child
}

function lastRunAtOrBefore(starts: Int32Array, offset: number): number {
  let low = 0
  let high = starts.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (at(starts, middle) <= offset) low = middle + 1
    else high = middle
  }
  return low - 1
}

function at(values: Int32Array | readonly number[], position: number): number {
  return values[position] as number
}
