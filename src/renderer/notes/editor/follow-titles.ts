import { $nodesOfType, HISTORY_MERGE_TAG, type LexicalEditor, SKIP_DOM_SELECTION_TAG } from 'lexical'
import type { Contract } from '../../../shared/contract/index.ts'
import type { ReferenceTarget } from '../../../shared/document/document.ts'
import type { OutputOf } from '../../../shared/rpc/contract.ts'
import { ReferenceNode } from '../nodes/reference-node.ts'

/** Marks an update that writes nothing of its own: it needs no save and no undo step. */
export const DERIVED_TAG = 'commonplace-derived'

type Titles = OutputOf<Contract['notes.titles']>

/** The targets of every link in the editor, each once. */
export function linkTargets(editor: LexicalEditor): Pick<ReferenceTarget, 'kind' | 'id'>[] {
  const targets = new Map<string, Pick<ReferenceTarget, 'kind' | 'id'>>()
  editor.getEditorState().read(() => {
    for (const node of $nodesOfType(ReferenceNode)) {
      const { kind, id } = node.getTarget()
      if (id !== '-') targets.set(`${kind} ${id}`, { kind, id })
    }
  })
  return [...targets.values()]
}

/** Gives every link the present title of its target, unless its words were chosen by hand, and marks the broken ones. */
export function applyTitles(editor: LexicalEditor, titles: Titles): void {
  const byTarget = new Map(titles.map(each => [`${each.kind} ${each.id}`, each]))
  const isStale = (node: ReferenceNode) => {
    const now = byTarget.get(`${node.getTarget().kind} ${node.getTarget().id}`)
    if (!now) return null
    const text = node.isCustom() || now.state === 'missing' || !now.title ? node.getTextContent() : now.title
    return text === node.getTextContent() && now.state === node.getTargetState() ? null : { text, state: now.state }
  }
  const anyStale = editor.getEditorState().read(() => $nodesOfType(ReferenceNode).some(node => isStale(node) !== null))
  if (!anyStale) return
  editor.update(
    () => {
      for (const node of $nodesOfType(ReferenceNode)) {
        const change = isStale(node)
        if (!change) continue
        if (change.text !== node.getTextContent()) node.setTextContent(change.text)
        node.setTargetState(change.state)
      }
    },
    { tag: [DERIVED_TAG, HISTORY_MERGE_TAG, SKIP_DOM_SELECTION_TAG] },
  )
}
