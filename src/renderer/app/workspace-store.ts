import { create } from 'zustand'

/** What a tab shows. */
export type TabTarget = { kind: 'source'; id: string } | { kind: 'note'; id: string } | { kind: 'report'; id: string }

/** A place inside the item to show once it is open: a highlight, or words that were searched for. */
export type Reveal = { annotationId: string } | { words: string[] } | { blockId: string }

export interface Pane {
  tabs: TabTarget[]
  activeKey: string | null
  /** The tab that the next glance replaces; null when every tab was opened to stay. */
  previewKey: string | null
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

/** Widths in CSS pixels, and the share of the left pane of a split in percent. */
export interface PaneSizes {
  rail: number
  list: number
  inspector: number
  split: number
}

export interface WorkspaceState {
  list: ListView
  /** One pane, or two side by side. */
  panes: Pane[]
  focusedPane: number
  reveal: { key: string; target: Reveal; nonce: number } | null
  railOpen: boolean
  listOpen: boolean
  inspectorOpen: boolean
  sizes: PaneSizes
  /** The side panes for which the window has no room: they lie over the workspace, and only while asked for. */
  crowdedOut: { rail: boolean; inspector: boolean }
  floating: 'rail' | 'inspector' | null
  showList(list: ListView): void
  /** `preview` opens for a glance: in a tab that the next glance takes over. */
  open(target: TabTarget, options?: { beside?: boolean; preview?: boolean; reveal?: Reveal }): void
  close(target: TabTarget): void
  activate(pane: number, key: string): void
  focusPane(pane: number): void
  /** Makes a preview tab stay. */
  keep(target: TabTarget): void
  /** Moves a tab before another of the same or the other pane, or to its end. */
  moveTab(target: TabTarget, pane: number, before?: string): void
  /** Moves the active tab of the focused pane into the other pane, making it when there is one pane only. */
  splitActive(): void
  toggle(part: 'rail' | 'list' | 'inspector'): void
  resize(sizes: Partial<PaneSizes>): void
  crowdOut(crowdedOut: WorkspaceState['crowdedOut']): void
  sink(): void
  restore(state: Partial<SavedWorkspace>): void
}

/** What of the workspace outlives the window. */
export type SavedWorkspace = Pick<
  WorkspaceState,
  'list' | 'panes' | 'focusedPane' | 'railOpen' | 'listOpen' | 'inspectorOpen' | 'sizes'
>

export const tabKey = (target: TabTarget): string => `${target.kind}:${target.id}`

export const DEFAULT_SIZES: PaneSizes = { rail: 208, list: 304, inspector: 296, split: 56 }

const EMPTY: Pane = { tabs: [], activeKey: null, previewKey: null }

const holds = (pane: Pane, key: string) => pane.tabs.some(tab => tabKey(tab) === key)

function withTab(pane: Pane, target: TabTarget, preview: boolean): Pane {
  const key = tabKey(target)
  if (holds(pane, key)) {
    return { ...pane, activeKey: key, previewKey: pane.previewKey === key && !preview ? null : pane.previewKey }
  }
  const replaces = preview && pane.previewKey !== null && holds(pane, pane.previewKey)
  const tabs = replaces
    ? pane.tabs.map(tab => (tabKey(tab) === pane.previewKey ? target : tab))
    : [...pane.tabs, target]
  return { tabs, activeKey: key, previewKey: preview ? key : pane.previewKey }
}

function withoutTab(pane: Pane, key: string): Pane {
  const at = pane.tabs.findIndex(tab => tabKey(tab) === key)
  if (at < 0) return pane
  const tabs = pane.tabs.filter(tab => tabKey(tab) !== key)
  const neighbour = tabs[Math.min(at, tabs.length - 1)]
  return {
    tabs,
    activeKey: pane.activeKey === key ? (neighbour ? tabKey(neighbour) : null) : pane.activeKey,
    previewKey: pane.previewKey === key ? null : pane.previewKey,
  }
}

function placed(pane: Pane, target: TabTarget, before: string | undefined): Pane {
  const key = tabKey(target)
  const others = pane.tabs.filter(tab => tabKey(tab) !== key)
  const at = before === undefined ? -1 : others.findIndex(tab => tabKey(tab) === before)
  const tabs = at < 0 ? [...others, target] : [...others.slice(0, at), target, ...others.slice(at)]
  return { tabs, activeKey: key, previewKey: pane.previewKey === key ? null : pane.previewKey }
}

/** Empty panes beside a full one close. */
function tidy(panes: Pane[]): Pane[] {
  const full = panes.filter(pane => pane.tabs.length > 0)
  return full.length > 0 ? full : [EMPTY]
}

/** Which pane an item opens in: where it is open already, else beside or in the focused one. */
function paneFor(state: WorkspaceState, key: string, beside: boolean): number {
  const holder = state.panes.findIndex(pane => holds(pane, key))
  if (holder >= 0) return holder
  if (!beside) return state.focusedPane
  return state.panes[0]?.tabs.length ? (state.focusedPane === 0 ? 1 : 0) : 0
}

function moved(state: WorkspaceState, target: TabTarget, to: number, before?: string) {
  const key = tabKey(target)
  const panes = state.panes.map((pane, index) => (index === to ? pane : withoutTab(pane, key)))
  const at = Math.min(to, panes.length)
  panes[at] = placed(panes[at] ?? EMPTY, target, before)
  const tidied = tidy(panes)
  return { panes: tidied, focusedPane: tidied.findIndex(pane => holds(pane, key)) }
}

export const useWorkspace = create<WorkspaceState>(set => ({
  list: { kind: 'state', state: 'inbox' },
  panes: [EMPTY],
  focusedPane: 0,
  reveal: null,
  railOpen: true,
  listOpen: true,
  inspectorOpen: true,
  sizes: DEFAULT_SIZES,
  crowdedOut: { rail: false, inspector: false },
  floating: null,
  showList: list => set({ list, listOpen: true, floating: null }),
  open: (target, options = {}) =>
    set(state => {
      const key = tabKey(target)
      const at = paneFor(state, key, options.beside ?? false)
      const panes = [...state.panes]
      panes[at] = withTab(panes[at] ?? EMPTY, target, options.preview ?? false)
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
  focusPane: pane => set(state => (state.focusedPane === pane ? state : { focusedPane: pane })),
  keep: target =>
    set(state => ({
      panes: state.panes.map(pane => (pane.previewKey === tabKey(target) ? { ...pane, previewKey: null } : pane)),
    })),
  moveTab: (target, pane, before) => set(state => moved(state, target, pane, before)),
  splitActive: () =>
    set(state => {
      const from = state.panes[state.focusedPane]
      const target = from?.tabs.find(tab => tabKey(tab) === from.activeKey)
      if (!from || !target || (state.panes.length === 1 && from.tabs.length < 2)) return state
      return moved(state, target, state.focusedPane === 0 ? 1 : 0)
    }),
  toggle: part =>
    set(state => {
      if (part !== 'list' && state.crowdedOut[part]) return { floating: state.floating === part ? null : part }
      if (part === 'rail') return { railOpen: !state.railOpen }
      if (part === 'list') return { listOpen: !state.listOpen }
      return { inspectorOpen: !state.inspectorOpen }
    }),
  resize: sizes => set(state => ({ sizes: { ...state.sizes, ...sizes } })),
  crowdOut: crowdedOut =>
    set(state => ({ crowdedOut, floating: state.floating && crowdedOut[state.floating] ? state.floating : null })),
  sink: () => set({ floating: null }),
  restore: saved => set(saved),
}))
