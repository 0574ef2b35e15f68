import { ChevronRight } from 'lucide-react'
import { useState } from 'react'
import type { Backlink } from '../../shared/contract/notes.ts'
import { useWorkspace } from '../app/workspace-store.ts'
import { useCall } from '../rpc/queries.ts'
import classes from './linked-from.module.css'

const openNote = (id: string) => useWorkspace.getState().open({ kind: 'note', id })

/** Backlinks gathered by the note they stand in, in the order in which they come. */
export function groupBacklinks(
  backlinks: readonly Backlink[],
): { noteId: string; title: string; contexts: string[] }[] {
  const groups = new Map<string, { noteId: string; title: string; contexts: string[] }>()
  for (const { noteId, title, context } of backlinks) {
    const group = groups.get(noteId) ?? { noteId, title, contexts: [] }
    if (context) group.contexts.push(context)
    groups.set(noteId, group)
  }
  return [...groups.values()]
}

/** The notes that link here, below the text; folds away. Not shown while there are none. */
export function LinkedFrom({ noteId }: { noteId: string }) {
  const [open, setOpen] = useState(true)
  const { data } = useCall('notes.backlinks', { kind: 'note', id: noteId })
  const groups = groupBacklinks(data ?? [])
  if (groups.length === 0) return null
  return (
    <section className={classes.area} aria-label="Linked from">
      <button type="button" className={classes.head} aria-expanded={open} onClick={() => setOpen(!open)}>
        Linked from <span>{groups.length}</span>
        <ChevronRight aria-hidden className={classes.chevron} />
      </button>
      {open && (
        <ul className={classes.list}>
          {groups.map(group => (
            <li key={group.noteId}>
              <button type="button" className={classes.link} onClick={() => openNote(group.noteId)}>
                <b>{group.title || 'Untitled'}</b> {group.contexts[0] ?? ''}
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
