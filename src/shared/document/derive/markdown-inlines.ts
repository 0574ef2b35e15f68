import type { PhrasingContent } from 'mdast'
import type { CitationItem, Inline, Mark, ReferenceTarget } from '../document.ts'
import type { MarkdownContext } from './markdown-in.ts'
import { MARK_TAGS } from './markdown-syntax.ts'

const TAG_MARKS: Record<string, Mark> = {
  ...Object.fromEntries(Object.entries(MARK_TAGS).map(([mark, tag]) => [tag, mark as Mark])),
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  s: 'strike',
  del: 'strike',
  strike: 'strike',
  kbd: 'code',
  code: 'code',
  tt: 'code',
}

/** Phrasing content as inlines; HTML elements that are marks become marks, other tags are dropped, their text stays. */
export function toInlines(
  nodes: readonly PhrasingContent[],
  context: MarkdownContext,
  marks: readonly Mark[] = [],
): Inline[] {
  const inlines: Inline[] = []
  const open: Mark[] = []
  for (const node of nodes) {
    if (node.type === 'html') {
      const tag = /^<(\/?)([a-z]+)\b[^>]*>$/i.exec(node.value)
      const mark = TAG_MARKS[tag?.[2]?.toLowerCase() ?? '']
      if (/^<br\s*\/?>$/i.test(node.value)) inlines.push({ type: 'break' })
      else if (mark !== undefined && tag?.[1] === '') open.push(mark)
      else if (mark !== undefined && open.includes(mark)) open.splice(open.lastIndexOf(mark), 1)
      continue
    }
    inlines.push(...toInline(node, context, [...marks, ...open]))
  }
  return joinText(inlines)
}

function toInline(node: PhrasingContent, context: MarkdownContext, marks: readonly Mark[]): Inline[] {
  switch (node.type) {
    case 'text':
      return fromText(node.value, sourceOf(node, context), context, marks)
    case 'inlineCode':
      return [text(node.value, [...marks, 'code'])]
    case 'emphasis':
      return toInlines(node.children, context, [...marks, 'italic'])
    case 'strong':
      return toInlines(node.children, context, [...marks, 'bold'])
    case 'delete':
      return toInlines(node.children, context, [...marks, 'strike'])
    case 'break':
      return [{ type: 'break' }]
    case 'inlineMath':
      return [{ type: 'math', tex: node.value }]
    case 'link':
      return link(node.url, toInlines(node.children, context, marks), context)
    case 'linkReference': {
      const definition = context.definitions.get(node.identifier)
      const children = toInlines(node.children, context, marks)
      return definition === undefined ? children : link(definition.url, children, context)
    }
    case 'image':
      return link(node.url, node.alt ? [text(node.alt, marks)] : [], context)
    case 'imageReference':
      return link(context.definitions.get(node.identifier)?.url ?? '', node.alt ? [text(node.alt, marks)] : [], context)
    case 'footnoteReference':
      return context.footnote(node.identifier)
    default:
      return []
  }
}

function text(value: string, marks: readonly Mark[]): Inline {
  const distinct = Array.from(new Set(marks))
  return { type: 'text', text: value, ...(distinct.length === 0 ? {} : { marks: distinct }) }
}

function sourceOf(node: PhrasingContent, context: MarkdownContext): string {
  const { start, end } = node.position ?? {}
  return context.source.slice(start?.offset ?? 0, end?.offset ?? 0)
}

const HREF = /^(https?:\/\/|mailto:)\S+$/i

function link(url: string, children: Inline[], context: MarkdownContext): Inline[] {
  const target = context.options.link?.(url) ?? url
  if (typeof target !== 'string') {
    return [
      {
        type: 'reference',
        target,
        text: children.map(child => ('text' in child ? child.text : '')).join(''),
        custom: true,
      },
    ]
  }
  const href = target.replace(/\s/g, space => encodeURIComponent(space))
  if (!HREF.test(href) || href.length > 8_000 || children.length === 0) return children
  return [
    { type: 'link', href, children: children.flatMap(child => (child.type === 'link' ? child.children : [child])) },
  ]
}

const SPECIAL = /!?\[\[([^[\]|#]+)(?:#([^[\]|]*))?(?:\|([^[\]]+))?\]\]|\[([^[\]]*@[^[\]]+)\]/g

/** Text with its wiki links and citations; what was escaped in the source, or points nowhere, stays text. */
function fromText(value: string, source: string, context: MarkdownContext, marks: readonly Mark[]): Inline[] {
  const inlines: Inline[] = []
  const plain = (part: string) => {
    // A line end inside a paragraph is a space.
    if (part !== '') inlines.push(text(part.replace(/[ \t]*\n[ \t]*/g, ' '), marks))
  }
  const literal = escapedPlaces(value, source)
  let end = 0
  for (const match of value.matchAll(SPECIAL)) {
    const opening = match.index + match[0].indexOf('[')
    const isEscaped = literal.has(opening) || literal.has(opening + 1)
    const found = isEscaped ? undefined : special(match, context)
    if (found === undefined) continue
    plain(value.slice(end, match.index))
    inlines.push(found)
    end = match.index + match[0].length
  }
  plain(value.slice(end))
  return inlines
}

/** Indexes in a text of the characters that its source wrote with a backslash or as a character reference. */
function escapedPlaces(value: string, source: string): Set<number> {
  const escaped = new Set<number>()
  let at = 0
  const skip = (pattern: RegExp) => {
    at += pattern.exec(source.slice(at, at + 200))?.[0].length ?? 0
  }
  for (let index = 0; index < value.length; index++) {
    // The source has what the text lost: spaces at a line's end, indentation and quotation signs at its start.
    if (value[index] === '\n') skip(/^[ \t]*(?=\r?\n)/)
    if (value[index - 1] === '\n') skip(/^[ \t>]*/)
    const reference = /^&(?:#\d+|#x[\da-f]+|\w+);/i.exec(source.slice(at, at + 40))?.[0]
    const isReference = reference !== undefined && !value.startsWith(reference, index)
    const isBackslash = source[at] === '\\' && /[!-/:-@[-`{-~]/.test(source[at + 1] ?? '')
    if (isReference || isBackslash) escaped.add(index)
    at += isReference ? reference.length : isBackslash ? 2 : 1
  }
  return escaped
}

function special(match: RegExpExecArray, context: MarkdownContext): Inline | undefined {
  const [, title, heading, shown, citation] = match
  if (citation !== undefined) return toCitation(citation, context)
  const target: ReferenceTarget | undefined = context.options.wikilink?.((title ?? '').trim(), heading?.trim())
  if (target === undefined) return undefined
  const words = (shown ?? title ?? '').trim()
  return { type: 'reference', target, text: words, ...(shown === undefined ? {} : { custom: true }) }
}

const LOCATORS: [CitationItem['label'], RegExp][] = [
  ['page', /^(?:pp?\.|pages?)\s*/i],
  ['paragraph', /^(?:paras?\.|¶+)\s*/i],
  ['chapter', /^(?:chap\.|chaps\.|ch\.|chapters?)\s*/i],
  ['section', /^(?:secs?\.|§+|sections?)\s*/i],
  ['figure', /^(?:figs?\.|figures?)\s*/i],
  ['line', /^(?:ll?\.|lines?)\s*/i],
  ['verse', /^(?:vv?\.|verses?)\s*/i],
  ['note', /^(?:nn?\.|notes?)\s*/i],
]

/** `see @doe99, pp. 3–5, emphasis added; -@roe01` (Pandoc's syntax), when every key is known. */
function toCitation(body: string, context: MarkdownContext): Inline | undefined {
  const items: CitationItem[] = []
  for (const part of body.split(';')) {
    const match = /^(.*?)(-?)@\{?([\p{L}\p{N}_][\p{L}\p{N}_:.#$%&+?<>~/-]*?)\}?(?:[,\s]\s*(.*))?$/su.exec(part.trim())
    const sourceId = match === null ? undefined : context.options.citation?.(match[3] ?? '')
    if (match === null || sourceId === undefined) return undefined
    const prefix = match[1]?.trim()
    items.push({
      sourceId,
      ...(prefix ? { prefix } : {}),
      ...(match[2] === '-' ? { suppressAuthor: true } : {}),
      ...toLocator(match[4]?.trim() ?? ''),
    })
  }
  return { type: 'citation', items }
}

function toLocator(rest: string): Pick<CitationItem, 'label' | 'locator' | 'suffix'> {
  const [label, sign] = LOCATORS.find(([, pattern]) => pattern.test(rest)) ?? [undefined, undefined]
  const bare = sign === undefined ? rest : rest.replace(sign, '')
  const match = /^([\divxlc]+(?:\s*[-–,]\s*[\divxlc]+)*)(?:,?\s+(.*))?$/is.exec(bare)
  if (match === null) return rest === '' ? {} : { suffix: rest }
  const suffix = match[2]?.trim()
  return { label: label ?? 'page', locator: match[1] ?? '', ...(suffix ? { suffix } : {}) }
}

function joinText(inlines: readonly Inline[]): Inline[] {
  const joined: Inline[] = []
  for (const inline of inlines) {
    const last = joined.at(-1)
    if (inline.type === 'text' && last?.type === 'text' && String(last.marks) === String(inline.marks)) {
      joined[joined.length - 1] = { ...last, text: last.text + inline.text }
    } else joined.push(inline)
  }
  return joined
}
