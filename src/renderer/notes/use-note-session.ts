import { useEffect, useState } from 'react'
import { NoteId } from '../../shared/contract/ids.ts'
import { type AppFailure, toFailure } from '../../shared/rpc/result.ts'
import { getNotebook } from '../rpc/notebook.ts'
import type { NoteSession } from './note-session.ts'
import { closeSession, openSession } from './open-notes.ts'

type Opening = { state: 'loading' } | { state: 'open'; session: NoteSession } | { state: 'failed'; failure: AppFailure }

/** Opens the session of a note for as long as its view lives; what is unsaved at the end is saved then. */
export function useNoteSession(noteId: string): Opening {
  const [opening, setOpening] = useState<Opening>({ state: 'loading' })
  useEffect(() => {
    let session: NoteSession | null = null
    let left = false
    setOpening({ state: 'loading' })
    openSession(getNotebook(), NoteId.parse(noteId)).then(
      opened => {
        if (left) return
        session = opened
        setOpening({ state: 'open', session: opened })
      },
      error => {
        if (!left) setOpening({ state: 'failed', failure: toFailure(error) })
      },
    )
    const flush = () => void session?.flush()
    const flushWhenHidden = () => document.visibilityState === 'hidden' && flush()
    window.addEventListener('pagehide', flush)
    window.addEventListener('blur', flush)
    document.addEventListener('visibilitychange', flushWhenHidden)
    return () => {
      left = true
      window.removeEventListener('pagehide', flush)
      window.removeEventListener('blur', flush)
      document.removeEventListener('visibilitychange', flushWhenHidden)
      if (session) void closeSession(session)
    }
  }, [noteId])
  return opening
}
