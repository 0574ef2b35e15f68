import { Button } from '@mantine/core'
import { BookOpen, FilePen, Highlighter, type LucideIcon, NotebookText, Trash2 } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import type { ItemKind, ItemRef } from '../../shared/contract/ids.ts'
import type { TrashedItem } from '../../shared/contract/library.ts'
import { perform } from '../app/perform.ts'
import { useCall } from '../rpc/queries.ts'
import { askFirst } from '../ui/ask-first.tsx'
import { countOf, quoted } from '../ui/counts.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { PaneHeader } from '../ui/pane-header.tsx'
import { showToast } from '../ui/toasts.tsx'
import classes from './trash-list.module.css'

const KINDS: Record<ItemKind, { icon: LucideIcon; name: string }> = {
  source: { icon: BookOpen, name: 'Source' },
  note: { icon: NotebookText, name: 'Note' },
  annotation: { icon: Highlighter, name: 'Highlight' },
  report: { icon: FilePen, name: 'Report' },
}

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })
const ref = ({ kind, id }: TrashedItem): ItemRef => ({ kind, id })
const what = (items: TrashedItem[]) =>
  items.length === 1 && items[0] ? quoted(items[0].title) : countOf(items.length, 'item')

async function restore(items: TrashedItem[]): Promise<void> {
  if (await perform('library.restore', { items: items.map(ref) })) showToast({ message: `Restored ${what(items)}` })
}

async function deleteForGood(items: TrashedItem[]): Promise<void> {
  const sure = await askFirst({
    title: items.length === 1 ? `Delete ${what(items)} for good?` : `Delete ${what(items)} for good?`,
    text: 'Pages, images and highlights that belong to it are deleted from this computer. This cannot be undone.',
    yes: 'Delete for good',
  })
  if (sure && (await perform('library.deleteForGood', { items: items.map(ref) }))) {
    showToast({ message: `Deleted ${what(items)} for good` })
  }
}

/** What is in the trash: to restore, or to delete for good after asking once. */
export function TrashList() {
  const { data: items } = useCall('library.listTrash', {})
  const [at, setAt] = useState(0)
  if (!items) return <PaneHeader title="Trash" />
  const active = Math.min(at, items.length - 1)
  const onKeyDown = (event: KeyboardEvent<HTMLUListElement>) => {
    const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key]
    const item = items[active]
    if (step !== undefined) {
      const next = Math.max(0, Math.min(items.length - 1, active + step))
      setAt(next)
      event.currentTarget.querySelectorAll<HTMLElement>('[data-trash-row]')[next]?.focus()
    } else if (item && (event.key === 'Delete' || event.key === '#')) void deleteForGood([item])
    else return
    event.preventDefault()
  }
  return (
    <>
      <PaneHeader title="Trash" count={items.length}>
        {items.length > 0 && (
          <Button variant="subtle" color="red" onClick={() => void deleteForGood(items)}>
            Empty
          </Button>
        )}
      </PaneHeader>
      {items.length === 0 ? (
        <div className={classes.list}>
          <EmptyState icon={Trash2} title="The trash is empty">
            What you throw away waits here until you delete it for good.
          </EmptyState>
        </div>
      ) : (
        <ul className={classes.list} onKeyDown={onKeyDown}>
          {items.map((item, index) => (
            <TrashRow
              key={`${item.kind}:${item.id}`}
              item={item}
              tabStop={index === active}
              onFocus={() => setAt(index)}
            />
          ))}
        </ul>
      )}
    </>
  )
}

function TrashRow({ item, tabStop, onFocus }: { item: TrashedItem; tabStop: boolean; onFocus: () => void }) {
  const { icon: Icon, name } = KINDS[item.kind]
  return (
    <li className={classes.row} onFocus={onFocus}>
      <Icon aria-hidden className={classes.icon} />
      <div className={classes.text}>
        <span className={classes.title} dir="auto">
          {item.title || 'Untitled'}
        </span>
        <span className={classes.meta}>
          {name} · {day.format(item.trashedAt)}
        </span>
        <span className={classes.actions}>
          <button
            type="button"
            data-trash-row
            tabIndex={tabStop ? 0 : -1}
            className={classes.action}
            onClick={() => void restore([item])}
          >
            Restore
          </button>
          <button
            type="button"
            tabIndex={tabStop ? 0 : -1}
            className={classes.action}
            data-danger
            onClick={() => void deleteForGood([item])}
          >
            Delete for good
          </button>
        </span>
      </div>
    </li>
  )
}
