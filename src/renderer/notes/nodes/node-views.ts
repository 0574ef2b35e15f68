import { getPeerDependencyFromEditor } from '@lexical/extension'
import { defineExtension, type LexicalEditor, type LexicalNode } from 'lexical'
import { type ComponentType, createElement, type ReactNode } from 'react'

/** How the nodes that are not plain text are shown: type of node → component. */
export type NodeViews = Record<string, ComponentType<{ nodeKey: string }>>

const NAME = 'commonplace/node-views'

/** Hands the views to the nodes, so that the nodes themselves need no DOM (tests and conversions run without one). */
export const NodeViewsExtension = defineExtension({
  name: NAME,
  config: { views: {} as NodeViews },
})

/** The view of a node in this editor; nothing where the editor was built without views. */
export function renderNodeView(editor: LexicalEditor, node: LexicalNode): ReactNode {
  const views = getPeerDependencyFromEditor<typeof NodeViewsExtension>(editor, NAME)?.config.views
  const View = views?.[node.getType()]
  return View ? createElement(View, { nodeKey: node.getKey() }) : null
}
