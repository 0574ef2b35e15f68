import { useSyncExternalStore } from 'react'
import type { NoteSession } from './note-session.ts'
import classes from './note-view.module.css'

const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })

/** “09:31” for today, “14 Nov 2026” for any other day. */
export function savedTime(savedAt: number, now: number): string {
  const isToday = new Date(savedAt).toDateString() === new Date(now).toDateString()
  return (isToday ? time : day).format(savedAt)
}

/** Whether the note is safe: “Saved 09:31” only after the commit, a failure with its reason and a way to try again. */
export function SaveStatus({ session }: { session: NoteSession }) {
  const { savedAt, failure } = useSyncExternalStore(session.subscribe, session.getStatus)
  if (failure) {
    return (
      <span className={classes.status} role="alert">
        <span className={classes.failed} title={failure.message}>
          Not saved: {failure.message}
        </span>
        <button type="button" className={classes.retry} onClick={() => void session.flush()}>
          Try again
        </button>
      </span>
    )
  }
  return <span className={classes.status}>Saved {savedTime(savedAt, Date.now())}</span>
}
