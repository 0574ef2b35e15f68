import type { Database } from 'better-sqlite3'
import type { Backlink, Note, NoteSummary } from '../../shared/contract/notes.ts'
import { documentLinks } from '../../shared/document/derive/links.ts'
import { documentText } from '../../shared/document/derive/plain-text.ts'
import { countWords } from '../../shared/document/derive/word-count.ts'
import { type Block, emptyDocument, type NoteDocument } from '../../shared/document/document.ts'
import { AppError } from '../../shared/rpc/result.ts'
import { newId } from '../storage/new-id.ts'
import { indexItem } from '../storage/text-index.ts'
import { keepRevision } from './revision-store.ts'

const EXCERPT_CHARS = 160

interface NoteRow {
  id: string
  title: string
  text: string
  word_count: number
  pinned: number
  version: number
  document_json: string
  created_at_ms: number
  updated_at_ms: number
  trashed_at_ms: number | null
}

function toSummary(row: NoteRow): NoteSummary {
  return {
    id: row.id as NoteSummary['id'],
    title: row.title,
    excerpt: row.text.replaceAll(/\s+/g, ' ').slice(0, EXCERPT_CHARS),
    wordCount: row.word_count,
    pinned: row.pinned === 1,
    createdAt: row.created_at_ms,
    updatedAt: row.updated_at_ms,
  }
}

export function listNotes(db: Database, offset: number, limit: number): { total: number; items: NoteSummary[] } {
  const total = db.prepare('SELECT count(*) FROM notes WHERE trashed_at_ms IS NULL').pluck().get() as number
  const rows = db
    .prepare(
      `SELECT id, title, substr(text, 1, 400) AS text, word_count, pinned, created_at_ms, updated_at_ms FROM notes
       WHERE trashed_at_ms IS NULL ORDER BY pinned DESC, updated_at_ms DESC, id DESC LIMIT ? OFFSET ?`,
    )
    .all(limit, offset) as NoteRow[]
  return { total, items: rows.map(toSummary) }
}

/** Errors: `not-found`. A note in the trash is returned too, marked as such. */
export function getNote(db: Database, id: string): Note {
  const row = db.prepare('SELECT * FROM notes WHERE id = ?').get(id) as NoteRow | undefined
  if (!row) throw new AppError('not-found', 'That note is not in the library any more.')
  return {
    ...toSummary(row),
    document: JSON.parse(row.document_json) as NoteDocument,
    version: row.version,
    trashedAt: row.trashed_at_ms,
  }
}

function imageBlobs(blocks: readonly Block[]): string[] {
  return blocks.flatMap(block => {
    if (block.type === 'image') return [block.blob]
    if (block.type === 'list') return block.items.flatMap(item => imageBlobs(item.children))
    if (block.type === 'quote' || block.type === 'callout') return imageBlobs(block.children)
    if (block.type === 'table') return block.rows.flat().flatMap(cell => imageBlobs(cell.children))
    return []
  })
}

/** Renews all that is derived from a note's text: its links, its images, its place in the full-text index. */
function deriveFrom(db: Database, id: string, title: string, document: NoteDocument, text: string): void {
  db.prepare('DELETE FROM links WHERE note_id = ?').run(id)
  const insert = db.prepare(
    'INSERT INTO links (note_id, position, target_kind, target_id, target_block_id, context) VALUES (?, ?, ?, ?, ?, ?)',
  )
  documentLinks(document).forEach(({ target, sentence }, position) => {
    insert.run(id, position, target.kind, target.id, target.blockId ?? null, sentence)
  })
  db.prepare('DELETE FROM note_blobs WHERE note_id = ?').run(id)
  const attach = db.prepare(
    'INSERT OR IGNORE INTO note_blobs (note_id, blob_hash) SELECT ?, hash FROM blobs WHERE hash = ?',
  )
  for (const hash of imageBlobs(document.blocks)) attach.run(id, hash)
  indexItem(db, 'note', id, { title, people: '', body: text })
}

export function createNote(db: Database, title: string, document: NoteDocument = emptyDocument()): Note {
  const id = newId<string>()
  const now = Date.now()
  const text = documentText(document)
  db.prepare(
    `INSERT INTO notes (id, title, document_json, text, word_count, created_at_ms, updated_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?)`,
  ).run(id, title, JSON.stringify(document), text, countWords(text), now, now)
  deriveFrom(db, id, title, document, text)
  return getNote(db, id)
}

export interface SaveInput {
  id: string
  baseVersion: number
  title: string
  document: NoteDocument
}

/** Errors: `not-found`; `conflict` when the note is no longer at `baseVersion` (nothing is written). */
export function saveNote(db: Database, input: SaveInput): { version: number; savedAt: number } {
  const before = getNote(db, input.id)
  if (before.version !== input.baseVersion) {
    throw new AppError(
      'conflict',
      `“${before.title || 'Untitled'}” was changed elsewhere since it was opened here. Both texts are kept.`,
      { details: { version: before.version } },
    )
  }
  const now = Date.now()
  const text = documentText(input.document)
  keepRevision(db, before, now)
  db.prepare(
    `UPDATE notes SET title = ?, document_json = ?, text = ?, word_count = ?, version = version + 1, updated_at_ms = ?
     WHERE id = ?`,
  ).run(input.title, JSON.stringify(input.document), text, countWords(text), now, input.id)
  deriveFrom(db, input.id, input.title, input.document, text)
  return { version: before.version + 1, savedAt: now }
}

export function setPinned(db: Database, id: string, pinned: boolean): Record<string, never> {
  db.prepare('UPDATE notes SET pinned = ? WHERE id = ?').run(pinned ? 1 : 0, id)
  return {}
}

/** The notes (outside the trash) that link to an item, with the sentence around each link. */
export function backlinks(db: Database, kind: string, id: string): Backlink[] {
  return db
    .prepare(
      `SELECT DISTINCT n.id AS noteId, n.title, l.context FROM links l JOIN notes n ON n.id = l.note_id
       WHERE l.target_kind = ? AND l.target_id = ? AND n.trashed_at_ms IS NULL AND NOT (l.target_kind = 'note' AND n.id = l.target_id)
       ORDER BY n.updated_at_ms DESC, l.position LIMIT 500`,
    )
    .all(kind, id) as Backlink[]
}
