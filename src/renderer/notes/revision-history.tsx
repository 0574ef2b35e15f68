import { Button, Modal } from '@mantine/core'
import { useState } from 'react'
import type { Revision } from '../../shared/contract/notes.ts'
import { documentText } from '../../shared/document/derive/plain-text.ts'
import { useCall } from '../rpc/queries.ts'
import { countOf } from '../ui/counts.ts'
import { showToast } from '../ui/toasts.tsx'
import { $loadDocument } from './conversion/to-lexical.ts'
import type { NoteSession } from './note-session.ts'
import { useOpenNotes } from './open-notes.ts'
import classes from './revision-history.module.css'

const when = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' })

interface RevisionHistoryProps {
  session: NoteSession
  onClose(): void
}

/** The kept versions of a note, each to be read and brought back. */
export function RevisionHistory({ session, onClose }: RevisionHistoryProps) {
  const { data: revisions } = useCall('notes.revisions', { id: session.noteId })
  const [chosen, setChosen] = useState<Revision | null>(null)
  const shown = chosen ?? revisions?.[0] ?? null
  return (
    <Modal opened onClose={onClose} title="Earlier versions" size={860}>
      {revisions?.length === 0 ? (
        <p className={classes.none}>No earlier version is kept yet. Versions are kept by themselves while you write.</p>
      ) : (
        <div className={classes.columns}>
          <ul className={classes.list} aria-label="Versions">
            {revisions?.map(revision => (
              <li key={revision.id}>
                <button
                  type="button"
                  aria-current={revision.id === shown?.id}
                  className={classes.version}
                  onClick={() => setChosen(revision)}
                >
                  <span>{revision.name ?? when.format(revision.createdAt)}</span>
                  <small>{countOf(revision.wordCount, 'word')}</small>
                </button>
              </li>
            ))}
          </ul>
          {shown && <RevisionText key={shown.id} revision={shown} session={session} onRestored={onClose} />}
        </div>
      )}
    </Modal>
  )
}

interface RevisionTextProps {
  revision: Revision
  session: NoteSession
  onRestored(): void
}

function RevisionText({ revision, session, onRestored }: RevisionTextProps) {
  const { data } = useCall('notes.getRevision', { revisionId: revision.id })
  const restore = () => {
    const editor = useOpenNotes.getState().notes[session.noteId]?.editor
    if (!data || !editor) return
    editor.update(() => $loadDocument(data.document))
    showToast({
      message: `The version of ${when.format(revision.createdAt)} is back. Undo takes you to where you were.`,
    })
    onRestored()
  }
  return (
    <div className={classes.text}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long version is scrolled with the keys */}
      <div className={classes.words} dir="auto" tabIndex={0} role="document" aria-label="Text of the version">
        <h4>{revision.title || 'Untitled'}</h4>
        {data ? documentText(data.document) : '…'}
      </div>
      <Button variant="filled" disabled={!data} onClick={restore}>
        Bring this version back
      </Button>
    </div>
  )
}
