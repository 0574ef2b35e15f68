import { CodeHighlightNode, CodeNode } from '@lexical/code-core'
import { HorizontalRuleNode } from '@lexical/extension'
import { AutoLinkNode, LinkNode } from '@lexical/link'
import { ListItemNode, ListNode } from '@lexical/list'
import { HeadingNode } from '@lexical/rich-text'
import { TableCellNode, TableNode, TableRowNode } from '@lexical/table'
import { EmbedNode, ImageNode, MathBlockNode, QuotationNode, UnknownNode } from './block-nodes.ts'
import { CalloutNode, QuoteContainerNode } from './container-nodes.ts'
import { CitationNode, CommentNode, FootnoteNode, MathInlineNode } from './inline-nodes.ts'
import { ReferenceNode } from './reference-node.ts'

/** Every node a note can hold, beside paragraphs, text, line breaks and tabs. */
export const NOTE_NODES = [
  HeadingNode,
  ListNode,
  ListItemNode,
  LinkNode,
  AutoLinkNode,
  CodeNode,
  CodeHighlightNode,
  TableNode,
  TableRowNode,
  TableCellNode,
  HorizontalRuleNode,
  QuoteContainerNode,
  CalloutNode,
  ReferenceNode,
  CitationNode,
  MathInlineNode,
  FootnoteNode,
  CommentNode,
  QuotationNode,
  EmbedNode,
  ImageNode,
  MathBlockNode,
  UnknownNode,
]
