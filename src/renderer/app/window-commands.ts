import {
  BookOpen,
  ClipboardPaste,
  Columns2,
  FileDown,
  FilePen,
  FolderDown,
  Highlighter,
  Inbox,
  Keyboard,
  Library,
  Link,
  type LucideIcon,
  NotebookText,
  PanelLeft,
  PanelRight,
  Search,
  Settings,
  SquareChevronRight,
  Trash2,
  Undo2,
  X,
} from 'lucide-react'
import { clipPickedFiles, clipPickedFolder } from '../clipping/clip-actions.ts'
import { useSearch } from '../search/search-store.ts'
import { type Command, useCommands } from './commands.ts'
import { useDialogs } from './dialog-store.ts'
import { perform } from './perform.ts'
import { focusNextRegion } from './regions.ts'
import { canUndo, undoLast } from './undo.ts'
import { type ListView, tabKey, useWorkspace } from './workspace-store.ts'

async function newNote(): Promise<void> {
  const note = await perform('notes.create', {})
  if (note) useWorkspace.getState().open({ kind: 'note', id: note.id }, { beside: true })
}

async function newReport(): Promise<void> {
  const report = await perform('reports.create', { title: 'Untitled report' })
  if (report) useWorkspace.getState().open({ kind: 'report', id: report.id })
}

function activeTab() {
  const { panes, focusedPane } = useWorkspace.getState()
  const pane = panes[focusedPane]
  return pane?.tabs.find(tab => tabKey(tab) === pane.activeKey)
}

function closeActive(): void {
  const tab = activeTab()
  if (tab) useWorkspace.getState().close(tab)
}

/** Activates the tab after (or before) the active one, round the end. */
function stepTab(step: 1 | -1): void {
  const { panes, focusedPane, activate } = useWorkspace.getState()
  const tabs = panes[focusedPane]?.tabs ?? []
  const at = tabs.findIndex(tab => tabKey(tab) === panes[focusedPane]?.activeKey)
  const next = tabs[(at + step + tabs.length) % tabs.length]
  if (next) activate(focusedPane, tabKey(next))
}

const goTo = (id: string, title: string, icon: LucideIcon, list: ListView): Command => ({
  id: `go.${id}`,
  title: `Go to ${title}`,
  group: 'Go to',
  icon,
  run: () => useWorkspace.getState().showList(list),
})

const listKey = (id: string, title: string, ...shortcuts: string[]): Command => ({
  id: `list.${id}`,
  title,
  group: 'List',
  shortcuts,
})

const COMMANDS: Command[] = [
  {
    id: 'clip.files',
    title: 'Clip files…',
    group: 'Clip',
    icon: FileDown,
    shortcuts: ['Mod+O'],
    run: () => void clipPickedFiles(),
  },
  {
    id: 'clip.folder',
    title: 'Clip folder…',
    group: 'Clip',
    icon: FolderDown,
    shortcuts: ['Mod+Shift+O'],
    run: () => void clipPickedFolder(),
  },
  {
    id: 'clip.address',
    title: 'Clip address…',
    group: 'Clip',
    icon: Link,
    shortcuts: ['Mod+Alt+U'],
    run: () => useDialogs.getState().show('address'),
  },
  {
    id: 'clip.paste',
    title: 'Paste as clip…',
    group: 'Clip',
    icon: ClipboardPaste,
    shortcuts: ['Mod+Alt+V'],
    run: () => useDialogs.getState().show('paste'),
  },
  { id: 'clip.paste-direct', title: 'Clip what is in the clipboard', group: 'Clip', shortcuts: ['Mod+V'] },
  {
    id: 'note.new',
    title: 'New note',
    group: 'Write',
    icon: NotebookText,
    shortcuts: ['Alt+N', 'Mod+N'],
    run: () => void newNote(),
  },
  { id: 'report.new', title: 'New report', group: 'Write', icon: FilePen, run: () => void newReport() },
  {
    id: 'search.focus',
    title: 'Search',
    group: 'Go to',
    icon: Search,
    shortcuts: ['Mod+K'],
    run: () => useSearch.getState().focus(),
  },
  {
    id: 'search.commands',
    title: 'Find an action',
    group: 'Go to',
    icon: SquareChevronRight,
    shortcuts: ['Mod+Shift+P'],
    run: () => useSearch.getState().focus('>'),
  },
  goTo('inbox', 'Inbox', Inbox, { kind: 'state', state: 'inbox' }),
  goTo('reading', 'Reading', BookOpen, { kind: 'state', state: 'reading' }),
  goTo('archive', 'Archive', Library, { kind: 'state', state: 'archive' }),
  goTo('all', 'All sources', Library, { kind: 'all' }),
  goTo('notes', 'Notes', NotebookText, { kind: 'notes' }),
  goTo('highlights', 'Highlights', Highlighter, { kind: 'highlights' }),
  goTo('reports', 'Reports', FilePen, { kind: 'reports' }),
  goTo('trash', 'Trash', Trash2, { kind: 'trash' }),
  listKey('move', 'Next, previous', 'j', 'k'),
  listKey('open', 'Open', 'Enter'),
  listKey('open-beside', 'Open beside', 'Shift+Enter'),
  listKey('archive', 'Archive', 'e'),
  listKey('reading', 'Move to Reading', 'r'),
  listKey('inbox', 'Move to Inbox', 'i'),
  listKey('star', 'Star', 's'),
  listKey('tag', 'Tag', 't'),
  listKey('collect', 'Collect in', 'l'),
  listKey('select', 'Select, and others too', 'x'),
  listKey('all', 'Select all', 'Mod+A'),
  listKey('trash', 'Move to the trash', '#', 'Delete'),
  {
    id: 'window.split',
    title: 'Move the tab to the other side',
    group: 'Window',
    icon: Columns2,
    shortcuts: ['Mod+Alt+ArrowRight'],
    enabled: () => activeTab() !== undefined,
    run: () => useWorkspace.getState().splitActive(),
  },
  {
    id: 'window.close-tab',
    title: 'Close the tab',
    group: 'Window',
    icon: X,
    shortcuts: ['Mod+W', 'Alt+W'],
    enabled: () => activeTab() !== undefined,
    run: closeActive,
  },
  {
    id: 'window.next-tab',
    title: 'Next tab',
    group: 'Window',
    shortcuts: ['Alt+PageDown'],
    run: () => stepTab(1),
  },
  {
    id: 'window.previous-tab',
    title: 'Previous tab',
    group: 'Window',
    shortcuts: ['Alt+PageUp'],
    run: () => stepTab(-1),
  },
  {
    id: 'window.next-region',
    title: 'Go to the next pane',
    group: 'Window',
    shortcuts: ['F6'],
    run: () => focusNextRegion(1),
  },
  {
    id: 'window.previous-region',
    title: 'Go to the previous pane',
    group: 'Window',
    shortcuts: ['Shift+F6'],
    run: () => focusNextRegion(-1),
  },
  {
    id: 'window.rail',
    title: 'Show or hide the rail',
    group: 'Window',
    icon: PanelLeft,
    shortcuts: ['Mod+Alt+1'],
    run: () => useWorkspace.getState().toggle('rail'),
  },
  {
    id: 'window.list',
    title: 'Show or hide the list',
    group: 'Window',
    icon: PanelLeft,
    shortcuts: ['Mod+Alt+2'],
    run: () => useWorkspace.getState().toggle('list'),
  },
  {
    id: 'window.inspector',
    title: 'Show or hide the inspector',
    group: 'Window',
    icon: PanelRight,
    shortcuts: ['Mod+Alt+3'],
    run: () => useWorkspace.getState().toggle('inspector'),
  },
  {
    id: 'window.undo',
    title: 'Undo the last move, tag or deletion',
    group: 'Window',
    icon: Undo2,
    shortcuts: ['u'],
    enabled: canUndo,
    run: undoLast,
  },
  {
    id: 'window.settings',
    title: 'Settings',
    group: 'Window',
    icon: Settings,
    shortcuts: ['Mod+,'],
    run: () => useDialogs.getState().show('settings'),
  },
  {
    id: 'help.shortcuts',
    title: 'Keyboard shortcuts',
    group: 'Help',
    icon: Keyboard,
    shortcuts: ['?'],
    run: () => useDialogs.getState().show('shortcuts'),
  },
]

/** Registers what the window itself can do, and lists the keys of the list of sources. */
export function useWindowCommands(): void {
  useCommands('window', COMMANDS)
}
