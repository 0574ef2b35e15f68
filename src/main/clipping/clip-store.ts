import type { Database } from 'better-sqlite3'
import type { ClipStatus, FidelityReport, SnapshotDetail } from '../../shared/contract/clipping.ts'
import type { SnapshotId, SourceId } from '../../shared/contract/ids.ts'
import type { Person } from '../../shared/contract/library.ts'
import { AppError } from '../../shared/rpc/result.ts'
import { indexSource } from '../library/index-source.ts'
import { bylineOf } from '../library/source-rows.ts'
import { recordBlob } from '../storage/blob-rows.ts'
import type { StoredBlob } from '../storage/blob-store.ts'
import { newId } from '../storage/new-id.ts'
import { EXTRACTION_RULES_VERSION } from './extract/extracted-page.ts'
import type { StoredFile, StoredPage } from './stored-page.ts'

/** One capture ready to be stored: its blobs are on disk already. */
export interface ClipRecord {
  kind: string
  title: string
  subtitle: string | null
  authors: Person[]
  siteName: string | null
  published: string | null
  modified: string | null
  language: string | null
  dir: 'ltr' | 'rtl' | null
  url: string | null
  canonicalUrl: string | null
  doi: string | null
  isbn: string | null
  description: string | null
  cslType: string
  metadataOrigin: Record<string, string>
  capturedAtMs: number
  original: StoredBlob
  fileName: string | null
  redirects: string[]
  toolVersion: string
  rulesVersion: number
  wordCount: number
  textHash: string
  readerHtml: string
  canonicalText: string
  /** Images of the page, kept. */
  blobs: StoredBlob[]
  /** Files of the page as it was saved, by what they were saved under. */
  files?: { key: string; blob: StoredBlob }[]
  report: FidelityReport
}

export interface ClipOutcome {
  status: Exclude<ClipStatus, 'failed'>
  sourceId: SourceId
  snapshotId: SnapshotId
  title: string
}

interface FoundSource {
  id: string
  title: string
}

/** The capture with exactly these bytes, if the library holds it (outside the trash). */
export function findByOriginal(db: Database, hash: string): ClipOutcome | null {
  const row = db
    .prepare(
      `SELECT s.id AS sourceId, n.id AS snapshotId, s.title FROM snapshots n JOIN sources s ON s.id = n.source_id
       WHERE n.original_hash = ? AND s.trashed_at_ms IS NULL ORDER BY n.captured_at_ms DESC LIMIT 1`,
    )
    .get(hash) as Omit<ClipOutcome, 'status'> | undefined
  return row ? { status: 'duplicate', ...row } : null
}

/** The source of the same page: by canonical address, else by the address it was fetched from. */
function findSamePage(db: Database, clip: ClipRecord): FoundSource | null {
  for (const address of [clip.canonicalUrl, clip.url]) {
    if (!address) continue
    const found = db
      .prepare(
        `SELECT id, title FROM sources WHERE trashed_at_ms IS NULL AND (canonical_url = @address OR url = @address)
         ORDER BY created_at_ms LIMIT 1`,
      )
      .get({ address }) as FoundSource | undefined
    if (found) return found
  }
  return null
}

function insertSource(db: Database, clip: ClipRecord): FoundSource {
  const id = newId<string>()
  db.prepare(
    `INSERT INTO sources (id, kind, title, subtitle, authors_json, byline, site_name, published, modified, language, dir,
       url, canonical_url, doi, isbn, description, csl_type, metadata_origin_json, word_count, created_at_ms, updated_at_ms)
     VALUES (@id, @kind, @title, @subtitle, @authors, @byline, @siteName, @published, @modified, @language, @dir,
       @url, @canonicalUrl, @doi, @isbn, @description, @cslType, @origin, @wordCount, @capturedAtMs, @capturedAtMs)`,
  ).run({
    id,
    kind: clip.kind,
    title: clip.title,
    subtitle: clip.subtitle,
    authors: JSON.stringify(clip.authors),
    byline: bylineOf(clip.authors),
    siteName: clip.siteName,
    published: clip.published,
    modified: clip.modified,
    language: clip.language,
    dir: clip.dir,
    url: clip.url,
    canonicalUrl: clip.canonicalUrl,
    doi: clip.doi,
    isbn: clip.isbn,
    description: clip.description,
    cslType: clip.cslType,
    origin: JSON.stringify(clip.metadataOrigin),
    wordCount: clip.wordCount,
    capturedAtMs: clip.capturedAtMs,
  })
  return { id, title: clip.title }
}

/** Before the key of a file that belongs to the page as it was saved, in `snapshot_blobs.reference`. */
export const SAVED_AS = 'saved:'

function insertSnapshot(db: Database, sourceId: string, clip: ClipRecord): string {
  const id = newId<string>()
  const kept = clip.report.images.filter(image => image.kept).length
  db.prepare(
    `INSERT INTO snapshots (id, source_id, captured_at_ms, original_hash, original_mime, final_url, redirects_json, file_name,
       tool_version, rules_version, word_count, language, dir, text_hash, images_kept, images_missing, report_json)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    id,
    sourceId,
    clip.capturedAtMs,
    clip.original.hash,
    clip.original.mime,
    clip.url,
    JSON.stringify(clip.redirects),
    clip.fileName,
    clip.toolVersion,
    clip.rulesVersion,
    clip.wordCount,
    clip.language,
    clip.dir,
    clip.textHash,
    kept,
    clip.report.images.length - kept,
    JSON.stringify(clip.report),
  )
  db.prepare('INSERT INTO snapshot_contents (snapshot_id, reader_html, canonical_text) VALUES (?, ?, ?)').run(
    id,
    clip.readerHtml,
    clip.canonicalText,
  )
  const link = db.prepare('INSERT OR IGNORE INTO snapshot_blobs (snapshot_id, blob_hash, reference) VALUES (?, ?, ?)')
  for (const blob of clip.blobs) {
    recordBlob(db, blob)
    link.run(id, blob.hash, `blobs/${blob.hash}`)
  }
  for (const { key, blob } of clip.files ?? []) {
    recordBlob(db, blob)
    link.run(id, blob.hash, `${SAVED_AS}${key}`)
  }
  return id
}

/**
 * Stores a capture in one transaction: the same bytes are a `duplicate`, a page the library knows gets a new dated
 * `snapshot`, anything else is `added`. `reanchor` is called for a new snapshot before it becomes the current one.
 */
export function storeClip(
  db: Database,
  clip: ClipRecord,
  reanchor: (sourceId: string, snapshotId: string) => void,
): ClipOutcome {
  return db
    .transaction((): ClipOutcome => {
      const duplicate = findByOriginal(db, clip.original.hash)
      if (duplicate) return duplicate
      recordBlob(db, clip.original)
      const known = findSamePage(db, clip)
      const source = known ?? insertSource(db, clip)
      const snapshotId = insertSnapshot(db, source.id, clip)
      if (known) reanchor(source.id, snapshotId)
      db.prepare(
        'UPDATE sources SET current_snapshot_id = ?, word_count = ?, language = coalesce(language, ?), dir = ?, updated_at_ms = ? WHERE id = ?',
      ).run(snapshotId, clip.wordCount, clip.language, clip.dir, Date.now(), source.id)
      indexSource(db, source.id)
      return {
        status: known ? 'snapshot' : 'added',
        sourceId: source.id as SourceId,
        snapshotId: snapshotId as SnapshotId,
        title: source.title,
      }
    })
    .immediate()
}

interface SnapshotRow extends Omit<SnapshotDetail, 'report' | 'redirects' | 'latestRulesVersion'> {
  reportJson: string
  redirectsJson: string
}

/** Errors: `not-found`. */
export function getSnapshot(db: Database, id: string): SnapshotDetail {
  const row = db
    .prepare(
      `SELECT n.id, n.source_id AS sourceId, n.captured_at_ms AS capturedAt, n.original_hash AS originalHash,
        b.byte_length AS originalBytes, n.original_mime AS originalMime, n.final_url AS finalUrl, n.file_name AS fileName,
        n.redirects_json AS redirectsJson,
        n.tool_version AS toolVersion, n.rules_version AS rulesVersion, n.word_count AS wordCount, n.language, n.dir, n.report_json AS reportJson
       FROM snapshots n JOIN blobs b ON b.hash = n.original_hash WHERE n.id = ?`,
    )
    .get(id) as SnapshotRow | undefined
  if (!row) throw new AppError('not-found', 'That capture is not in the library any more.')
  const { reportJson, redirectsJson, ...rest } = row
  return {
    ...rest,
    latestRulesVersion: EXTRACTION_RULES_VERSION,
    redirects: JSON.parse(redirectsJson) as string[],
    report: JSON.parse(reportJson) as FidelityReport,
  }
}

/** A capture's original and the files saved with it. Errors: `not-found`. */
export function getStoredPage(db: Database, snapshotId: string): StoredPage {
  const row = db
    .prepare(
      `SELECT n.original_hash AS hash, b.encoding, n.original_mime AS mime, n.file_name AS fileName, n.final_url AS url
       FROM snapshots n JOIN blobs b ON b.hash = n.original_hash WHERE n.id = ?`,
    )
    .get(snapshotId) as (StoredPage['original'] & Pick<StoredPage, 'fileName' | 'url'>) | undefined
  if (!row) throw new AppError('not-found', 'That capture is not in the library any more.')
  const files = db
    .prepare(
      `SELECT substr(r.reference, ?) AS key, b.hash, b.encoding, b.mime FROM snapshot_blobs r
       JOIN blobs b ON b.hash = r.blob_hash WHERE r.snapshot_id = ? AND r.reference LIKE ?`,
    )
    .all(SAVED_AS.length + 1, snapshotId, `${SAVED_AS}%`) as StoredFile[]
  const { hash, encoding, mime, fileName, url } = row
  return { snapshotId, original: { hash, encoding, mime }, fileName, url, files }
}

export interface ReaderContent {
  html: string
  text: string
  language: string | null
  dir: 'ltr' | 'rtl' | null
  title: string
}

/** What the reader shows of a capture. Errors: `not-found`. */
export function getReaderContent(db: Database, snapshotId: string): ReaderContent {
  const row = db
    .prepare(
      `SELECT c.reader_html AS html, c.canonical_text AS text, n.language, n.dir, s.title FROM snapshot_contents c
       JOIN snapshots n ON n.id = c.snapshot_id JOIN sources s ON s.id = n.source_id WHERE c.snapshot_id = ?`,
    )
    .get(snapshotId) as ReaderContent | undefined
  if (!row) throw new AppError('not-found', 'That capture is not in the library any more.')
  return row
}
