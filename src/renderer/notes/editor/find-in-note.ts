import {
  $createRangeSelection,
  $getRoot,
  $isElementNode,
  $isTextNode,
  $setSelection,
  getDOMTextNode,
  HISTORY_PUSH_TAG,
  type LexicalEditor,
  type LexicalNode,
  SKIP_DOM_SELECTION_TAG,
  type TextNode,
} from 'lexical'

interface Point {
  key: string
  offset: number
}
/** One place where the words were found, in the editor's terms. */
export interface Match {
  start: Point
  end: Point
  /** Whether it can be replaced: no part of it is the name of a link. */
  replaceable: boolean
}

const MOST_MATCHES = 5_000

/** The text nodes of each line, in reading order. A line is what has no block inside. */
function* linesOf(node: LexicalNode): Generator<TextNode[]> {
  if (!$isElementNode(node)) return
  const line: TextNode[] = []
  for (const child of node.getChildren()) {
    if ($isTextNode(child)) line.push(child)
    else if ($isElementNode(child) && child.isInline()) line.push(...child.getAllTextNodes())
    else yield* linesOf(child)
  }
  if (line.length > 0) yield line
}

function pointAt(line: readonly TextNode[], offset: number, isEnd: boolean): Point | null {
  let before = 0
  for (const node of line) {
    const length = node.getTextContentSize()
    if (offset < before + length || (isEnd && offset === before + length))
      return { key: node.getKey(), offset: offset - before }
    before += length
  }
  return null
}

/** Where the words stand in the note, whatever their case, in reading order. Call it inside a read. */
export function $findMatches(words: string): Match[] {
  const matches: Match[] = []
  if (words === '') return matches
  const pattern = new RegExp(words.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'), 'giu')
  for (const line of linesOf($getRoot())) {
    const text = line.map(node => node.getTextContent()).join('')
    for (const found of text.matchAll(pattern)) {
      const start = pointAt(line, found.index, false)
      const end = pointAt(line, found.index + found[0].length, true)
      if (!start || !end) continue
      const keys = line.map(node => node.getKey())
      const inside = line.slice(keys.indexOf(start.key), keys.indexOf(end.key) + 1)
      matches.push({ start, end, replaceable: inside.every(node => !node.isToken()) })
      if (matches.length === MOST_MATCHES) return matches
    }
  }
  return matches
}

/** The match as a range of the page; null when it is not shown. */
export function rangeOfMatch(editor: LexicalEditor, match: Match): Range | null {
  const textOf = (key: string) => getDOMTextNode(editor.getElementByKey(key))
  const [start, end] = [textOf(match.start.key), textOf(match.end.key)]
  if (!start || !end) return null
  const range = new Range()
  range.setStart(start, Math.min(match.start.offset, start.length))
  range.setEnd(end, Math.min(match.end.offset, end.length))
  return range
}

/** Puts other words in the place of matches, as one step to undo. Gives how many were replaced. */
export function replaceMatches(editor: LexicalEditor, matches: readonly Match[], words: string): number {
  const replaceable = matches.filter(match => match.replaceable)
  editor.update(
    () => {
      // From the last to the first: what comes before keeps its place.
      for (const { start, end } of [...replaceable].reverse()) {
        const selection = $createRangeSelection()
        selection.anchor.set(start.key, start.offset, 'text')
        selection.focus.set(end.key, end.offset, 'text')
        $setSelection(selection)
        selection.insertText(words)
      }
    },
    { discrete: true, tag: [SKIP_DOM_SELECTION_TAG, HISTORY_PUSH_TAG] },
  )
  return replaceable.length
}
