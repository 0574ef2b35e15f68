import { $createCodeNode } from '@lexical/code-core'
import { $createHorizontalRuleNode } from '@lexical/extension'
import { $createLinkNode } from '@lexical/link'
import { $createListItemNode, $createListNode, type ListItemNode, type ListNode } from '@lexical/list'
import { $createHeadingNode, type HeadingTagType } from '@lexical/rich-text'
import { $createTableCellNode, $createTableNode, $createTableRowNode, TableCellHeaderStates } from '@lexical/table'
import {
  $createLineBreakNode,
  $createParagraphNode,
  $createTextNode,
  $getRoot,
  type ElementNode,
  type LexicalNode,
} from 'lexical'
import type { Block, Inline, ListBlock, ListItem, NoteDocument, TableBlock } from '../../../shared/document/document.ts'
import { $setBlockId } from '../nodes/block-id.ts'
import {
  $createEmbedNode,
  $createImageNode,
  $createMathBlockNode,
  $createQuotationNode,
  $createUnknownNode,
} from '../nodes/block-nodes.ts'
import { $createCalloutNode, $createQuoteContainerNode } from '../nodes/container-nodes.ts'
import {
  $createCitationNode,
  $createCommentNode,
  $createFootnoteNode,
  $createMathInlineNode,
} from '../nodes/inline-nodes.ts'
import { $setLooseItem, $setTableCaption } from '../nodes/list-and-table-state.ts'
import { $createReferenceNode } from '../nodes/reference-node.ts'
import { formatOfMarks } from './marks.ts'

/** Replaces what the editor holds by a document. Call it inside an update. */
export function $loadDocument(document: NoteDocument): void {
  const nodes = document.blocks.map($fromBlock)
  const root = $getRoot()
  root.splice(0, root.getChildrenSize(), nodes.length > 0 ? nodes : [$createParagraphNode()])
}

/** One block of the document tree as a node of the editor. */
export function $fromBlock(block: Block): LexicalNode {
  return $setBlockId($nodeOfBlock(block), block.id)
}

function $nodeOfBlock(block: Block): LexicalNode {
  switch (block.type) {
    case 'paragraph':
      return $withChildren($createParagraphNode(), $fromInlines(block.children))
    case 'heading':
      return $withChildren($createHeadingNode(`h${block.level}` as HeadingTagType), $fromInlines(block.children))
    case 'list':
      return $fromList(block)
    case 'quote':
      return $withChildren($createQuoteContainerNode(), $fromBlocks(block.children))
    case 'callout':
      return $withChildren($createCalloutNode(block.kind, block.title), $fromBlocks(block.children))
    case 'code':
      return $withChildren($createCodeNode(block.language), block.text === '' ? [] : [$createTextNode(block.text)])
    case 'table':
      return $fromTable(block)
    case 'rule':
      return $createHorizontalRuleNode()
    case 'math':
      return $createMathBlockNode(block)
    case 'image':
      return $createImageNode(block)
    case 'quotation':
      return $createQuotationNode(block)
    case 'embed':
      return $createEmbedNode(block)
    case 'unknown':
      return $createUnknownNode(block)
  }
}

/** `splice` and not `append`: a list item's `append` would take blocks apart. */
function $withChildren<T extends ElementNode>(node: T, children: LexicalNode[]): T {
  node.splice(0, 0, children)
  return node
}

/** Blocks for a container; never none, so that there is a place for the caret. */
function $fromBlocks(blocks: readonly Block[]): LexicalNode[] {
  return blocks.length > 0 ? blocks.map($fromBlock) : [$createParagraphNode()]
}

function $fromList(list: ListBlock): ListNode {
  const items = list.items.length > 0 ? list.items : [{ children: [] }]
  return $withChildren(
    $createListNode(list.kind, list.kind === 'number' ? (list.start ?? 1) : 1),
    items.flatMap($fromListItem),
  )
}

/**
 * An item that is one paragraph, with lists below it, takes the editor's usual form: the paragraph's inlines in the
 * item, each list in an item of its own after it. Any other item holds its blocks and is marked as loose.
 */
function $fromListItem(item: ListItem): ListItemNode[] {
  const [first, ...rest] = item.children
  const node = $createListItemNode(item.checked)
  if (first === undefined) return [node]
  if (first.type === 'paragraph' && first.id === undefined && rest.every(block => block.type === 'list')) {
    $withChildren(node, $fromInlines(first.children))
    return [node, ...rest.map(list => $withChildren($createListItemNode(), [$fromBlock(list)]))]
  }
  return [$setLooseItem($withChildren(node, item.children.map($fromBlock)))]
}

function $fromTable(table: TableBlock): LexicalNode {
  const rows = table.rows.some(row => row.length > 0) ? table.rows : [[{ children: [] }]]
  const node = $withChildren(
    $createTableNode(),
    rows.map(cells => {
      const wholeRow = cells.every(cell => cell.header)
      const header = wholeRow ? TableCellHeaderStates.ROW : TableCellHeaderStates.COLUMN
      return $withChildren(
        $createTableRowNode(),
        cells.map(cell => {
          const cellNode = $createTableCellNode(cell.header ? header : TableCellHeaderStates.NO_STATUS, cell.colspan)
          cellNode.setRowSpan(cell.rowspan ?? 1)
          if (cell.align) cellNode.setFormat(cell.align)
          return $withChildren(cellNode, $fromBlocks(cell.children))
        }),
      )
    }),
  )
  return $setTableCaption(node, table.caption)
}

/** Inlines of the document tree as nodes of the editor. */
export function $fromInlines(inlines: readonly Inline[]): LexicalNode[] {
  return inlines.flatMap(inline => $fromInline(inline) ?? [])
}

function $fromInline(inline: Inline): LexicalNode | null {
  switch (inline.type) {
    case 'text':
      return inline.text === '' ? null : $createTextNode(inline.text).setFormat(formatOfMarks(inline.marks))
    case 'break':
      return $createLineBreakNode()
    case 'link':
      return $withChildren($createLinkNode(inline.href), $fromInlines(inline.children))
    case 'reference':
      return $createReferenceNode(inline)
    case 'citation':
      return $createCitationNode(inline)
    case 'math':
      return $createMathInlineNode(inline)
    case 'footnote':
      return $createFootnoteNode(inline)
    case 'comment':
      return $createCommentNode(inline)
  }
}
