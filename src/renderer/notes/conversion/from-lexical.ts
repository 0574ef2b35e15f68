import { $isCodeNode } from '@lexical/code-core'
import { $isHorizontalRuleNode } from '@lexical/extension'
import { $isAutoLinkNode, $isLinkNode, type LinkNode } from '@lexical/link'
import { $isListItemNode, $isListNode, type ListItemNode, type ListNode } from '@lexical/list'
import { $isHeadingNode } from '@lexical/rich-text'
import { $isTableCellNode, $isTableNode, $isTableRowNode, type TableCellNode, type TableNode } from '@lexical/table'
import { $getRoot, $isElementNode, $isLineBreakNode, $isTextNode, type ElementNode, type LexicalNode } from 'lexical'
import {
  type Block,
  DOCUMENT_VERSION,
  type HeadingBlock,
  type Inline,
  type ListBlock,
  type ListItem,
  type NoteDocument,
  type ParagraphBlock,
  type TableBlock,
  type TableCell,
} from '../../../shared/document/document.ts'
import { $getBlockId } from '../nodes/block-id.ts'
import { $isBlockViewNode } from '../nodes/block-nodes.ts'
import { $isContainerNode, CalloutNode } from '../nodes/container-nodes.ts'
import { $isInlineViewNode } from '../nodes/inline-nodes.ts'
import { $getTableCaption, $isLooseItem } from '../nodes/list-and-table-state.ts'
import { $isReferenceNode } from '../nodes/reference-node.ts'
import { marksOfFormat } from './marks.ts'
import { isSafeHref } from './safe-href.ts'

/** Blocks read before, by the key of the top node they came from. Whoever keeps it drops the keys of changed nodes. */
export type BlockCache = Map<string, Block[]>

/**
 * What the editor holds, as a document. Call it inside a read of the editor's state. Ids of blocks stay unique: a copy
 * of a block loses the id. Links to anything but http, https and mailto become plain words. With a cache, only what is
 * not in it is read, and unchanged blocks are the same objects as before.
 */
export function $readDocument(cache: BlockCache = new Map()): NoteDocument {
  const blocks: Block[] = []
  for (const node of $getRoot().getChildren()) {
    const key = node.getKey()
    let read = cache.get(key)
    if (read === undefined) {
      read = $toBlocks([node])
      cache.set(key, read)
    }
    blocks.push(...read)
  }
  return { version: DOCUMENT_VERSION, blocks: withUniqueIds(blocks) }
}

/** Nodes of the editor as blocks; loose inlines between them become paragraphs. */
export function $toBlocks(nodes: readonly LexicalNode[]): Block[] {
  const blocks: Block[] = []
  let run: LexicalNode[] = []
  const endRun = () => {
    if (run.length > 0) blocks.push({ type: 'paragraph', children: $toInlines(run) })
    run = []
  }
  for (const node of nodes) {
    const block = $toBlock(node)
    if (block === null) run.push(node)
    else {
      endRun()
      blocks.push(block)
    }
  }
  endRun()
  return blocks
}

/** A block, or null for a node that belongs into a line. */
function $toBlock(node: LexicalNode): Block | null {
  const id = $getBlockId(node)
  const withId = <T extends Block>(block: T): T => (id === undefined ? block : { ...block, id })
  if ($isBlockViewNode(node)) {
    const { id: _kept, ...block } = node.getValue()
    return withId(block as Block)
  }
  if ($isHorizontalRuleNode(node)) return withId({ type: 'rule' })
  if (!$isElementNode(node) || node.isInline()) return null
  if ($isHeadingNode(node)) {
    const level = Number(node.getTag().slice(1)) as HeadingBlock['level']
    return withId({ type: 'heading', level, children: $toInlines(node.getChildren()) })
  }
  if ($isListNode(node)) return withId($toList(node))
  if ($isCodeNode(node)) {
    const language = node.getLanguage()
    return withId({ type: 'code', ...(language ? { language } : {}), text: node.getTextContent() })
  }
  if ($isTableNode(node)) return withId($toTable(node))
  if ($isContainerNode(node)) {
    const children = $toBlocks(node.getChildren())
    if (!(node instanceof CalloutNode)) return withId({ type: 'quote', children })
    const title = node.getTitle()
    return withId({ type: 'callout', kind: node.getKind(), ...(title === undefined ? {} : { title }), children })
  }
  return withId<ParagraphBlock>({ type: 'paragraph', children: $toInlines(node.getChildren()) })
}

function $toList(list: ListNode): ListBlock {
  const kind = list.getListType()
  const items: ListItem[] = []
  for (const node of list.getChildren()) {
    if (!$isListItemNode(node)) continue
    const below = items.at(-1)
    if (below && !$isLooseItem(node) && $isListNode(node.getFirstChild())) {
      below.children.push(...$toBlocks(node.getChildren()))
    } else items.push($toListItem(node, kind))
  }
  const start = list.getStart()
  return { type: 'list', kind, ...(kind === 'number' && start !== 1 ? { start } : {}), items }
}

function $toListItem(node: ListItemNode, kind: ListBlock['kind']): ListItem {
  const children = $toBlocks(node.getChildren())
  return {
    ...(kind === 'check' ? { checked: node.getChecked() ?? false } : {}),
    children: children.length > 0 ? children : [{ type: 'paragraph', children: [] }],
  }
}

function $toTable(table: TableNode): TableBlock {
  const caption = $getTableCaption(table)
  const rows = table.getChildren().filter($isTableRowNode)
  return {
    type: 'table',
    ...(caption ? { caption } : {}),
    rows: rows.map(row => row.getChildren().filter($isTableCellNode).map($toCell)),
  }
}

function $toCell(cell: TableCellNode): TableCell {
  const format = cell.getFormatType()
  const align = format === 'left' || format === 'center' || format === 'right' ? format : undefined
  return {
    ...(cell.hasHeader() ? { header: true } : {}),
    ...(cell.getColSpan() > 1 ? { colspan: cell.getColSpan() } : {}),
    ...(cell.getRowSpan() > 1 ? { rowspan: cell.getRowSpan() } : {}),
    ...(align ? { align } : {}),
    children: $toBlocks(cell.getChildren()),
  }
}

/** Nodes of a line as inlines. */
export function $toInlines(nodes: readonly LexicalNode[]): Inline[] {
  return nodes.flatMap($toInline)
}

function $toInline(node: LexicalNode): Inline[] {
  if ($isInlineViewNode(node)) {
    const value = node.getValue()
    return value.type === 'citation' && value.items.length === 0 ? [] : [value]
  }
  if ($isReferenceNode(node)) {
    const custom = node.isCustom()
    return [
      {
        type: 'reference',
        target: node.getTarget(),
        text: node.getTextContent(),
        ...(custom === undefined ? {} : { custom }),
      },
    ]
  }
  if ($isLineBreakNode(node)) return [{ type: 'break' }]
  if ($isTextNode(node)) {
    const text = node.getTextContent()
    const marks = marksOfFormat(node.getFormat())
    return text === '' ? [] : [{ type: 'text', text, ...(marks ? { marks } : {}) }]
  }
  if ($isLinkNode(node)) return $toLink(node)
  return $isElementNode(node) ? $toInlines(node.getChildren()) : []
}

function $toLink(link: LinkNode): Inline[] {
  const href = link.getURL()
  const children = $toInlines((link as ElementNode).getChildren())
  const isLink = isSafeHref(href) && !($isAutoLinkNode(link) && link.getIsUnlinked())
  return isLink ? [{ type: 'link', href, children }] : children
}

/** The first block with an id keeps it; a later one is a copy and loses it. The blocks given are left as they are. */
function withUniqueIds(blocks: Block[]): Block[] {
  const seen = new Set<string>()
  const isTaken = (id: string | undefined): boolean => {
    if (id === undefined) return false
    const taken = seen.has(id)
    seen.add(id)
    return taken
  }
  const clean = (block: Block): Block => {
    const { id, ...rest } = block
    const own = isTaken(id) ? (rest as Block) : block
    if (own.type === 'quote' || own.type === 'callout') return withChildren(own, own.children.map(clean))
    if (own.type === 'list') {
      const items = own.items.map(item => withChildren(item, item.children.map(clean)))
      return items.some((item, at) => item !== own.items[at]) ? { ...own, items } : own
    }
    if (own.type === 'table') {
      const rows = own.rows.map(row => row.map(cell => withChildren(cell, cell.children.map(clean))))
      return rows.some((row, at) => row.some((cell, of) => cell !== own.rows[at]?.[of])) ? { ...own, rows } : own
    }
    return own
  }
  return blocks.map(clean)
}

/** The same parent when none of its children changed. */
function withChildren<T extends { children: Block[] }>(parent: T, children: Block[]): T {
  return children.some((child, at) => child !== parent.children[at]) ? { ...parent, children } : parent
}
