import {
  Archive,
  BookOpen,
  FilePen,
  Highlighter,
  Inbox,
  Library,
  type LucideIcon,
  NotebookText,
  Trash2,
} from 'lucide-react'
import type { KeyboardEvent } from 'react'
import type { ReadingState } from '../../shared/contract/library.ts'
import { type ListView, useWorkspace } from '../app/workspace-store.ts'
import { useCall } from '../rpc/queries.ts'
import { CollectionsSection } from './collections-section.tsx'
import classes from './library-rail.module.css'
import { RailItem } from './rail-item.tsx'
import { moveTo, trashSources } from './source-actions.ts'
import { TagsSection } from './tags-section.tsx'

const STATES: { state: ReadingState; label: string; icon: LucideIcon }[] = [
  { state: 'inbox', label: 'Inbox', icon: Inbox },
  { state: 'reading', label: 'Reading', icon: BookOpen },
  { state: 'archive', label: 'Archive', icon: Archive },
]

const WRITING = [
  { kind: 'notes', label: 'Notes', icon: NotebookText },
  { kind: 'highlights', label: 'Highlights', icon: Highlighter },
  { kind: 'reports', label: 'Reports', icon: FilePen },
] as const

/** Moves the focus between the items of the rail, which is one stop for the Tab key. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  if (!['ArrowDown', 'ArrowUp', 'Home', 'End'].includes(event.key)) return
  if (!(event.target instanceof HTMLElement) || !event.target.matches('[data-rail-item]')) return
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-rail-item]')]
  const at = items.indexOf(event.target)
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key] ?? at
  items[Math.max(0, Math.min(items.length - 1, next))]?.focus()
  event.preventDefault()
}

/** The leftmost pane: every place of the library, with how much each holds. */
export function LibraryRail() {
  const counts = useCall('library.counts', {}).data
  const list = useWorkspace(state => state.list)
  const show = (view: ListView) => () => useWorkspace.getState().showList(view)
  return (
    <nav className={classes.rail} aria-label="Library" onKeyDown={moveFocus}>
      <ul>
        {STATES.map(({ state, label, icon }) => (
          <li key={state}>
            <RailItem
              icon={icon}
              label={label}
              count={counts?.[state]}
              current={list.kind === 'state' && list.state === state}
              onOpen={show({ kind: 'state', state })}
              onDropSources={ids => void moveTo({ ids }, state)}
            />
          </li>
        ))}
        <li>
          <RailItem
            icon={Library}
            label="All sources"
            count={counts?.all}
            current={list.kind === 'all'}
            onOpen={show({ kind: 'all' })}
          />
        </li>
      </ul>
      <h2 className={classes.heading}>Write</h2>
      <ul>
        {WRITING.map(({ kind, label, icon }) => (
          <li key={kind}>
            <RailItem
              icon={icon}
              label={label}
              count={counts?.[kind]}
              current={list.kind === kind}
              onOpen={show({ kind })}
            />
          </li>
        ))}
      </ul>
      <CollectionsSection />
      <TagsSection />
      <ul className={classes.trash}>
        <li>
          <RailItem
            icon={Trash2}
            label="Trash"
            count={counts?.trash}
            current={list.kind === 'trash'}
            onOpen={show({ kind: 'trash' })}
            onDropSources={ids => void trashSources({ ids })}
          />
        </li>
      </ul>
    </nav>
  )
}
