import type { Database } from 'better-sqlite3'
import type { SourceId } from '../../shared/contract/ids.ts'
import type {
  Person,
  ReadingState,
  SnapshotSummary,
  SourceDetail,
  SourceRecord,
  SourceSort,
  SourceSummary,
  SourceView,
} from '../../shared/contract/library.ts'
import { AppError } from '../../shared/rpc/result.ts'
import { indexSource } from './index-source.ts'
import { bylineOf, SOURCE_SUMMARY_COLUMNS, type SourceSummaryRow, toSourceSummary } from './source-rows.ts'
import { tagsOf } from './tag-store.ts'

interface SourceRow extends SourceSummaryRow {
  subtitle: string | null
  authors_json: string
  publisher: string | null
  language: string | null
  dir: 'ltr' | 'rtl' | null
  url: string | null
  doi: string | null
  isbn: string | null
  description: string | null
  csl_type: string
  metadata_origin_json: string
  current_snapshot_id: string | null
  trashed_at_ms: number | null
}

const ORDER: Record<SourceSort, string> = {
  added: 's.created_at_ms',
  published: "coalesce(s.published, '')",
  title: 's.title COLLATE NOCASE',
  site: "coalesce(s.site_name, '') COLLATE NOCASE",
}

function viewCondition(view: SourceView): { where: string; values: string[] } {
  switch (view.kind) {
    case 'state':
      return { where: 's.state = ?', values: [view.state] }
    case 'all':
      return { where: '1', values: [] }
    case 'collection':
      return { where: 's.id IN (SELECT source_id FROM collection_sources WHERE collection_id = ?)', values: [view.id] }
    case 'tag':
      return {
        where: "s.id IN (SELECT item_id FROM taggings WHERE tag_id = ? AND item_kind = 'source')",
        values: [view.id],
      }
  }
}

export interface ListSourcesInput {
  view: SourceView
  sort: SourceSort
  descending: boolean
  offset: number
  limit: number
}

export function listSources(db: Database, input: ListSourcesInput): { total: number; items: SourceSummary[] } {
  const { where, values } = viewCondition(input.view)
  const direction = input.descending ? 'DESC' : 'ASC'
  const total = db
    .prepare(`SELECT count(*) FROM sources s WHERE s.trashed_at_ms IS NULL AND ${where}`)
    .pluck()
    .get(...values) as number
  const order = `${ORDER[input.sort]} ${direction}, s.id ${direction}`
  // The page is chosen first: counting highlights for every row of the library would be felt.
  const rows = db
    .prepare(
      `WITH page AS MATERIALIZED (SELECT s.id FROM sources s WHERE s.trashed_at_ms IS NULL AND ${where} ORDER BY ${order} LIMIT ? OFFSET ?)
       SELECT ${SOURCE_SUMMARY_COLUMNS} FROM page JOIN sources s ON s.id = page.id ORDER BY ${order}`,
    )
    .all(...values, input.limit, input.offset) as SourceSummaryRow[]
  return { total, items: rows.map(toSourceSummary) }
}

function toRecord(row: SourceRow): SourceRecord {
  return {
    title: row.title,
    subtitle: row.subtitle,
    authors: JSON.parse(row.authors_json) as Person[],
    siteName: row.site_name,
    publisher: row.publisher,
    published: row.published,
    language: row.language,
    url: row.url,
    doi: row.doi,
    isbn: row.isbn,
    description: row.description,
    cslType: row.csl_type,
  }
}

function snapshotsOf(db: Database, sourceId: string): SnapshotSummary[] {
  return db
    .prepare(
      `SELECT n.id, n.captured_at_ms AS capturedAt, n.original_hash AS originalHash, b.byte_length AS originalBytes,
        n.final_url AS finalUrl, n.word_count AS wordCount, n.images_kept AS imagesKept, n.images_missing AS imagesMissing
       FROM snapshots n JOIN blobs b ON b.hash = n.original_hash WHERE n.source_id = ? ORDER BY n.captured_at_ms DESC`,
    )
    .all(sourceId) as SnapshotSummary[]
}

/** Errors: `not-found`. A source in the trash is returned too, marked as such. */
export function getSource(db: Database, id: string): SourceDetail {
  const row = db
    .prepare(
      `SELECT ${SOURCE_SUMMARY_COLUMNS}, s.subtitle, s.authors_json, s.publisher, s.language, s.dir, s.url, s.doi, s.isbn,
        s.description, s.csl_type, s.metadata_origin_json, s.current_snapshot_id, s.trashed_at_ms FROM sources s WHERE s.id = ?`,
    )
    .get(id) as SourceRow | undefined
  if (!row) throw new AppError('not-found', 'That source is not in the library any more.')
  return {
    ...toSourceSummary(row),
    record: toRecord(row),
    metadataOrigin: JSON.parse(row.metadata_origin_json) as Record<string, string>,
    dir: row.dir,
    currentSnapshotId: row.current_snapshot_id as SourceDetail['currentSnapshotId'],
    snapshots: snapshotsOf(db, id),
    tags: tagsOf(db, 'source', id),
    collectionIds: db
      .prepare('SELECT collection_id FROM collection_sources WHERE source_id = ?')
      .pluck()
      .all(id) as SourceDetail['collectionIds'],
    trashedAt: row.trashed_at_ms,
  }
}

const COLUMN_OF: Record<keyof SourceRecord, string> = {
  title: 'title',
  subtitle: 'subtitle',
  authors: 'authors_json',
  siteName: 'site_name',
  publisher: 'publisher',
  published: 'published',
  language: 'language',
  url: 'url',
  doi: 'doi',
  isbn: 'isbn',
  description: 'description',
  cslType: 'csl_type',
}

/** Corrects fields of the record and marks them as edited, so that a later capture does not overwrite them. */
export function updateSource(db: Database, id: string, patch: Partial<SourceRecord>): SourceDetail {
  const before = getSource(db, id)
  const origin = { ...before.metadataOrigin }
  for (const [field, value] of Object.entries(patch) as [keyof SourceRecord, unknown][]) {
    if (value === undefined) continue
    const stored = field === 'authors' ? JSON.stringify(value) : value
    db.prepare(`UPDATE sources SET ${COLUMN_OF[field]} = ? WHERE id = ?`).run(stored, id)
    origin[field] = 'edited'
  }
  if (patch.authors) db.prepare('UPDATE sources SET byline = ? WHERE id = ?').run(bylineOf(patch.authors), id)
  db.prepare('UPDATE sources SET metadata_origin_json = ?, updated_at_ms = ? WHERE id = ?').run(
    JSON.stringify(origin),
    Date.now(),
    id,
  )
  indexSource(db, id)
  return getSource(db, id)
}

export function setState(db: Database, ids: string[], state: ReadingState) {
  const previous = ids.flatMap(id => {
    const row = db.prepare('SELECT id, state FROM sources WHERE id = ?').get(id)
    return row ? [row as { id: SourceId; state: ReadingState }] : []
  })
  const update = db.prepare('UPDATE sources SET state = ?, updated_at_ms = ? WHERE id = ?')
  for (const { id } of previous) update.run(state, Date.now(), id)
  return { previous }
}

export function setStarred(db: Database, ids: string[], starred: boolean): number {
  const update = db.prepare('UPDATE sources SET starred = ?, updated_at_ms = ? WHERE id = ?')
  return ids.reduce((changed, id) => changed + update.run(starred ? 1 : 0, Date.now(), id).changes, 0)
}

export function setProgress(db: Database, id: string, progress: number): Record<string, never> {
  db.prepare('UPDATE sources SET progress = ? WHERE id = ?').run(progress, id)
  return {}
}
