import { statSync } from 'node:fs'
import type { Database } from 'better-sqlite3'
import { indexAnnotation } from '../annotations/annotation-store.ts'
import { indexSource } from '../library/index-source.ts'
import { recordBlob } from '../storage/blob-rows.ts'
import { type BlobEncoding, BlobStore } from '../storage/blob-store.ts'
import { indexItem } from '../storage/text-index.ts'
import type { Row } from './salvage-rows.ts'

const UNKNOWN_MIME = 'application/octet-stream'

/** Makes anew the records of stored files that other rows name; a record is only what can be read off the file. */
export function settleBlobs(db: Database, libraryFolder: string): void {
  const columns = allReferences(db).filter(({ parent }) => parent === 'blobs')
  const hashes = new Set(
    columns.flatMap(({ table, from }) => {
      const unrecorded = `SELECT ${from} FROM ${table} WHERE ${from} IS NOT NULL AND ${from} NOT IN (SELECT hash FROM blobs)`
      return db.prepare(unrecorded).pluck().all() as string[]
    }),
  )
  const original = db.prepare('SELECT original_mime FROM snapshots WHERE original_hash = ?').pluck()
  const blobs = new BlobStore(libraryFolder)
  for (const hash of hashes) {
    const mime = (original.get(hash) as string | undefined) ?? UNKNOWN_MIME
    recordBlob(db, { hash, mime, ...readOff(blobs, hash) })
  }
}

function readOff(
  blobs: BlobStore,
  hash: string,
): { encoding: BlobEncoding; byteLength: number; storedByteLength: number } {
  for (const encoding of ['identity', 'zstd'] as const) {
    try {
      const storedByteLength = statSync(blobs.path(hash, encoding)).size
      return { encoding, byteLength: blobs.read(hash, encoding).length, storedByteLength }
    } catch {
      // Kept the other way, or not at all.
    }
  }
  return { encoding: 'identity', byteLength: 0, storedByteLength: 0 }
}

interface Reference {
  table: string
  from: string
  parent: string
  to: string
  onDelete: string
}

/**
 * Leaves no row that points to one that was lost: optional pointers are let go of, sources get their newest capture that
 * was saved, and rows that mean nothing alone are handed to `onLeftover` and taken out.
 */
export function settleReferences(db: Database, onLeftover: (table: string, row: Row) => void): void {
  const references = allReferences(db)
  db.transaction(() => {
    for (let changed = true; changed; ) {
      changed = false
      for (const reference of references) changed = settle(db, reference, onLeftover) || changed
    }
  })()
}

function allReferences(db: Database): Reference[] {
  return db
    .prepare(
      `SELECT t.name AS 'table', f."from", f."table" AS parent, f."to", f.on_delete AS onDelete
       FROM pragma_table_list t JOIN pragma_foreign_key_list(t.name) f WHERE t.schema = 'main' AND t.type = 'table'`,
    )
    .all() as Reference[]
}

function settle(db: Database, { table, from, parent, to, onDelete }: Reference, onLeftover: LeftoverSink): boolean {
  const dangling = `FROM ${table} WHERE ${from} IS NOT NULL AND ${from} NOT IN (SELECT ${to} FROM ${parent})`
  if (table === 'sources') {
    const newest =
      '(SELECT n.id FROM snapshots n WHERE n.source_id = sources.id ORDER BY n.captured_at_ms DESC LIMIT 1)'
    return (
      db.prepare(`UPDATE sources SET ${from} = ${newest} ${dangling.replace('FROM sources', '')}`).run().changes > 0
    )
  }
  if (onDelete === 'SET NULL') {
    return db.prepare(`UPDATE ${table} SET ${from} = NULL ${dangling.replace(`FROM ${table}`, '')}`).run().changes > 0
  }
  for (const row of db.prepare(`SELECT * ${dangling}`).all() as Row[]) onLeftover(table, row)
  return db.prepare(`DELETE ${dangling}`).run().changes > 0
}
type LeftoverSink = (table: string, row: Row) => void

/** The search index is derived: it is made anew from the rows. */
export function indexEverything(db: Database): void {
  for (const id of db.prepare('SELECT id FROM sources').pluck().all() as string[]) indexSource(db, id)
  for (const id of db.prepare('SELECT id FROM annotations').pluck().all() as string[]) indexAnnotation(db, id)
  const notes = db.prepare('SELECT id, title, text FROM notes').all() as { id: string; title: string; text: string }[]
  for (const { id, title, text } of notes) indexItem(db, 'note', id, { title, people: '', body: text })
}
