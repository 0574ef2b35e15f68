import { Button } from '@mantine/core'
import { useQueries } from '@tanstack/react-query'
import { FilePlus2, FileText, Pin } from 'lucide-react'
import { useCallback, useMemo, useState } from 'react'
import type { NoteSummary } from '../../shared/contract/notes.ts'
import { tabKey, useWorkspace } from '../app/workspace-store.ts'
import { callQuery } from '../rpc/queries.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { PaneHeader } from '../ui/pane-header.tsx'
import classes from './item-listbox.module.css'
import { ItemListbox } from './item-listbox.tsx'
import { createNote, trashNote } from './note-actions.ts'
import { savedTime } from './save-status.tsx'

const PAGE = 200

/** The id of the item of a kind that stands in front, in the pane that has the focus or in the other. */
export function useOpenId(kind: 'note' | 'report'): string | null {
  return useWorkspace(state => {
    const panes = [state.panes[state.focusedPane], ...state.panes]
    for (const pane of panes) {
      const tab = pane?.tabs.find(each => tabKey(each) === pane.activeKey)
      if (tab?.kind === kind) return tab.id
    }
    return null
  })
}

/** Notes, the pinned first, then the last changed; only the pages around the visible rows are asked for. */
export function NotesList() {
  const [visible, setVisible] = useState({ from: 0, to: 20 })
  const firstPage = Math.floor(visible.from / PAGE)
  const pages = Array.from({ length: Math.floor(visible.to / PAGE) - firstPage + 1 }, (_, at) => firstPage + at)
  const results = useQueries({
    queries: pages.map(page => callQuery('notes.list', { offset: page * PAGE, limit: PAGE })),
  })
  const loaded = useMemo(
    () => new Map(results.map((result, at) => [firstPage + at, result.data?.items] as const)),
    [results, firstPage],
  )
  const rowAt = useCallback((index: number) => loaded.get(Math.floor(index / PAGE))?.[index % PAGE], [loaded])
  const total = results.find(result => result.data)?.data?.total
  const error = results.find(result => result.error)?.error
  const openId = useOpenId('note')
  return (
    <>
      <PaneHeader title="Notes" {...(total === undefined ? {} : { count: total })}>
        <IconButton icon={FilePlus2} label="New note" onClick={() => void createNote()} />
      </PaneHeader>
      {error && total === undefined && <EmptyState title="The notes could not be read">{error.message}</EmptyState>}
      {total === 0 && (
        <EmptyState
          icon={FileText}
          title="No notes yet"
          action={
            <Button variant="filled" onClick={() => void createNote()}>
              New note
            </Button>
          }
        >
          Write what you think about what you read. Type <kbd>[[</kbd> in a note to link a source, a highlight or
          another note.
        </EmptyState>
      )}
      {total !== undefined && total > 0 && (
        <ItemListbox<NoteSummary>
          label="Notes"
          total={total}
          rowAt={rowAt}
          openId={openId}
          onVisible={setVisible}
          onOpen={(note, options) => useWorkspace.getState().open({ kind: 'note', id: note.id }, options)}
          onTrash={note => void trashNote(note.id, note.title)}
        >
          {note => <NoteRow note={note} />}
        </ItemListbox>
      )}
    </>
  )
}

function NoteRow({ note }: { note: NoteSummary }) {
  return (
    <>
      <span className={classes.title} dir="auto">
        {note.title || 'Untitled'}
      </span>
      <span className={classes.meta}>
        <span className={classes.excerpt} dir="auto">
          {note.excerpt || 'Empty'}
        </span>
        {note.pinned && (
          <>
            <Pin aria-hidden className={classes.pin} />
            <span className="visually-hidden">pinned</span>
          </>
        )}
        <span className={classes.when}>{savedTime(note.updatedAt, Date.now())}</span>
      </span>
    </>
  )
}
