import type { Database } from 'better-sqlite3'
import type { Note, Revision } from '../../shared/contract/notes.ts'
import type { NoteDocument } from '../../shared/document/document.ts'
import { AppError } from '../../shared/rpc/result.ts'
import { newId } from '../storage/new-id.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
/** While writing, one version is kept in each stretch of this length. */
const KEEP_EVERY_MS = 10 * MINUTE_MS

const COLUMNS = 'id, note_id AS noteId, name, title, word_count AS wordCount, created_at_ms AS createdAt'

/** Keeps the text as it was before a save, unless a version of the last ten minutes is kept already. */
export function keepRevision(db: Database, note: Note, nowMs: number): void {
  const newest = db.prepare('SELECT max(created_at_ms) FROM note_revisions WHERE note_id = ?').pluck().get(note.id)
  if (typeof newest === 'number' && nowMs - newest < KEEP_EVERY_MS) return
  db.prepare(
    `INSERT INTO note_revisions (id, note_id, title, document_json, word_count, created_at_ms) VALUES (?, ?, ?, ?, ?, ?)`,
  ).run(newId(), note.id, note.title, JSON.stringify(note.document), note.wordCount, nowMs)
  thinRevisions(db, note.id, nowMs)
}

/** One version an hour is enough after a day, one a day after thirty; named versions are never thinned. */
function thinRevisions(db: Database, noteId: string, nowMs: number): void {
  const thin = (olderThanMs: number, bucketMs: number) =>
    db
      .prepare(
        `DELETE FROM note_revisions WHERE note_id = @noteId AND name IS NULL AND created_at_ms < @before AND id NOT IN (
           SELECT first_value(id) OVER (PARTITION BY created_at_ms / @bucketMs ORDER BY created_at_ms DESC)
           FROM note_revisions WHERE note_id = @noteId AND name IS NULL AND created_at_ms < @before)`,
      )
      .run({ noteId, before: nowMs - olderThanMs, bucketMs })
  thin(DAY_MS, HOUR_MS)
  thin(30 * DAY_MS, DAY_MS)
}

export function listRevisions(db: Database, noteId: string): Revision[] {
  return db
    .prepare(`SELECT ${COLUMNS} FROM note_revisions WHERE note_id = ? ORDER BY created_at_ms DESC`)
    .all(noteId) as Revision[]
}

/** Errors: `not-found`. */
export function getRevision(db: Database, id: string): Revision & { document: NoteDocument } {
  const row = db.prepare(`SELECT ${COLUMNS}, document_json AS json FROM note_revisions WHERE id = ?`).get(id) as
    | (Revision & { json: string })
    | undefined
  if (!row) throw new AppError('not-found', 'That version of the note is not kept any more.')
  const { json, ...revision } = row
  return { ...revision, document: JSON.parse(json) as NoteDocument }
}
