import { useEffect } from 'react'
import { z } from 'zod'
import { SourceSort } from '../../shared/contract/library.ts'
import { type ListOrder, useListOrder } from '../library/list-order.ts'
import { getNotebook } from '../rpc/notebook.ts'
import { DEFAULT_SIZES, type SavedWorkspace, tabKey, useWorkspace } from './workspace-store.ts'

const Target = z.object({ kind: z.enum(['source', 'note', 'report']), id: z.string().min(1) })
const Width = z.number().min(120).max(1_200)

const List = z.union([
  z.object({ kind: z.literal('state'), state: z.enum(['inbox', 'reading', 'archive']) }),
  z.object({ kind: z.enum(['collection', 'tag']), id: z.string().min(1) }),
  z.object({ kind: z.enum(['all', 'notes', 'highlights', 'reports', 'trash']) }),
])

const SavedPane = z
  .object({ tabs: z.array(Target), activeKey: z.string().nullable(), previewKey: z.string().nullable().default(null) })
  .transform(pane => {
    const keys = pane.tabs.map(tabKey)
    const known = (key: string | null) => (key !== null && keys.includes(key) ? key : null)
    return { ...pane, activeKey: known(pane.activeKey) ?? keys[0] ?? null, previewKey: known(pane.previewKey) }
  })

/** What `settings.session` holds. Whatever does not parse is left out, so that an old or odd session never stops a start. */
const Session = z.object({
  list: List.optional().catch(undefined),
  panes: z.array(SavedPane).min(1).max(2).optional().catch(undefined),
  focusedPane: z.number().int().min(0).max(1).optional().catch(undefined),
  railOpen: z.boolean().optional().catch(undefined),
  listOpen: z.boolean().optional().catch(undefined),
  inspectorOpen: z.boolean().optional().catch(undefined),
  sizes: z
    .object({ rail: Width, list: Width, inspector: Width, split: z.number().min(10).max(90) })
    .partial()
    .optional()
    .catch(undefined),
  order: z.object({ sort: SourceSort, descending: z.boolean() }).optional().catch(undefined),
})

export interface SavedSession {
  workspace: Partial<SavedWorkspace>
  order: ListOrder | undefined
}

/** Reads a saved session; only what is sound is taken over. */
export function readSession(session: Record<string, unknown>): SavedSession {
  const { order, sizes, ...saved } = Session.parse(session)
  const workspace: Partial<SavedWorkspace> = { ...saved }
  for (const key of Object.keys(workspace) as (keyof SavedWorkspace)[]) {
    if (workspace[key] === undefined) delete workspace[key]
  }
  if (sizes) workspace.sizes = { ...DEFAULT_SIZES, ...sizes }
  if (workspace.panes) workspace.focusedPane = Math.min(workspace.focusedPane ?? 0, workspace.panes.length - 1)
  else delete workspace.focusedPane
  return { workspace, order }
}

/** The workspace and the list's order as they were left. */
export function restoreSession(session: Record<string, unknown>): void {
  const { workspace, order } = readSession(session)
  useWorkspace.getState().restore(workspace)
  if (order) useListOrder.getState().setOrder(order)
}

function currentSession(): Record<string, unknown> {
  const { list, panes, focusedPane, railOpen, listOpen, inspectorOpen, sizes } = useWorkspace.getState()
  const { sort, descending } = useListOrder.getState()
  return { list, panes, focusedPane, railOpen, listOpen, inspectorOpen, sizes, order: { sort, descending } }
}

const SAVE_AFTER_MS = 600

/** Saves the session a moment after it changed, and at once when the window goes away. */
export function useSavedSession(): void {
  useEffect(() => {
    let last = JSON.stringify(currentSession())
    let timer: ReturnType<typeof setTimeout> | undefined
    const save = () => {
      clearTimeout(timer)
      const session = currentSession()
      const text = JSON.stringify(session)
      if (text === last) return
      last = text
      void getNotebook().call('settings.update', { session })
    }
    const later = () => {
      clearTimeout(timer)
      timer = setTimeout(save, SAVE_AFTER_MS)
    }
    const stops = [useWorkspace.subscribe(later), useListOrder.subscribe(later)]
    window.addEventListener('pagehide', save)
    return () => {
      save()
      for (const stop of stops) stop()
      window.removeEventListener('pagehide', save)
    }
  }, [])
}
