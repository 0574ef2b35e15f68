import type { LexicalEditor } from 'lexical'
import { create } from 'zustand'
import type { NoteDocument } from '../../shared/document/document.ts'
import type { Notebook } from '../../shared/rpc/notebook.ts'
import { unwrap } from '../../shared/rpc/result.ts'
import { NoteSession } from './note-session.ts'

/** A note that has an editor at the moment, as the inspector and other parts of the window see it. */
export interface OpenNote {
  editor: LexicalEditor
  session: NoteSession
  title: string
  /** As of the last save or load. */
  document: NoteDocument
}

interface OpenNotesState {
  notes: Readonly<Record<string, OpenNote>>
  /** The note that quotations and links from elsewhere go to. */
  lastFocused: string | null
  show(noteId: string, note: OpenNote): void
  update(noteId: string, change: Partial<Pick<OpenNote, 'title' | 'document'>>): void
  hide(noteId: string, editor: LexicalEditor): void
  focus(noteId: string): void
}

export const useOpenNotes = create<OpenNotesState>(set => ({
  notes: {},
  lastFocused: null,
  show: (noteId, note) => set(state => ({ notes: { ...state.notes, [noteId]: note }, lastFocused: noteId })),
  update: (noteId, change) =>
    set(state => {
      const note = state.notes[noteId]
      return note ? { notes: { ...state.notes, [noteId]: { ...note, ...change } } } : state
    }),
  hide: (noteId, editor) =>
    set(state => {
      if (state.notes[noteId]?.editor !== editor) return state
      const { [noteId]: _closed, ...notes } = state.notes
      const lastFocused = state.lastFocused === noteId ? (Object.keys(notes).at(-1) ?? null) : state.lastFocused
      return { notes, lastFocused }
    }),
  focus: noteId => set({ lastFocused: noteId }),
}))

/** Sessions that still hold something unsaved, also after their view is gone. */
const sessions = new Map<string, NoteSession>()

/** The session of a note: the one that is still saving, or a new one on the note as it is stored. Throws `AppError`. */
export async function openSession(notebook: Notebook, noteId: NoteSession['noteId']): Promise<NoteSession> {
  const held = sessions.get(noteId)
  if (held) {
    await held.flush()
    if (held.hasUnsaved) return held
  }
  const session = new NoteSession(notebook, unwrap(await notebook.call('notes.get', { id: noteId })))
  sessions.set(noteId, session)
  return session
}

/** Takes a session up again that its view had let go. */
export function holdSession(session: NoteSession): void {
  sessions.set(session.noteId, session)
}

/** Saves what is left and lets the session go once it is committed. */
export async function closeSession(session: NoteSession): Promise<void> {
  await session.flush()
  if (!session.hasUnsaved && sessions.get(session.noteId) === session) sessions.delete(session.noteId)
}
