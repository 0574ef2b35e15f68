import type { BlockContent, Definition, FootnoteDefinition, List, Root, RootContent, Table } from 'mdast'
import type { Block, Inline, ListItem, NoteDocument, ReferenceTarget } from '../document.ts'
import { toInlines } from './markdown-inlines.ts'
import { CALLOUT_KINDS, parseMarkdown } from './markdown-syntax.ts'

/** How a Markdown file's outward pointers are understood; what is not answered stays text. */
export interface MarkdownImport {
  /** Another address, or the library's target, for a link. */
  link?: (href: string) => string | ReferenceTarget | undefined
  /** The note or source with this title, and the heading in it. */
  wikilink?: (title: string, heading?: string) => ReferenceTarget | undefined
  /** SHA-256 of an image already in the library. */
  image?: (src: string) => string | undefined
  /** Id of the source with this citation key. */
  citation?: (key: string) => string | undefined
}

export interface MarkdownContext {
  source: string
  options: MarkdownImport
  definitions: ReadonlyMap<string, Definition>
  footnote: (identifier: string) => Inline[]
}

/** A Markdown file as a document. Front matter is left out; HTML is kept whole but shown as text. Never fails. */
export function markdownToDocument(markdown: string, options: MarkdownImport = {}): NoteDocument {
  const { tree, source } = parseMarkdown(markdown)
  const blocks = toBlocks(tree.children, startContext(tree, source, options))
  return { version: 1, blocks: blocks.length === 0 ? [{ type: 'paragraph', children: [] }] : blocks }
}

/** The lines between the `---` at a file's head, as simple `key: value` pairs with lower-case keys. */
export function markdownFrontMatter(markdown: string): Record<string, string> {
  const first = parseMarkdown(markdown).tree.children[0]
  if (first?.type !== 'yaml') return {}
  const pairs = first.value.split('\n').flatMap(line => {
    const match = /^([\w-]+)\s*:\s*(.+)$/.exec(line)
    return match === null
      ? []
      : [[(match[1] ?? '').toLowerCase(), (match[2] ?? '').trim().replace(/^(["'])(.*)\1$/, '$2')]]
  })
  return Object.fromEntries(pairs)
}

function startContext(tree: Root, source: string, options: MarkdownImport): MarkdownContext {
  const definitions = new Map<string, Definition>()
  const footnotes = new Map<string, FootnoteDefinition>()
  const collect = (node: Root | RootContent): void => {
    if (node.type === 'definition' && !definitions.has(node.identifier)) definitions.set(node.identifier, node)
    if (node.type === 'footnoteDefinition' && !footnotes.has(node.identifier)) footnotes.set(node.identifier, node)
    if ('children' in node) for (const child of node.children) collect(child as RootContent)
  }
  collect(tree)
  const open = new Set<string>()
  const context: MarkdownContext = {
    source,
    options,
    definitions,
    footnote: identifier => {
      const definition = footnotes.get(identifier)
      // A note that calls itself would never end.
      if (definition === undefined || open.has(identifier)) return []
      open.add(identifier)
      const children = toBlocks(definition.children, context)
      open.delete(identifier)
      return [{ type: 'footnote', children }]
    },
  }
  return context
}

function toBlocks(nodes: readonly RootContent[], context: MarkdownContext): Block[] {
  return nodes.flatMap(node => toBlock(node, context))
}

function toBlock(node: RootContent, context: MarkdownContext): Block[] {
  switch (node.type) {
    case 'paragraph':
      return toParagraph(node, context)
    case 'heading':
      return [{ type: 'heading', level: node.depth, children: toInlines(node.children, context) }]
    case 'thematicBreak':
      return [{ type: 'rule' }]
    case 'blockquote':
      return [toQuote(node.children as BlockContent[], context)]
    case 'code':
      return [{ type: 'code', ...(node.lang ? { language: node.lang } : {}), text: node.value }]
    case 'math':
      return [{ type: 'math', tex: node.value }]
    case 'list':
      return [toList(node, context)]
    case 'table':
      return [toTable(node, context)]
    case 'html':
      return toHtml(node.value)
    default:
      return []
  }
}

function toParagraph(node: Extract<RootContent, { type: 'paragraph' }>, context: MarkdownContext): Block[] {
  const [only] = node.children
  if (node.children.length === 1 && (only?.type === 'image' || only?.type === 'imageReference')) {
    const url = only.type === 'image' ? only.url : (context.definitions.get(only.identifier)?.url ?? '')
    const title = only.type === 'image' ? only.title : context.definitions.get(only.identifier)?.title
    const blob = context.options.image?.(url)
    if (blob !== undefined) {
      const caption: Inline[] | undefined = title ? [{ type: 'text', text: title }] : undefined
      return [{ type: 'image', blob, alt: only.alt ?? '', ...(caption === undefined ? {} : { caption }) }]
    }
    // A picture that is not in the library is kept as it was written, and shown as its words.
    const original = { type: 'markdown-image', url, title: title ?? '', alt: only.alt ?? '' }
    return [{ type: 'unknown', original, text: only.alt || url }]
  }
  const source = context.source.slice(node.position?.start.offset, node.position?.end.offset).trim()
  const embed = /^!\[\[([^[\]|#]+)(?:#([^[\]|]*))?\]\]$/.exec(source)
  const target = embed === null ? undefined : context.options.wikilink?.((embed[1] ?? '').trim(), embed[2]?.trim())
  if (target !== undefined) return [{ type: 'embed', target }]
  const children = toInlines(node.children, context)
  return children.length === 0 ? [] : [{ type: 'paragraph', children }]
}

const CALLOUT = new RegExp(`^\\[!(${CALLOUT_KINDS.join('|')})\\][ \\t]*([^\\n]*)(?:\\n|$)`, 'i')

/** A quotation, or a callout when it opens as GitHub's alerts do (`[!NOTE]`, with a title in Obsidian's way). */
function toQuote(children: readonly BlockContent[], context: MarkdownContext): Block {
  const [first, ...rest] = children
  const text = first?.type === 'paragraph' ? first.children[0] : undefined
  const match = text?.type === 'text' ? CALLOUT.exec(text.value) : null
  if (first?.type !== 'paragraph' || text?.type !== 'text' || match === null) {
    return { type: 'quote', children: toBlocks(children, context) }
  }
  const kind = CALLOUT_KINDS.find(candidate => candidate === match[1]?.toLowerCase()) ?? 'note'
  const remaining = { ...text, value: text.value.slice(match[0].length) }
  const opening = { ...first, children: [remaining, ...first.children.slice(1)] }
  const hasMore = remaining.value !== '' || first.children.length > 1
  const title = match[2]?.trim()
  return {
    type: 'callout',
    kind,
    ...(title ? { title } : {}),
    children: toBlocks(hasMore ? [opening, ...rest] : rest, context),
  }
}

function toList(node: List, context: MarkdownContext): Block {
  const isCheck = node.children.some(item => typeof item.checked === 'boolean')
  const items: ListItem[] = node.children.map(item => {
    const children = toBlocks(item.children, context)
    return typeof item.checked === 'boolean' ? { checked: item.checked, children } : { children }
  })
  if (isCheck) return { type: 'list', kind: 'check', items }
  if (!node.ordered) return { type: 'list', kind: 'bullet', items }
  const start = node.start ?? 1
  return { type: 'list', kind: 'number', ...(start === 1 ? {} : { start }), items }
}

function toTable(node: Table, context: MarkdownContext): Block {
  const columns = node.children[0]?.children.length ?? 0
  const rows = node.children.map((row, y) =>
    Array.from({ length: columns }, (_, x) => {
      const align = node.align?.[x]
      const children: Block[] = [{ type: 'paragraph', children: toInlines(row.children[x]?.children ?? [], context) }]
      return { ...(y === 0 ? { header: true } : {}), ...(align ? { align } : {}), children }
    }),
  )
  return { type: 'table', rows }
}

function toHtml(value: string): Block[] {
  if (/^\s*<!--[\s\S]*-->\s*$/.test(value)) {
    const text = value.replace(/^\s*<!--|-->\s*$/g, '').trim()
    return text === '' ? [] : [{ type: 'paragraph', children: [{ type: 'comment', text }] }]
  }
  const text = value
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return [{ type: 'unknown', original: { type: 'html', value }, text }]
}
