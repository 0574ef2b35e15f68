import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createNote } from '../notes/note-store.ts'
import { recordBlob } from '../storage/blob-rows.ts'
import { BlobStore, type StoredBlob } from '../storage/blob-store.ts'
import { DATABASE_FILE, openDatabase } from '../storage/open-database.ts'
import { findBackup, findBackups } from './backup-folder.ts'
import { writeBackup } from './write-backup.ts'

const DAY_MS = 86_400_000
let root: string
let library: string
let backups: string
let db: Database

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'commonplace-backup-'))
  library = join(root, 'library')
  backups = join(root, 'backups')
  db = openDatabase(library)
})
afterEach(() => {
  vi.useRealTimers()
  db.close()
  rmSync(root, { recursive: true, force: true })
})

const backUp = (libraryId = 'mine') =>
  writeBackup({ libraryFolder: library, libraryId, folder: backups, kind: 'manual', appVersion: '1' })

function addFile(text: string): StoredBlob {
  const blob = new BlobStore(library).put(new TextEncoder().encode(text), 'image/png')
  recordBlob(db, blob)
  return blob
}

describe('writeBackup', () => {
  it('copies what is committed, also when it is only in the write-ahead log, and what the rows name', async () => {
    createNote(db, 'Kept')
    const blob = addFile('a picture')
    const { status, backup } = await backUp()
    expect(status).toBe('made')
    expect(backup).toMatchObject({ items: { notes: 1 }, files: { count: 1, missing: 0, damaged: 0 } })
    expect(readFileSync(join(backups, 'blobs', blob.hash.slice(0, 2), blob.hash), 'utf8')).toBe('a picture')
    const copy = openDatabase(join(backups, backup.id))
    expect(copy.prepare('SELECT title FROM notes').pluck().all()).toEqual(['Kept'])
    copy.close()
  })

  it('makes no second copy of the same state', async () => {
    createNote(db, 'One')
    const first = await backUp()
    const second = await backUp()
    expect(second).toEqual({ status: 'unchanged', backup: first.backup })
    createNote(db, 'Two')
    expect((await backUp()).status).toBe('made')
    expect(findBackups(backups)).toHaveLength(2)
  })

  it('says which stored files are missing, and replaces a damaged one of its own', async () => {
    const lost = addFile('lost')
    const kept = addFile('kept')
    rmSync(new BlobStore(library).path(lost.hash, 'identity'))
    const file = new BlobStore(backups).path(kept.hash, 'identity')
    await backUp()
    // A file of its own with other bytes, as after bit rot on the backup's disk.
    rmSync(file)
    writeFileSync(file, 'KEPT')
    createNote(db, 'Something new')
    const { backup } = await backUp()
    expect(backup.files).toEqual({ count: 2, missing: 1, damaged: 0 })
    expect(readFileSync(file, 'utf8')).toBe('kept')
  })

  it('refuses to make a backup of a damaged library, and lets go of none', async () => {
    db.transaction(() => {
      for (let n = 0; n < 300; n++) createNote(db, `Note ${n} ${'long title '.repeat(20)}`)
    })()
    await backUp()
    db.close()
    damage(join(library, DATABASE_FILE), 0.5)
    await expect(backUp()).rejects.toMatchObject({ code: 'library-damaged' })
    expect(findBackups(backups)).toHaveLength(1)
    expect(readdirSync(backups).filter(name => name.endsWith('.part'))).toEqual([])
    db = openDatabase(join(root, 'other'))
  })

  it('keeps to the rotation, with every stored file that a kept backup needs and no other', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    const start = Date.parse('2026-11-01T12:00:00Z')
    const gone = addFile('only on the second day')
    for (let day = 1; day <= 40; day++) {
      vi.setSystemTime(start + day * DAY_MS)
      if (day === 3) db.prepare('DELETE FROM blobs WHERE hash = ?').run(gone.hash)
      if (day === 4) addFile('from the fourth day on')
      createNote(db, `Day ${day}`)
      await backUp()
    }
    const kept = findBackups(backups).map(({ record }) => record.id.slice(0, 10))
    // 7 days, the Sundays of the three weeks before, and the last of November and of December.
    expect(kept).toEqual([
      '2026-12-11',
      '2026-12-10',
      '2026-12-09',
      '2026-12-08',
      '2026-12-07',
      '2026-12-06',
      '2026-12-05',
      '2026-11-30',
      '2026-11-29',
      '2026-11-22',
    ])
    const shelves = readdirSync(join(backups, 'blobs')).flatMap(shelf => readdirSync(join(backups, 'blobs', shelf)))
    expect(shelves).toHaveLength(1)
    expect(shelves).not.toContain(gone.hash)
  }, 60_000)

  it('leaves the backups of another library in the same folder alone', async () => {
    createNote(db, 'Theirs')
    const theirs = await backUp('theirs')
    const blob = addFile('mine')
    await backUp('mine')
    expect(findBackups(backups, 'theirs').map(({ record }) => record.id)).toEqual([theirs.backup.id])
    expect(findBackup('latest', backups, 'mine').record.files.count).toBe(1)
    expect(existsSync(new BlobStore(backups).path(blob.hash, 'identity'))).toBe(true)
  })
})

/** Overwrites four pages of a file from a share of its length on. */
function damage(file: string, share: number): void {
  const bytes = readFileSync(file)
  const start = Math.floor((statSync(file).size * share) / 4_096) * 4_096
  bytes.fill(0xa5, start, start + 4 * 4_096)
  writeFileSync(file, bytes)
}
