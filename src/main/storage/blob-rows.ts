import type { Database } from 'better-sqlite3'
import type { BlobEncoding, StoredBlob } from './blob-store.ts'

/** How a blob lies on disk, or null when the library does not know it. */
export function findBlob(db: Database, hash: string): { encoding: BlobEncoding; mime: string } | null {
  const row = db.prepare('SELECT encoding, mime FROM blobs WHERE hash = ?').get(hash)
  return (row as { encoding: BlobEncoding; mime: string } | undefined) ?? null
}

/** Records a blob whose bytes are on disk already; the same bytes are recorded once. */
export function recordBlob(db: Database, blob: StoredBlob): void {
  db.prepare(
    `INSERT OR IGNORE INTO blobs (hash, byte_length, stored_byte_length, encoding, mime, created_at_ms)
     VALUES (?, ?, ?, ?, ?, ?)`,
  ).run(blob.hash, blob.byteLength, blob.storedByteLength, blob.encoding, blob.mime, Date.now())
}

export interface BlobRow {
  hash: string
  encoding: BlobEncoding
  byteLength: number
}

/** Every blob the library knows of. */
export function listBlobs(db: Database): BlobRow[] {
  return db.prepare('SELECT hash, encoding, byte_length AS byteLength FROM blobs ORDER BY hash').all() as BlobRow[]
}
