import { $createCodeNode } from '@lexical/code-core'
import { $createHorizontalRuleNode } from '@lexical/extension'
import { INSERT_CHECK_LIST_COMMAND, INSERT_ORDERED_LIST_COMMAND, INSERT_UNORDERED_LIST_COMMAND } from '@lexical/list'
import { $createHeadingNode, type HeadingTagType } from '@lexical/rich-text'
import { $setBlocksType } from '@lexical/selection'
import { $createTableNodeWithDimensions } from '@lexical/table'
import {
  $createParagraphNode,
  $createTextNode,
  $getSelection,
  $insertNodes,
  $isRangeSelection,
  type ElementNode,
  type LexicalEditor,
  type LexicalNode,
} from 'lexical'
import {
  AtSign,
  Code,
  Heading1,
  Heading2,
  Heading3,
  ImagePlus,
  Info,
  Link2,
  List,
  ListChecks,
  ListOrdered,
  type LucideIcon,
  MessageSquareText,
  Minus,
  Pilcrow,
  Radical,
  Sigma,
  Superscript,
  Table2,
  TextQuote,
} from 'lucide-react'
import { $createMathBlockNode } from '../nodes/block-nodes.ts'
import {
  $createCalloutNode,
  $createQuoteContainerNode,
  CALLOUT_KINDS,
  type CalloutKind,
} from '../nodes/container-nodes.ts'
import { $createCommentNode, $createFootnoteNode, $createMathInlineNode } from '../nodes/inline-nodes.ts'
import { $insertBlock } from './insert-block.ts'
import { pickImage } from './note-images.ts'

export interface BlockCommand {
  key: string
  label: string
  detail: string
  icon: LucideIcon
  /** Further words by which the slash menu finds it. */
  words: string
  /** Turns the blocks of the selection into something else; otherwise it inserts. */
  turnsInto?: boolean
  /** Called inside an update of the editor. */
  run(editor: LexicalEditor): void
}

const $turnInto = (create: () => ElementNode) => {
  const selection = $getSelection()
  if ($isRangeSelection(selection)) $setBlocksType(selection, create)
}

/** Puts the selected top blocks, or the one at the caret, into a container. */
export function $wrapBlocks(create: () => ElementNode): void {
  const selection = $getSelection()
  if (!$isRangeSelection(selection)) return
  const blocks = new Set<LexicalNode>()
  for (const node of [selection.anchor.getNode(), ...selection.getNodes(), selection.focus.getNode()]) {
    const top = node.getTopLevelElement()
    if (top) blocks.add(top)
  }
  const ordered = [...blocks].sort((a, b) => a.getIndexWithinParent() - b.getIndexWithinParent())
  const [first] = ordered
  if (!first) return
  const container = create()
  first.insertBefore(container)
  container.append(...ordered)
  container.selectEnd()
}

const heading = (level: 1 | 2 | 3, icon: LucideIcon): BlockCommand => ({
  key: `heading-${level}`,
  label: `Heading ${level}`,
  detail: '#'.repeat(level),
  icon,
  words: `title section h${level}`,
  turnsInto: true,
  run: () => $turnInto(() => $createHeadingNode(`h${level}` as HeadingTagType)),
})

const callout = (kind: CalloutKind): BlockCommand => ({
  key: `callout-${kind}`,
  label: kind === 'note' ? 'Callout' : `Callout: ${kind}`,
  detail: `[!${kind}]`,
  icon: Info,
  words: 'callout box remark admonition',
  run: () => $wrapBlocks(() => $createCalloutNode(kind)),
})

/** Everything that can be made of a block or inserted into the text, in the order of the slash menu. */
export const BLOCK_COMMANDS: readonly BlockCommand[] = [
  {
    key: 'paragraph',
    label: 'Text',
    detail: '',
    icon: Pilcrow,
    words: 'paragraph plain normal',
    turnsInto: true,
    run: () => $turnInto($createParagraphNode),
  },
  heading(1, Heading1),
  heading(2, Heading2),
  heading(3, Heading3),
  {
    key: 'bullets',
    label: 'Bulleted list',
    detail: '-',
    icon: List,
    words: 'unordered points',
    turnsInto: true,
    run: editor => editor.dispatchCommand(INSERT_UNORDERED_LIST_COMMAND, undefined),
  },
  {
    key: 'numbers',
    label: 'Numbered list',
    detail: '1.',
    icon: ListOrdered,
    words: 'ordered',
    turnsInto: true,
    run: editor => editor.dispatchCommand(INSERT_ORDERED_LIST_COMMAND, undefined),
  },
  {
    key: 'tasks',
    label: 'Check list',
    detail: '[ ]',
    icon: ListChecks,
    words: 'todo tasks',
    turnsInto: true,
    run: editor => editor.dispatchCommand(INSERT_CHECK_LIST_COMMAND, undefined),
  },
  {
    key: 'quote',
    label: 'Quote',
    detail: '>',
    icon: TextQuote,
    words: 'blockquote quotation',
    turnsInto: true,
    run: () => $wrapBlocks($createQuoteContainerNode),
  },
  {
    key: 'code',
    label: 'Code',
    detail: '```',
    icon: Code,
    words: 'program source listing',
    turnsInto: true,
    run: () => $turnInto(() => $createCodeNode()),
  },
  {
    key: 'link',
    label: 'Link to a note, source or highlight',
    detail: '[[',
    icon: Link2,
    words: 'reference wikilink',
    run: () => $insertNodes([$createTextNode('[[')]),
  },
  {
    key: 'cite',
    label: 'Citation',
    detail: '@',
    icon: AtSign,
    words: 'cite source reference bibliography',
    run: () => $insertNodes([$createTextNode('@')]),
  },
  {
    key: 'footnote',
    label: 'Footnote',
    detail: '^[…]',
    icon: Superscript,
    words: 'note endnote',
    run: () =>
      $insertNodes([$createFootnoteNode({ type: 'footnote', children: [{ type: 'paragraph', children: [] }] })]),
  },
  {
    key: 'table',
    label: 'Table',
    detail: '| a | b |',
    icon: Table2,
    words: 'grid rows columns',
    run: () => {
      const table = $createTableNodeWithDimensions(3, 3, { rows: true, columns: false })
      $insertBlock(table)
      table.selectStart()
    },
  },
  {
    key: 'image',
    label: 'Image',
    detail: '',
    icon: ImagePlus,
    words: 'picture photo figure',
    run: editor => pickImage(editor),
  },
  {
    key: 'math',
    label: 'Formula',
    detail: '$$',
    icon: Sigma,
    words: 'math equation tex latex',
    run: () => $insertBlock($createMathBlockNode({ type: 'math', tex: '' })),
  },
  {
    key: 'math-inline',
    label: 'Formula in the line',
    detail: '$…$',
    icon: Radical,
    words: 'math equation tex latex',
    run: () => $insertNodes([$createMathInlineNode({ type: 'math', tex: '' })]),
  },
  ...CALLOUT_KINDS.map(callout),
  {
    key: 'comment',
    label: 'Comment to yourself',
    detail: '',
    icon: MessageSquareText,
    words: 'annotation reminder',
    run: () => $insertNodes([$createCommentNode({ type: 'comment', text: '' })]),
  },
  {
    key: 'rule',
    label: 'Dividing line',
    detail: '---',
    icon: Minus,
    words: 'rule separator hr',
    run: () => $insertBlock($createHorizontalRuleNode()),
  },
]
