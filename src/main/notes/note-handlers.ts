import type { Database } from 'better-sqlite3'
import type { notesContract } from '../../shared/contract/notes.ts'
import type { Handlers } from '../../shared/rpc/contract.ts'
import { completeLink, targetTitles } from './link-targets.ts'
import { backlinks, createNote, getNote, listNotes, saveNote, setPinned } from './note-store.ts'
import { getRevision, listRevisions } from './revision-store.ts'

export function noteHandlers(db: Database): Handlers<typeof notesContract> {
  return {
    'notes.list': ({ offset, limit }) => listNotes(db, offset, limit),
    'notes.get': ({ id }) => getNote(db, id),
    'notes.create': ({ title, document }) => createNote(db, title, document),
    'notes.save': input => saveNote(db, input),
    'notes.setPinned': ({ id, pinned }) => setPinned(db, id, pinned),
    'notes.complete': ({ query, limit }) => completeLink(db, query, limit),
    'notes.backlinks': ({ kind, id }) => backlinks(db, kind, id),
    'notes.titles': ({ targets }) => targetTitles(db, targets),
    'notes.revisions': ({ id }) => listRevisions(db, id),
    'notes.getRevision': ({ revisionId }) => getRevision(db, revisionId),
  }
}
