import { useEffect, useRef, useState } from 'react'
import { NoteId } from '../../shared/contract/ids.ts'
import { type AppFailure, toFailure } from '../../shared/rpc/result.ts'
import { getNotebook } from '../rpc/notebook.ts'
import type { NoteSession } from './note-session.ts'
import { closeSession, holdSession, openSession } from './open-notes.ts'

type Opening =
  | { state: 'loading' }
  /** `showing` grows each time the view is shown anew: an editor does not outlive being hidden. */
  | { state: 'open'; session: NoteSession; showing: number }
  | { state: 'failed'; failure: AppFailure }

/** Opens the session of a note for as long as its view lives; what is unsaved at the end is saved then. */
export function useNoteSession(noteId: string): Opening {
  const kept = useRef<NoteSession | null>(null)
  const showings = useRef(0)
  const [opening, setOpening] = useState<Opening>({ state: 'loading' })
  useEffect(() => {
    let session: NoteSession | null = null
    let left = false
    const take = (opened: NoteSession) => {
      session = opened
      kept.current = opened
      showings.current += 1
      setOpening({ state: 'open', session: opened, showing: showings.current })
    }
    // A tab that was hidden and is shown again goes on with what it held, without a wait.
    if (kept.current?.noteId === noteId) {
      holdSession(kept.current)
      take(kept.current)
    } else setOpening({ state: 'loading' })
    const opened = session ? Promise.resolve(null) : openSession(getNotebook(), NoteId.parse(noteId))
    opened.then(
      found => {
        if (found && !left) take(found)
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
