import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { SCHEMA_VERSION } from '../migrations/all-migrations.ts'
import { DATABASE_FILE, openDatabase } from './open-database.ts'

const newFolder = () => mkdtempSync(join(tmpdir(), 'commonplace-open-'))

describe('openDatabase', () => {
  it('makes a library in an empty folder, at the newest version', () => {
    const db = openDatabase(join(newFolder(), 'deeper', 'library'))
    expect(db.pragma('user_version', { simple: true })).toBe(SCHEMA_VERSION)
    db.close()
  })

  it('sets WAL, synchronous FULL and foreign keys on the first open and on every later one', () => {
    const folder = newFolder()
    for (let round = 0; round < 2; round++) {
      const db = openDatabase(folder)
      expect(db.pragma('journal_mode', { simple: true })).toBe('wal')
      expect(db.pragma('synchronous', { simple: true })).toBe(2)
      expect(db.pragma('foreign_keys', { simple: true })).toBe(1)
      db.close()
    }
  })

  it('refuses a library from the future and leaves it as it was', () => {
    const folder = newFolder()
    openDatabase(folder).close()
    const raw = new Database(join(folder, DATABASE_FILE))
    raw.pragma(`user_version = ${SCHEMA_VERSION + 1}`)
    raw.close()
    expect(() => openDatabase(folder)).toThrow(expect.objectContaining({ code: 'library-from-future' }))
    const after = new Database(join(folder, DATABASE_FILE))
    expect(after.pragma('user_version', { simple: true })).toBe(SCHEMA_VERSION + 1)
    after.close()
  })

  it('says that a damaged file is damaged', () => {
    const folder = newFolder()
    writeFileSync(join(folder, DATABASE_FILE), 'This is not a database. '.repeat(500))
    expect(() => openDatabase(folder)).toThrow(expect.objectContaining({ code: 'library-damaged' }))
  })

  it('refuses another program’s database', () => {
    const folder = newFolder()
    const other = new Database(join(folder, DATABASE_FILE))
    other.exec('CREATE TABLE recipes (name TEXT)')
    other.close()
    expect(() => openDatabase(folder)).toThrow(expect.objectContaining({ code: 'library-damaged' }))
  })

  it('says that a file is no folder', () => {
    const file = join(newFolder(), 'file')
    writeFileSync(file, '')
    expect(() => openDatabase(file)).toThrow(expect.objectContaining({ code: 'library-read-only' }))
  })

  it.skipIf(process.platform !== 'linux')('says that a folder cannot be made, instead of trying for ever', () => {
    expect(() => openDatabase('/proc/nothing/library')).toThrow(expect.objectContaining({ code: 'library-read-only' }))
  })

  it('makes no copy of an empty database: there is nothing to lose', () => {
    const folder = newFolder()
    const raw = new Database(join(folder, DATABASE_FILE))
    raw.pragma('application_id = 0x434d504c')
    raw.pragma('user_version = 0')
    raw.close()
    openDatabase(folder).close()
    expect(readdirSync(folder)).not.toContain('backups')
  })
})
