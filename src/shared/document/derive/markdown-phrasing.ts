import type { PhrasingContent } from 'mdast'
import type { CitationItem, Inline, Mark } from '../document.ts'
import type { MarkdownOutput } from './markdown-out.ts'
import { MARK_TAGS } from './markdown-syntax.ts'

/** Inlines as Markdown's phrasing content: runs with the same mark are written inside one pair of signs. */
export function toPhrasing(inlines: readonly Inline[], output: MarkdownOutput, inCell = false): PhrasingContent[] {
  return nest(inlines.flatMap(trimMarks), output, inCell, [])
}

// Code is innermost because it holds bare text only.
const WRAPPING: readonly Mark[] = ['bold', 'italic', 'strike', 'highlight', 'underline', 'superscript', 'subscript']

function marksOf(inline: Inline): readonly Mark[] {
  return inline.type === 'text' ? (inline.marks ?? []).filter(mark => WRAPPING.includes(mark)) : []
}

/** Markdown's signs must touch what they mark: white space at the ends of a marked run is put outside. */
function trimMarks(inline: Inline): Inline[] {
  if (inline.type !== 'text' || marksOf(inline).length === 0) return [inline]
  const match = /^(\s*)([\s\S]*?)(\s*)$/.exec(inline.text)
  const [, before = '', middle = '', after = ''] = match ?? []
  const part = (text: string, marks?: Mark[]): Inline[] => (text === '' ? [] : [{ type: 'text', text, marks }])
  return [...part(before), ...part(middle, inline.marks), ...part(after)]
}

function nest(
  inlines: readonly Inline[],
  output: MarkdownOutput,
  inCell: boolean,
  open: readonly Mark[],
): PhrasingContent[] {
  const nodes: PhrasingContent[] = []
  let index = 0
  while (index < inlines.length) {
    const inline = inlines[index]
    if (inline === undefined) break
    const [mark, length] = longestMark(inlines, index, open)
    if (mark === undefined) {
      nodes.push(...toNode(inline, output, inCell))
      index++
      continue
    }
    const children = nest(inlines.slice(index, index + length), output, inCell, [...open, mark])
    nodes.push(...wrap(mark, children))
    index += length
  }
  return nodes
}

/** The mark that covers most inlines from here on; between two runs that have it, unmarked spaces count as covered. */
function longestMark(inlines: readonly Inline[], from: number, open: readonly Mark[]): [Mark | undefined, number] {
  let best: [Mark | undefined, number] = [undefined, 0]
  const first = inlines[from]
  for (const mark of first === undefined ? [] : marksOf(first)) {
    if (open.includes(mark)) continue
    let length = 1
    for (let next = from + 1; next < inlines.length; next++) {
      const inline = inlines[next]
      if (inline === undefined) break
      if (marksOf(inline).includes(mark)) length = next - from + 1
      else if (inline.type !== 'text' || inline.text.trim() !== '') break
    }
    if (length > best[1]) best = [mark, length]
  }
  return best
}

function wrap(mark: Mark, children: PhrasingContent[]): PhrasingContent[] {
  if (mark === 'bold') return [{ type: 'strong', children }]
  if (mark === 'italic') return [{ type: 'emphasis', children }]
  if (mark === 'strike') return [{ type: 'delete', children }]
  const tag = mark === 'code' ? 'code' : MARK_TAGS[mark]
  return [{ type: 'html', value: `<${tag}>` }, ...children, { type: 'html', value: `</${tag}>` }]
}

function toNode(inline: Inline, output: MarkdownOutput, inCell: boolean): PhrasingContent[] {
  switch (inline.type) {
    case 'text': {
      const value = inline.text.replace(/\s*\n\s*/g, ' ')
      if (value === '') return []
      return inline.marks?.includes('code') ? [{ type: 'inlineCode', value }] : [{ type: 'text', value }]
    }
    case 'break':
      return inCell ? [{ type: 'html', value: '<br>' }] : [{ type: 'break' }]
    case 'link':
      return [{ type: 'link', url: inline.href, children: toPhrasing(inline.children, output, inCell) }]
    case 'reference': {
      const title = output.options.title?.(inline.target) ?? inline.text
      const shown = inline.custom && wikiTitle(title) !== wikiTitle(inline.text) ? `|${wikiTitle(inline.text)}` : ''
      return [{ type: 'html', value: `[[${wikiTitle(title)}${shown}]]` }]
    }
    case 'citation':
      return [{ type: 'html', value: `[${inline.items.map(item => citationItem(item, output)).join('; ')}]` }]
    case 'math':
      return [{ type: 'inlineMath', value: inline.tex } as PhrasingContent]
    case 'footnote': {
      const identifier = String(output.footnotes.length + 1)
      const definition = { type: 'footnoteDefinition' as const, identifier, label: identifier, children: [] }
      output.footnotes.push(definition)
      definition.children.push(...(output.blocks(inline.children) as never[]))
      return [{ type: 'footnoteReference', identifier, label: identifier }]
    }
    case 'comment':
      return []
  }
}

const LABELS: Record<NonNullable<CitationItem['label']>, string> = {
  page: 'p.',
  paragraph: 'para.',
  chapter: 'chap.',
  section: 'sec.',
  figure: 'fig.',
  line: 'l.',
  verse: 'v.',
  note: 'n.',
}

function citationItem(item: CitationItem, output: MarkdownOutput): string {
  const bare = (text: string | undefined) => (text ?? '').replace(/[[\]@;<>\s]+/g, ' ').trim()
  const prefix = bare(item.prefix)
  const key = output.options.citationKey?.(item.sourceId) ?? item.sourceId
  const locator = bare(item.locator)
  const details = [locator === '' ? '' : `${LABELS[item.label ?? 'page']} ${locator}`, bare(item.suffix)]
  const parts = [`${item.suppressAuthor ? '-' : ''}@${bare(key)}`, ...details].filter(part => part !== '')
  return `${prefix === '' ? '' : `${prefix} `}${parts.join(', ')}`
}

/** Text with every run of white space as one space. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

/** A title inside `[[…]]`, without the signs that would end it. */
export function wikiTitle(text: string): string {
  return oneLine(text.replace(/[[\]|#<>]/g, ' '))
}
