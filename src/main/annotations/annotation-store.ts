import type { Database } from 'better-sqlite3'
import type { AnchorStatus, Annotation, Passage } from '../../shared/contract/annotations.ts'
import { AppError } from '../../shared/rpc/result.ts'
import { tagItems, tagNames } from '../library/tag-store.ts'
import { newId } from '../storage/new-id.ts'
import { indexItem } from '../storage/text-index.ts'

interface AnnotationRow {
  id: string
  source_id: string
  source_title: string
  snapshot_id: string
  exact: string
  prefix: string
  suffix: string
  start_char: number
  end_char: number
  status: string
  color: number
  comment: string
  note_count: number
  created_at_ms: number
  updated_at_ms: number
}

const SELECT = `SELECT a.*, s.title AS source_title,
  (SELECT count(DISTINCT l.note_id) FROM links l JOIN notes n ON n.id = l.note_id
    WHERE l.target_kind = 'annotation' AND l.target_id = a.id AND n.trashed_at_ms IS NULL) AS note_count
  FROM annotations a JOIN sources s ON s.id = a.source_id`
const LIVE = 'a.trashed_at_ms IS NULL AND s.trashed_at_ms IS NULL'

function toAnnotation(db: Database, row: AnnotationRow): Annotation {
  return {
    id: row.id as Annotation['id'],
    sourceId: row.source_id as Annotation['sourceId'],
    sourceTitle: row.source_title,
    snapshotId: row.snapshot_id as Annotation['snapshotId'],
    passage: { exact: row.exact, prefix: row.prefix, suffix: row.suffix, start: row.start_char, end: row.end_char },
    status: row.status as AnchorStatus,
    color: row.color as Annotation['color'],
    comment: row.comment,
    tags: tagNames(db, 'annotation', row.id),
    noteCount: row.note_count,
    createdAt: row.created_at_ms,
    updatedAt: row.updated_at_ms,
  }
}

/** Renews an annotation in the full-text index from its row. */
export function indexAnnotation(db: Database, id: string): void {
  const row = db.prepare('SELECT exact, comment FROM annotations WHERE id = ?').get(id) as AnnotationRow
  indexItem(db, 'annotation', id, { title: '', people: '', body: [row.exact, row.comment].filter(Boolean).join('\n') })
}

/** In the order of the text. */
export function listAnnotations(db: Database, sourceId: string): Annotation[] {
  const rows = db
    .prepare(`${SELECT} WHERE a.source_id = ? AND a.trashed_at_ms IS NULL ORDER BY a.start_char, a.end_char, a.id`)
    .all(sourceId) as AnnotationRow[]
  return rows.map(row => toAnnotation(db, row))
}

/** Errors: `not-found`. An annotation in the trash is returned too: a note that quotes it still knows it. */
export function getAnnotation(db: Database, id: string): Annotation {
  const row = db.prepare(`${SELECT} WHERE a.id = ?`).get(id) as AnnotationRow | undefined
  if (!row) throw new AppError('not-found', 'That highlight is not in the library any more.')
  return toAnnotation(db, row)
}

export interface ListAllInput {
  query: string
  color?: number
  tag?: string
  offset: number
  limit: number
}

/** `%` and `_` are letters here, not wildcards. */
const likePattern = (query: string) => `%${query.replaceAll(/[\\%_]/g, found => `\\${found}`)}%`

export function listAllAnnotations(db: Database, input: ListAllInput): { total: number; items: Annotation[] } {
  const conditions = [LIVE]
  const values: (string | number)[] = []
  if (input.query.trim() !== '') {
    conditions.push("(a.exact LIKE ? ESCAPE '\\' OR a.comment LIKE ? ESCAPE '\\' OR s.title LIKE ? ESCAPE '\\')")
    const pattern = likePattern(input.query.trim())
    values.push(pattern, pattern, pattern)
  }
  if (input.color !== undefined) {
    conditions.push('a.color = ?')
    values.push(input.color)
  }
  if (input.tag !== undefined) {
    conditions.push(
      "a.id IN (SELECT g.item_id FROM taggings g JOIN tags t ON t.id = g.tag_id WHERE g.item_kind = 'annotation' AND t.name = ?)",
    )
    values.push(input.tag)
  }
  const where = conditions.join(' AND ')
  const total = db
    .prepare(`SELECT count(*) FROM annotations a JOIN sources s ON s.id = a.source_id WHERE ${where}`)
    .pluck()
    .get(...values) as number
  const rows = db
    .prepare(`${SELECT} WHERE ${where} ORDER BY a.created_at_ms DESC, a.id DESC LIMIT ? OFFSET ?`)
    .all(...values, input.limit, input.offset) as AnnotationRow[]
  return { total, items: rows.map(row => toAnnotation(db, row)) }
}

export interface CreateInput {
  snapshotId: string
  passage: Passage
  color: number
  comment: string
  tags: string[]
}

function assertPassage(passage: Passage): void {
  if (passage.end <= passage.start)
    throw new AppError('invalid-input', 'A highlight needs a passage of at least one character.')
}

/** Errors: `not-found` for the snapshot, `invalid-input` for an empty passage. */
export function createAnnotation(db: Database, input: CreateInput): Annotation {
  assertPassage(input.passage)
  const sourceId = db.prepare('SELECT source_id FROM snapshots WHERE id = ?').pluck().get(input.snapshotId)
  if (sourceId === undefined) throw new AppError('not-found', 'The capture to annotate is not in the library any more.')
  const id = newId<string>()
  const now = Date.now()
  const { exact, prefix, suffix, start, end } = input.passage
  db.prepare(
    `INSERT INTO annotations (id, source_id, snapshot_id, exact, prefix, suffix, start_char, end_char, status, color, comment,
       created_at_ms, updated_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'placed', ?, ?, ?, ?)`,
  ).run(id, sourceId, input.snapshotId, exact, prefix, suffix, start, end, input.color, input.comment, now, now)
  if (input.tags.length > 0) tagItems(db, [{ kind: 'annotation', id }], input.tags, [])
  indexAnnotation(db, id)
  return getAnnotation(db, id)
}

export interface UpdateInput {
  id: string
  color?: number
  comment?: string
  passage?: Passage
  /** Another capture of the same source. */
  snapshotId?: string
  status?: AnchorStatus
}

/** Errors: `not-found`, also for a capture of another source; `invalid-input` for a passage without words. */
export function updateAnnotation(db: Database, input: UpdateInput): Annotation {
  const before = getAnnotation(db, input.id)
  const passage = input.passage ?? before.passage
  assertPassage(passage)
  const snapshotId = input.snapshotId ?? before.snapshotId
  if (!db.prepare('SELECT 1 FROM snapshots WHERE id = ? AND source_id = ?').get(snapshotId, before.sourceId)) {
    throw new AppError('not-found', 'That capture is not in the library any more.')
  }
  db.prepare(
    `UPDATE annotations SET snapshot_id = ?, color = ?, comment = ?, status = ?, exact = ?, prefix = ?, suffix = ?, start_char = ?, end_char = ?,
       updated_at_ms = ? WHERE id = ?`,
  ).run(
    snapshotId,
    input.color ?? before.color,
    input.comment ?? before.comment,
    input.status ?? (input.passage ? 'placed' : before.status),
    passage.exact,
    passage.prefix,
    passage.suffix,
    passage.start,
    passage.end,
    Date.now(),
    input.id,
  )
  indexAnnotation(db, input.id)
  return getAnnotation(db, input.id)
}

/** The notes (outside the trash) that quote or link an annotation. */
export function annotationUses(db: Database, id: string): { noteId: string; title: string }[] {
  return db
    .prepare(
      `SELECT DISTINCT n.id AS noteId, n.title FROM links l JOIN notes n ON n.id = l.note_id
       WHERE l.target_kind = 'annotation' AND l.target_id = ? AND n.trashed_at_ms IS NULL ORDER BY n.updated_at_ms DESC`,
    )
    .all(id) as { noteId: string; title: string }[]
}

/** Records where an annotation stands in another capture; an orphan stays on the capture it was made on. */
export function placeAnnotation(
  db: Database,
  id: string,
  snapshotId: string,
  place: { status: 'exact' | 'fuzzy' | 'orphan'; uncertain: boolean; start: number; end: number },
): void {
  if (place.status === 'orphan') {
    db.prepare("UPDATE annotations SET status = 'orphan' WHERE id = ?").run(id)
    return
  }
  db.prepare('UPDATE annotations SET status = ?, snapshot_id = ?, start_char = ?, end_char = ? WHERE id = ?').run(
    place.uncertain ? 'doubtful' : 'placed',
    snapshotId,
    place.start,
    place.end,
    id,
  )
}
