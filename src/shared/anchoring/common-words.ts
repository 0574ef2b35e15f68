import { at, LINE_BREAK } from './word-tokens.ts'

const MAX_COMPARED_WORDS = 64
const EQUAL_POINTS = 3
const REPLACED_POINTS = 1
const points = new Int32Array((MAX_COMPARED_WORDS + 1) * (MAX_COMPARED_WORDS + 1))

/**
 * Reports the equal pairs of a best global alignment (Needleman–Wunsch) of two short ranges of words, in which words may be replaced one by
 * one, but not by line breaks; does nothing if one range has over 64 words.
 */
export function matchCommonWords(
  a: Int32Array,
  aFrom: number,
  aTo: number,
  b: Int32Array,
  bFrom: number,
  bTo: number,
  onPair: (aPosition: number, bPosition: number) => void,
): void {
  const rows = aTo - aFrom
  const columns = bTo - bFrom
  if (rows > MAX_COMPARED_WORDS || columns > MAX_COMPARED_WORDS) return
  const width = columns + 1
  const pairPoints = (i: number, j: number) => {
    const word = at(a, aFrom + i)
    const other = at(b, bFrom + j)
    return word === other ? EQUAL_POINTS : word === LINE_BREAK || other === LINE_BREAK ? 0 : REPLACED_POINTS
  }
  for (let j = 0; j <= columns; j++) points[rows * width + j] = 0
  for (let i = rows - 1; i >= 0; i--) {
    points[i * width + columns] = 0
    for (let j = columns - 1; j >= 0; j--) {
      const paired = at(points, (i + 1) * width + j + 1) + pairPoints(i, j)
      points[i * width + j] = Math.max(paired, at(points, (i + 1) * width + j), at(points, i * width + j + 1))
    }
  }
  for (let i = 0, j = 0; i < rows && j < columns; ) {
    const best = at(points, i * width + j)
    if (best === at(points, (i + 1) * width + j + 1) + pairPoints(i, j)) {
      if (at(a, aFrom + i) === at(b, bFrom + j)) onPair(aFrom + i, bFrom + j)
      i++
      j++
    } else if (best === at(points, (i + 1) * width + j)) i++
    else j++
  }
}

/** Differences beyond this many words are not followed by `matchShortestEdit`. */
const MAX_EDIT_WORDS = 700

/**
 * Reports the pairs of a shortest edit script between two ranges of words: E. Myers, "An O(ND) Difference Algorithm and Its Variations"
 * (1986). Does nothing if the ranges differ in too much.
 */
export function matchShortestEdit(
  a: Int32Array,
  aFrom: number,
  aTo: number,
  b: Int32Array,
  bFrom: number,
  bTo: number,
  onPair: (aPosition: number, bPosition: number) => void,
): void {
  const rows = aTo - aFrom
  const columns = bTo - bFrom
  const limit = Math.min(MAX_EDIT_WORDS, rows + columns)
  const furthest = new Int32Array(2 * limit + 3)
  const trace: Int32Array[] = []
  for (let edits = 0; edits <= limit; edits++) {
    trace.push(furthest.slice(limit - edits, limit + edits + 3))
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      const centre = limit + 1 + diagonal
      const isDown = diagonal === -edits || (diagonal !== edits && at(furthest, centre - 1) < at(furthest, centre + 1))
      let x = isDown ? at(furthest, centre + 1) : at(furthest, centre - 1) + 1
      while (x < rows && x - diagonal < columns && at(a, aFrom + x) === at(b, bFrom + x - diagonal)) x++
      furthest[centre] = x
      if (x >= rows && x - diagonal >= columns) {
        followBack(trace, edits, rows, columns, (i, j) => onPair(aFrom + i, bFrom + j))
        return
      }
    }
  }
}

function followBack(
  trace: Int32Array[],
  edits: number,
  rows: number,
  columns: number,
  onPair: (aPosition: number, bPosition: number) => void,
): void {
  let x = rows
  let y = columns
  for (let d = edits; d >= 0; d--) {
    // `trace[d]` holds the diagonals -d - 1 to d + 1 as they were before step d.
    const furthest = trace[d] as Int32Array
    const diagonal = x - y
    const centre = d + 1 + diagonal
    const isDown = diagonal === -d || (diagonal !== d && at(furthest, centre - 1) < at(furthest, centre + 1))
    const fromX = d === 0 ? 0 : isDown ? at(furthest, centre + 1) : at(furthest, centre - 1)
    const fromY = d === 0 ? 0 : fromX - (isDown ? diagonal + 1 : diagonal - 1)
    while (x > fromX && y > fromY && x > 0 && y > 0) onPair(--x, --y)
    x = fromX
    y = fromY
  }
}
