import { getPeerDependencyFromEditor } from '@lexical/extension'
import { defineExtension, type LexicalEditor } from 'lexical'
import { type ComponentType, createElement, type ReactNode } from 'react'
import type {
  CitationInline,
  CommentInline,
  EmbedBlock,
  FootnoteInline,
  ImageBlock,
  MathBlock,
  MathInline,
  QuotationBlock,
  UnknownBlock,
} from '../../../shared/document/document.ts'

export interface NodeViewProps<V> {
  nodeKey: string
  value: V
}

/** How the nodes that are not plain text are shown: type of node → component. */
export interface NodeViews {
  quotation: ComponentType<NodeViewProps<QuotationBlock>>
  embed: ComponentType<NodeViewProps<EmbedBlock>>
  image: ComponentType<NodeViewProps<ImageBlock>>
  'math-block': ComponentType<NodeViewProps<MathBlock>>
  unknown: ComponentType<NodeViewProps<UnknownBlock>>
  citation: ComponentType<NodeViewProps<CitationInline>>
  'math-inline': ComponentType<NodeViewProps<MathInline>>
  footnote: ComponentType<NodeViewProps<FootnoteInline>>
  comment: ComponentType<NodeViewProps<CommentInline>>
}

const NAME = 'commonplace/node-views'

/** Hands the views to the nodes, so that the nodes themselves need no DOM (tests and conversions run without one). */
export const NodeViewsExtension = defineExtension({
  name: NAME,
  config: { views: {} as Partial<NodeViews> },
})

/** The views an editor was built with. */
export function viewsOfEditor(editor: LexicalEditor): Partial<NodeViews> {
  return getPeerDependencyFromEditor<typeof NodeViewsExtension>(editor, NAME)?.config.views ?? {}
}

/** The view of a node in this editor; nothing where the editor was built without views. */
export function renderNodeView(editor: LexicalEditor, type: string, nodeKey: string, value: unknown): ReactNode {
  const View = viewsOfEditor(editor)[type as keyof NodeViews] as ComponentType<NodeViewProps<unknown>> | undefined
  return View ? createElement(View, { nodeKey, value }) : null
}
