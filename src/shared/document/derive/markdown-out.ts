import type {
  BlockContent,
  DefinitionContent,
  FootnoteDefinition,
  ListItem as MdListItem,
  Root,
  RootContent,
  TableRow,
} from 'mdast'
import type { Block, NoteDocument, ReferenceTarget, TableBlock, TableCell } from '../document.ts'
import { oneLine, toPhrasing, wikiTitle } from './markdown-phrasing.ts'
import { stringifyMarkdown } from './markdown-syntax.ts'

/** How a document's pointers are written in Markdown. */
export interface MarkdownExport {
  /** Title of what a reference or an embedded note points to; the words shown, when not answered. */
  title?: (target: ReferenceTarget) => string | undefined
  /** Citation key of a source; its id, when not answered. */
  citationKey?: (sourceId: string) => string | undefined
  /** Where an image lies beside the file; `images/<hash>`, when not answered. */
  imagePath?: (blob: string) => string | undefined
}

export interface MarkdownOutput {
  options: MarkdownExport
  footnotes: FootnoteDefinition[]
  blocks: (blocks: readonly Block[]) => BlockContent[]
}

/** A document as CommonMark with GitHub's additions; comments to oneself are left out. */
export function documentToMarkdown(document: NoteDocument, options: MarkdownExport = {}): string {
  const output: MarkdownOutput = {
    options,
    footnotes: [],
    blocks: blocks => blocks.flatMap(block => toNode(block, output)),
  }
  const children: RootContent[] = output.blocks(document.blocks)
  const tree: Root = { type: 'root', children: [...children, ...output.footnotes] }
  return stringifyMarkdown(tree)
}

function toNode(block: Block, output: MarkdownOutput): BlockContent[] {
  switch (block.type) {
    case 'paragraph': {
      const children = toPhrasing(block.children, output)
      return children.length === 0 ? [] : [{ type: 'paragraph', children }]
    }
    case 'heading':
      return [{ type: 'heading', depth: block.level, children: toPhrasing(block.children, output) }]
    case 'list':
      return [
        {
          type: 'list',
          ordered: block.kind === 'number',
          start: block.kind === 'number' ? (block.start ?? 1) : undefined,
          spread: false,
          children: block.items.map(item => toItem(item.children, block.kind === 'check', item.checked, output)),
        },
      ]
    case 'quote':
      return [{ type: 'blockquote', children: output.blocks(block.children) }]
    case 'callout': {
      const opening = `[!${block.kind.toUpperCase()}]${block.title ? ` ${oneLine(block.title)}` : ''}`
      const head: BlockContent = { type: 'paragraph', children: [{ type: 'html', value: opening }] }
      return [{ type: 'blockquote', children: joinOpening(head, output.blocks(block.children)) }]
    }
    case 'code':
      return [{ type: 'code', lang: block.language, value: block.text }]
    case 'math':
      return [{ type: 'math', value: block.tex } as BlockContent]
    case 'image': {
      const url = output.options.imagePath?.(block.blob) ?? `images/${block.blob}`
      const title = block.caption === undefined ? undefined : plainWords(toPhrasing(block.caption, output))
      return [{ type: 'paragraph', children: [{ type: 'image', url, alt: oneLine(block.alt), title }] }]
    }
    case 'table':
      return toTable(block, output)
    case 'rule':
      return [{ type: 'thematicBreak' }]
    case 'quotation':
      return [toQuotation(block, output)]
    case 'embed': {
      const title = output.options.title?.(block.target) ?? block.target.id
      return [{ type: 'paragraph', children: [{ type: 'html', value: `![[${wikiTitle(title)}]]` }] }]
    }
    case 'unknown':
      return [toUnknown(block.original, block.text)]
  }
}

function plainWords(nodes: readonly { type: string }[]): string {
  return nodes
    .map(node => {
      if ('value' in node) return node.type === 'html' ? '' : String(node.value)
      return 'children' in node ? plainWords(node.children as { type: string }[]) : ''
    })
    .join('')
}

/** The alert's sign stands on the first line of its first paragraph. */
function joinOpening(head: BlockContent, rest: BlockContent[]): BlockContent[] {
  const [first, ...others] = rest
  if (head.type !== 'paragraph' || first?.type !== 'paragraph') return [head, ...rest]
  const children = [...head.children, { type: 'html' as const, value: '\n' }, ...first.children]
  return [{ ...first, children }, ...others]
}

function toItem(
  blocks: readonly Block[],
  isCheck: boolean,
  checked: boolean | undefined,
  output: MarkdownOutput,
): MdListItem {
  const children: (BlockContent | DefinitionContent)[] = output.blocks(blocks)
  const spread = blocks.filter(block => block.type !== 'list').length > 1
  return { type: 'listItem', spread, ...(isCheck ? { checked: checked === true } : {}), children }
}

function toTable(block: TableBlock, output: MarkdownOutput): BlockContent[] {
  const columns = Math.max(...block.rows.map(row => row.reduce((sum, cell) => sum + (cell.colspan ?? 1), 0)), 0)
  if (columns === 0) return []
  const toRow = (cells: readonly TableCell[]): TableRow => {
    const filled = cells.flatMap(cell => [cell, ...new Array<undefined>((cell.colspan ?? 1) - 1).fill(undefined)])
    const padded = Array.from({ length: columns }, (_, x) => filled[x])
    return {
      type: 'tableRow',
      children: padded.map(cell => ({ type: 'tableCell', children: cellContent(cell, output) })),
    }
  }
  const [first] = block.rows
  const hasHeader = first?.some(cell => cell.header === true) === true
  const rows = hasHeader ? block.rows : [[], ...block.rows]
  const align = Array.from({ length: columns }, (_, x) => first?.[x]?.align ?? null)
  const table: BlockContent = { type: 'table', align, children: rows.map(toRow) }
  const caption = toPhrasing(block.caption ?? [], output)
  return caption.length === 0 ? [table] : [{ type: 'paragraph', children: caption }, table]
}

/** A cell holds one line: blocks inside it are parted by `<br>`. */
function cellContent(cell: TableCell | undefined, output: MarkdownOutput) {
  const parts = (cell?.children ?? []).map(block => {
    if (block.type === 'paragraph') return toPhrasing(block.children, output, true)
    const words = plainWords(output.blocks([block]))
    return words === '' ? [] : [{ type: 'text' as const, value: oneLine(words) }]
  })
  return parts
    .filter(part => part.length > 0)
    .flatMap((part, index) => (index === 0 ? part : [{ type: 'html' as const, value: '<br>' }, ...part]))
}

function toQuotation(block: Extract<Block, { type: 'quotation' }>, output: MarkdownOutput): BlockContent {
  const paragraphs = block.text.split(/\n+/).filter(line => line.trim() !== '')
  const words: BlockContent[] = paragraphs.map(value => ({ type: 'paragraph', children: [{ type: 'text', value }] }))
  const item = { ...block.citation, sourceId: block.sourceId }
  const source = toPhrasing(
    [
      { type: 'text', text: '— ' },
      { type: 'citation', items: [item] },
    ],
    output,
  )
  return { type: 'blockquote', children: [...words, { type: 'paragraph', children: source }] }
}

function toUnknown(original: Record<string, unknown>, text: string): BlockContent {
  if (original.type === 'html' && typeof original.value === 'string') return { type: 'html', value: original.value }
  if (original.type === 'markdown-image' && typeof original.url === 'string') {
    const [alt, title] = [String(original.alt ?? ''), String(original.title ?? '')]
    return { type: 'paragraph', children: [{ type: 'image', url: original.url, alt, title: title || undefined }] }
  }
  return { type: 'paragraph', children: [{ type: 'text', value: text }] }
}
