import type { Database } from 'better-sqlite3'
import type { FidelityReport } from '../../../shared/contract/clipping.ts'
import { indexSource } from '../../library/index-source.ts'
import { recordBlob } from '../../storage/blob-rows.ts'
import type { StoredBlob } from '../../storage/blob-store.ts'
import { type FoundRecord, refreshRecord } from './refresh-record.ts'
import type { ReaderEdit } from './repair-reader.ts'

/** What a capture is made of before corrections, and the corrections. */
export interface Revisable {
  extractedHtml: string
  edit: ReaderEdit | null
  report: FidelityReport
}

export interface Revision {
  snapshotId: string
  /** The reader as it is shown from now on. */
  html: string
  text: string
  textHash: string
  wordCount: number
  /** The reader before corrections; null edit: there are none. */
  extractedHtml: string
  edit: ReaderEdit | null
  /** Given by a new extraction. */
  extraction?: { rulesVersion: number; report: FidelityReport; blobs: StoredBlob[]; found: FoundRecord }
}

/** Called in the same transaction with the texts before and after, to find each annotation again. */
export type ReanchorInPlace = (sourceId: string, snapshotId: string, before: string, after: string) => void

export function getRevisable(db: Database, snapshotId: string): Revisable {
  const row = db
    .prepare(
      `SELECT coalesce(e.extracted_html, c.reader_html) AS extractedHtml, e.edit_json AS edit, n.report_json AS report
       FROM snapshots n JOIN snapshot_contents c ON c.snapshot_id = n.id LEFT JOIN snapshot_edits e ON e.snapshot_id = n.id
       WHERE n.id = ?`,
    )
    .get(snapshotId) as { extractedHtml: string; edit: string | null; report: string }
  return {
    extractedHtml: row.extractedHtml,
    edit: row.edit === null ? null : (JSON.parse(row.edit) as ReaderEdit),
    report: JSON.parse(row.report) as FidelityReport,
  }
}

/** Puts another reading of a capture in place of its own, annotations, index and all, in one transaction. */
export function reviseSnapshot(db: Database, revision: Revision, reanchor: ReanchorInPlace): void {
  const { snapshotId, html, text, edit, extraction } = revision
  db.transaction(() => {
    const before = db
      .prepare('SELECT canonical_text FROM snapshot_contents WHERE snapshot_id = ?')
      .pluck()
      .get(snapshotId) as string
    const sourceId = db.prepare('SELECT source_id FROM snapshots WHERE id = ?').pluck().get(snapshotId) as string
    db.prepare('UPDATE snapshot_contents SET reader_html = ?, canonical_text = ? WHERE snapshot_id = ?').run(
      html,
      text,
      snapshotId,
    )
    db.prepare('UPDATE snapshots SET word_count = ?, text_hash = ? WHERE id = ?').run(
      revision.wordCount,
      revision.textHash,
      snapshotId,
    )
    if (extraction) recordExtraction(db, snapshotId, extraction)
    db.prepare('DELETE FROM snapshot_edits WHERE snapshot_id = ?').run(snapshotId)
    if (edit) {
      db.prepare('INSERT INTO snapshot_edits VALUES (?, ?, ?, ?)').run(
        snapshotId,
        JSON.stringify(edit),
        revision.extractedHtml,
        Date.now(),
      )
    }
    reanchor(sourceId, snapshotId, before, text)
    const current = db
      .prepare('SELECT 1 FROM sources WHERE id = ? AND current_snapshot_id = ?')
      .get(sourceId, snapshotId)
    if (!current) return
    if (extraction) refreshRecord(db, sourceId, extraction.found)
    db.prepare('UPDATE sources SET word_count = ?, updated_at_ms = ? WHERE id = ?').run(
      revision.wordCount,
      Date.now(),
      sourceId,
    )
    indexSource(db, sourceId)
  }).immediate()
}

function recordExtraction(
  db: Database,
  snapshotId: string,
  { rulesVersion, report, blobs }: NonNullable<Revision['extraction']>,
): void {
  const kept = report.images.filter(image => image.kept).length
  db.prepare(
    'UPDATE snapshots SET rules_version = ?, report_json = ?, images_kept = ?, images_missing = ? WHERE id = ?',
  ).run(rulesVersion, JSON.stringify(report), kept, report.images.length - kept, snapshotId)
  const link = db.prepare('INSERT OR IGNORE INTO snapshot_blobs (snapshot_id, blob_hash, reference) VALUES (?, ?, ?)')
  for (const blob of blobs) {
    recordBlob(db, blob)
    link.run(snapshotId, blob.hash, `blobs/${blob.hash}`)
  }
}
