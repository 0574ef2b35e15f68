import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createNote } from '../notes/note-store.ts'
import { searchLibrary } from '../search/search-store.ts'
import { recordBlob } from '../storage/blob-rows.ts'
import { BlobStore } from '../storage/blob-store.ts'
import { checkDatabase } from '../storage/check-database.ts'
import { openDatabase } from '../storage/open-database.ts'
import { salvageLibrary } from './salvage-library.ts'

const PAGE_BYTES = 4_096
const NOTES = 400
let root: string
let library: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'commonplace-salvage-'))
  library = join(root, 'library')
  const db = openDatabase(library)
  db.transaction(() => {
    for (let n = 0; n < NOTES; n++) {
      const text = `heron${n} ${'some words of a note '.repeat(30)}`
      createNote(db, `Note ${n}`, {
        version: 1,
        blocks: [{ type: 'paragraph', children: [{ type: 'text', text }] }],
      })
    }
  })()
  db.close()
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const salvage = () =>
  salvageLibrary({
    libraryFolder: library,
    to: join(root, 'new'),
    leftoversFile: join(root, 'leftovers.jsonl'),
    copyFiles: true,
  })

/** The pages on which a table's rows lie, from SQLite's own account of the file. */
function leafPages(table: string): number[] {
  const db = new Database(join(library, 'library.db'))
  const pages = db
    .prepare("SELECT pageno FROM dbstat WHERE name = ? AND pagetype = 'leaf' ORDER BY pageno")
    .pluck()
    .all(table) as number[]
  db.close()
  return pages
}

function overwrite(page: number): void {
  const handle = openSync(join(library, 'library.db'), 'r+')
  writeSync(handle, new Uint8Array(PAGE_BYTES).fill(0xff), 0, PAGE_BYTES, (page - 1) * PAGE_BYTES)
  closeSync(handle)
}

const open = () => openDatabase(join(root, 'new'))

describe('salvageLibrary', () => {
  it('saves every row outside the damaged pages, and names those that are lost', () => {
    const pages = leafPages('notes')
    expect(pages.length).toBeGreaterThan(20)
    for (const at of [3, 10, pages.length - 1]) overwrite(pages[at] as number)
    const before = new Database(join(library, 'library.db'))
    const all = before.prepare('SELECT id FROM notes ORDER BY id').pluck().all() as string[]
    before.close()

    const report = salvage()
    const notes = report.tables.find(({ table }) => table === 'notes')
    expect(notes?.lost).toBeGreaterThan(0)
    expect(notes?.lost).toBeLessThan(NOTES / 10)
    const db = open()
    const saved = db.prepare('SELECT id FROM notes').pluck().all() as string[]
    expect([...saved, ...(notes?.lostIds ?? [])].sort()).toEqual(all)
    expect(checkDatabase(db)).toEqual([])
    db.close()
  })

  it('makes the search index anew', () => {
    for (const page of leafPages('full_fts_data')) overwrite(page)
    expect(salvage().tables.every(({ lost }) => lost === 0)).toBe(true)
    const db = open()
    expect(searchLibrary(db, 'heron123', 5).hits.map(({ title }) => title)).toEqual(['Note 123'])
    db.close()
  })

  it('makes the records of stored files anew from the files', () => {
    const db = openDatabase(library)
    const blob = new BlobStore(library).put(new TextEncoder().encode('picture'), 'image/png')
    recordBlob(db, blob)
    const note = db.prepare('SELECT id FROM notes LIMIT 1').pluck().get()
    db.prepare('INSERT INTO note_blobs VALUES (?, ?)').run(note, blob.hash)
    db.close()
    for (const page of leafPages('blobs')) overwrite(page)
    const report = salvage()
    expect(report.missingFiles).toBe(0)
    const saved = open()
    expect(saved.prepare('SELECT hash, byte_length FROM blobs').all()).toEqual([{ hash: blob.hash, byte_length: 7 }])
    saved.close()
    expect(new BlobStore(join(root, 'new')).read(blob.hash, 'identity')).toHaveLength(7)
  })

  it('keeps what had lost its place where a person can read it', () => {
    const raw = new Database(join(library, 'library.db'))
    raw.pragma('foreign_keys = OFF')
    raw.prepare("INSERT INTO note_revisions VALUES ('r', 'a lost note', 'A name', 'An old title', '{}', 1, 1)").run()
    raw.close()
    const report = salvage()
    expect(report.leftovers).toBe(1)
    expect(readFileSync(report.leftoversFile ?? '', 'utf8')).toContain('An old title')
  })

  it('says so when nothing can be read', () => {
    writeFileSync(join(library, 'library.db'), 'nothing '.repeat(2_000))
    expect(salvage).toThrow(expect.objectContaining({ code: 'library-damaged' }))
  })
})
