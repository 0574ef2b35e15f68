import type { SourceView } from '../../shared/contract/library.ts'
import { toFailure } from '../../shared/rpc/result.ts'
import { useWorkspace } from '../app/workspace-store.ts'
import { showFailure } from '../ui/toasts.tsx'
import { useAssign } from './assign-store.ts'
import { type Chosen, moveTo, setStarred, trashSources } from './source-actions.ts'
import type { SourceRows } from './use-source-rows.ts'
import type { SourceSelection } from './use-source-selection.ts'

/** What one can do with the chosen sources of a list, by key, menu or the bar over several. */
export type ListAction =
  | 'open'
  | 'open-beside'
  | 'to-inbox'
  | 'to-reading'
  | 'to-archive'
  | 'star'
  | 'tag'
  | 'collect'
  | 'trash'

const KEYS: Record<string, ListAction> = {
  Enter: 'open',
  o: 'open',
  e: 'to-archive',
  i: 'to-inbox',
  r: 'to-reading',
  s: 'star',
  t: 'tag',
  l: 'collect',
  '#': 'trash',
  Delete: 'trash',
  Backspace: 'trash',
}

/** The action that a key means in a list of sources. */
export function actionForKey(event: {
  key: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  shiftKey: boolean
}): ListAction | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined
  if (event.key === 'Enter' && event.shiftKey) return 'open-beside'
  return KEYS[event.key]
}

const STATES = { 'to-inbox': 'inbox', 'to-reading': 'reading', 'to-archive': 'archive' } as const

/** Does an action with the chosen sources; rows that leave the view hand the selection on to the next row. */
export async function runListAction(
  action: ListAction,
  context: { view: SourceView; rows: SourceRows; selected: SourceSelection },
): Promise<void> {
  const { view, rows, selected } = context
  if (selected.count === 0) return
  let chosen: Chosen
  try {
    chosen = await selected.chosen()
  } catch (error) {
    showFailure(toFailure(error))
    return
  }
  switch (action) {
    case 'open':
    case 'open-beside':
      for (const id of chosen.ids.slice(0, 12)) {
        useWorkspace.getState().open({ kind: 'source', id }, { beside: action === 'open-beside' })
      }
      return
    case 'to-inbox':
    case 'to-reading':
    case 'to-archive': {
      const state = STATES[action]
      if (view.kind === 'state' && view.state !== state) selected.moveOn()
      return moveTo(chosen, state)
    }
    case 'star':
      return setStarred(chosen, !rows.rowAt(selected.selection.active)?.starred)
    case 'tag':
      return useAssign.getState().show('tags', chosen)
    case 'collect':
      return useAssign.getState().show('collections', chosen)
    case 'trash':
      selected.moveOn()
      return trashSources(chosen)
  }
}
