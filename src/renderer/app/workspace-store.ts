import { create } from 'zustand'

/** What a tab shows. */
export type TabTarget =
  | { kind: 'source'; id: string }
  | { kind: 'note'; id: string }
  | { kind: 'report'; id: string }

/** A place inside the item to show once it is open: a highlight, or words that were searched for. */
export type Reveal = { annotationId: string } | { words: string[] } | { blockId: string }

export interface Pane {
  tabs: TabTarget[]
  activeKey: string | null
}

/** What the list beside the rail shows. */
export type ListView =
  | { kind: 'state'; state: 'inbox' | 'reading' | 'archive' }
  | { kind: 'all' }
  | { kind: 'collection'; id: string }
  | { kind: 'tag'; id: string }
  | { kind: 'notes' }
  | { kind: 'highlights' }
  | { kind: 'reports' }
  | { kind: 'trash' }

export interface WorkspaceState {
  list: ListView
  /** One pane, or two side by side. */
  panes: Pane[]
  focusedPane: number
  reveal: { key: string; target: Reveal; nonce: number } | null
  railOpen: boolean
  listOpen: boolean
  inspectorOpen: boolean
  showList(list: ListView): void
  open(target: TabTarget, options?: { beside?: boolean; reveal?: Reveal }): void
  close(target: TabTarget): void
  activate(pane: number, key: string): void
  /** Moves the active tab of the focused pane into the other pane, making it when there is one pane only. */
  splitActive(): void
  toggle(part: 'rail' | 'list' | 'inspector'): void
  restore(state: Partial<Pick<WorkspaceState, 'list' | 'panes' | 'railOpen' | 'listOpen' | 'inspectorOpen'>>): void
}

export const tabKey = (target: TabTarget): string => `${target.kind}:${target.id}`

const EMPTY: Pane = { tabs: [], activeKey: null }

function withTab(pane: Pane, target: TabTarget): Pane {
  const key = tabKey(target)
  const tabs = pane.tabs.some(tab => tabKey(tab) === key) ? pane.tabs : [...pane.tabs, target]
  return { tabs, activeKey: key }
}

function withoutTab(pane: Pane, key: string): Pane {
  const at = pane.tabs.findIndex(tab => tabKey(tab) === key)
  if (at < 0) return pane
  const tabs = pane.tabs.filter(tab => tabKey(tab) !== key)
  const neighbour = tabs[Math.min(at, tabs.length - 1)]
  return { tabs, activeKey: pane.activeKey === key ? (neighbour ? tabKey(neighbour) : null) : pane.activeKey }
}

/** Empty panes beside a full one close. */
function tidy(panes: Pane[]): Pane[] {
  const full = panes.filter(pane => pane.tabs.length > 0)
  return full.length > 0 ? full : [EMPTY]
}

/** Which pane an item opens in: where it is open already, else beside or in the focused one. */
function paneFor(state: WorkspaceState, key: string, beside: boolean): number {
  const holder = state.panes.findIndex(pane => pane.tabs.some(tab => tabKey(tab) === key))
  if (holder >= 0) return holder
  if (!beside) return state.focusedPane
  return state.panes[0]?.tabs.length ? (state.focusedPane === 0 ? 1 : 0) : 0
}

export const useWorkspace = create<WorkspaceState>(set => ({
  list: { kind: 'state', state: 'inbox' },
  panes: [EMPTY],
  focusedPane: 0,
  reveal: null,
  railOpen: true,
  listOpen: true,
  inspectorOpen: true,
  showList: list => set({ list, listOpen: true }),
  open: (target, options = {}) =>
    set(state => {
      const key = tabKey(target)
      const at = paneFor(state, key, options.beside ?? false)
      const panes = [...state.panes]
      panes[at] = withTab(panes[at] ?? EMPTY, target)
      const reveal = options.reveal
        ? { key, target: options.reveal, nonce: (state.reveal?.nonce ?? 0) + 1 }
        : state.reveal
      return { panes, focusedPane: at, reveal }
    }),
  close: target =>
    set(state => {
      const panes = tidy(state.panes.map(pane => withoutTab(pane, tabKey(target))))
      return { panes, focusedPane: Math.min(state.focusedPane, panes.length - 1) }
    }),
  activate: (pane, key) =>
    set(state => ({
      panes: state.panes.map((each, index) => (index === pane ? { ...each, activeKey: key } : each)),
      focusedPane: pane,
    })),
  splitActive: () =>
    set(state => {
      const from = state.panes[state.focusedPane]
      const target = from?.tabs.find(tab => tabKey(tab) === from.activeKey)
      if (!from || !target || (state.panes.length === 1 && from.tabs.length < 2)) return state
      const other = state.focusedPane === 0 ? 1 : 0
      const panes = [...state.panes]
      panes[state.focusedPane] = withoutTab(from, tabKey(target))
      panes[other] = withTab(panes[other] ?? EMPTY, target)
      const tidied = tidy(panes)
      return { panes: tidied, focusedPane: Math.min(other, tidied.length - 1) }
    }),
  toggle: part =>
    set(state => {
      if (part === 'rail') return { railOpen: !state.railOpen }
      if (part === 'list') return { listOpen: !state.listOpen }
      return { inspectorOpen: !state.inspectorOpen }
    }),
  restore: saved => set(saved),
}))
