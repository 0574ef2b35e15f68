import { $createHorizontalRuleNode, HorizontalRuleNode } from '@lexical/extension'
import {
  BOLD_ITALIC_STAR,
  BOLD_ITALIC_UNDERSCORE,
  BOLD_STAR,
  BOLD_UNDERSCORE,
  CHECK_LIST,
  CODE,
  type ElementTransformer,
  HEADING,
  HIGHLIGHT,
  INLINE_CODE,
  ITALIC_STAR,
  ITALIC_UNDERSCORE,
  LINK,
  ORDERED_LIST,
  registerMarkdownShortcuts,
  STRIKETHROUGH,
  type TextMatchTransformer,
  type Transformer,
  UNORDERED_LIST,
} from '@lexical/markdown'
import {
  $createTableCellNode,
  $createTableNode,
  $createTableRowNode,
  TableCellHeaderStates,
  TableNode,
} from '@lexical/table'
import { $createParagraphNode, $createTextNode, $isElementNode, type LexicalEditor, type LexicalNode } from 'lexical'
import { $createMathBlockNode, MathBlockNode } from '../nodes/block-nodes.ts'
import {
  $createCalloutNode,
  $createQuoteContainerNode,
  CALLOUT_KINDS,
  CalloutNode,
  QuoteContainerNode,
} from '../nodes/container-nodes.ts'
import { $createFootnoteNode, $createMathInlineNode, FootnoteNode, MathInlineNode } from '../nodes/inline-nodes.ts'
import { $moveCaretAfter } from './insert-block.ts'

const exportNothing = () => null

/** A shortcut at the start of a line that replaces the line's paragraph. */
function lineShortcut(
  regExp: RegExp,
  dependencies: ElementTransformer['dependencies'],
  replace: (children: LexicalNode[], match: string[]) => LexicalNode | null,
): ElementTransformer {
  return {
    type: 'element',
    regExp,
    dependencies,
    export: exportNothing,
    triggerOnEnter: true,
    replace: (parent, children, match) => {
      const block = replace(children, match)
      if (block === null) return false
      parent.replace(block)
      if ($isElementNode(block)) block.selectStart()
      else $moveCaretAfter(block)
    },
  }
}

const CALLOUT = lineShortcut(/^>?\s?\[!(\w+)\]\s/, [CalloutNode], (children, match) => {
  const kind = CALLOUT_KINDS.find(each => each === match[1]?.toLowerCase())
  if (!kind) return null
  const callout = $createCalloutNode(kind)
  callout.append($createParagraphNode().append(...children))
  return callout
})

const QUOTE = lineShortcut(/^>\s/, [QuoteContainerNode], children => {
  const quote = $createQuoteContainerNode()
  quote.append($createParagraphNode().append(...children))
  return quote
})

const RULE = lineShortcut(/^(---|\*\*\*|___)\s?$/, [HorizontalRuleNode], () => $createHorizontalRuleNode())

const MATH_BLOCK = lineShortcut(/^\$\$\s?$/, [MathBlockNode], () => $createMathBlockNode({ type: 'math', tex: '' }))

/** `| a | b |` and Enter makes a table whose header is that row. */
const TABLE = lineShortcut(/^\|(.+)\|$/, [TableNode], (_children, match) => {
  const titles = (match[1] ?? '').split('|').map(title => title.trim())
  const row = (texts: string[], header: number) =>
    $createTableRowNode().append(
      ...texts.map(text => {
        const paragraph = $createParagraphNode()
        if (text) paragraph.append($createTextNode(text))
        return $createTableCellNode(header).append(paragraph)
      }),
    )
  return $createTableNode().append(
    row(titles, TableCellHeaderStates.ROW),
    row(
      titles.map(() => ''),
      TableCellHeaderStates.NO_STATUS,
    ),
  )
})

const MATH: TextMatchTransformer = {
  type: 'text-match',
  dependencies: [MathInlineNode],
  export: exportNothing,
  regExp: /\$([^$\s](?:[^$]*[^$\s])?)\$$/,
  trigger: '$',
  replace: (node, match) => {
    const math = $createMathInlineNode({ type: 'math', tex: match[1] ?? '' })
    node.replace(math)
    math.selectNext()
  },
}

/** `^[` … `]` makes a footnote of the words between. */
const FOOTNOTE: TextMatchTransformer = {
  type: 'text-match',
  dependencies: [FootnoteNode],
  export: exportNothing,
  regExp: /\^\[([^\]]+)\]$/,
  trigger: ']',
  replace: (node, match) => {
    const children = [{ type: 'text' as const, text: match[1] ?? '' }]
    const footnote = $createFootnoteNode({ type: 'footnote', children: [{ type: 'paragraph', children }] })
    node.replace(footnote)
    footnote.selectNext()
  },
}

const SHORTCUTS: Transformer[] = [
  HEADING,
  CALLOUT,
  QUOTE,
  CHECK_LIST,
  UNORDERED_LIST,
  ORDERED_LIST,
  RULE,
  MATH_BLOCK,
  TABLE,
  CODE,
  INLINE_CODE,
  BOLD_ITALIC_STAR,
  BOLD_ITALIC_UNDERSCORE,
  BOLD_STAR,
  BOLD_UNDERSCORE,
  HIGHLIGHT,
  ITALIC_STAR,
  ITALIC_UNDERSCORE,
  STRIKETHROUGH,
  LINK,
  MATH,
  FOOTNOTE,
]

/** Turns Markdown into what it means while it is typed. */
export function registerMarkdownTyping(editor: LexicalEditor): () => void {
  return registerMarkdownShortcuts(editor, SHORTCUTS)
}
