import { createHash } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'
import Database from 'better-sqlite3'
import type { Backup } from '../../shared/contract/backup.ts'
import { AppError } from '../../shared/rpc/result.ts'
import { type BlobRow, listBlobs } from '../storage/blob-rows.ts'

const CHUNK_BYTES = 1 << 20

/** SHA-256 of a file of any size, lower-case hex. */
export function hashFile(file: string): string {
  const hash = createHash('sha256')
  const chunk = new Uint8Array(CHUNK_BYTES)
  const handle = openSync(file, 'r')
  try {
    for (;;) {
      const length = readSync(handle, chunk)
      if (length === 0) return hash.digest('hex')
      hash.update(chunk.subarray(0, length))
    }
  } finally {
    closeSync(handle)
  }
}

export interface CopyContents {
  schemaVersion: number
  items: Backup['items']
  blobs: BlobRow[]
}

function withCopy<T>(file: string, work: (db: Database.Database) => T, readonly = true): T {
  const db = new Database(file, { readonly, fileMustExist: true })
  try {
    return work(db)
  } finally {
    db.close()
  }
}

/** Makes a finished copy one file that can be read from a read-only disk: no WAL beside it. */
export function makeSelfContained(file: string): void {
  withCopy(file, db => db.pragma('journal_mode = DELETE'), false)
}

/** Errors: `library-damaged` with what SQLite found. */
export function assertSound(file: string): void {
  const found = withCopy(file, db => db.pragma('integrity_check(3)') as { integrity_check: string }[])
  const problems = found.map(row => row.integrity_check).filter(line => line !== 'ok')
  if (problems.length > 0) {
    throw new AppError(
      'library-damaged',
      `The copy of the library is not sound (${problems.join('; ').slice(0, 300)}).`,
    )
  }
}

export function readContents(file: string): CopyContents {
  return withCopy(file, db => {
    const count = (table: string) =>
      db.prepare(`SELECT count(*) FROM ${table} WHERE trashed_at_ms IS NULL`).pluck().get() as number
    return {
      schemaVersion: Number(db.pragma('user_version', { simple: true })),
      items: {
        sources: count('sources'),
        notes: count('notes'),
        annotations: count('annotations'),
        reports: count('reports'),
      },
      blobs: listBlobs(db),
    }
  })
}

/** The hashes a copy names. */
export function hashesNamed(file: string): string[] {
  return withCopy(file, db => listBlobs(db).map(row => row.hash))
}
