import { existsSync, readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { recordBlob } from '../storage/blob-rows.ts'
import { BlobStore } from '../storage/blob-store.ts'
import { openDatabase } from '../storage/open-database.ts'
import { openTestLibrary } from '../storage/open-test-library.ts'
import { cleanLeftBehind } from './left-behind.ts'

const DAY_MS = 86_400_000
const bytes = (text: string) => new TextEncoder().encode(text)
const makeOld = (file: string, days: number) => {
  const seconds = (Date.now() - days * DAY_MS) / 1_000
  utimesSync(file, seconds, seconds)
}

describe('cleanLeftBehind', () => {
  it('moves old files that no row names aside, and nothing else', () => {
    using library = openTestLibrary()
    const store = new BlobStore(library.folder)
    const named = store.put(bytes('named'), 'image/png')
    recordBlob(library.db, named)
    const orphan = store.put(bytes('orphan'), 'image/png')
    const fresh = store.put(bytes('being clipped now'), 'image/png')
    const half = `${store.path(orphan.hash, 'identity')}.x.part`
    writeFileSync(half, 'ha')
    for (const file of [half, store.path(named.hash, 'identity'), store.path(orphan.hash, 'identity')]) makeOld(file, 2)

    expect(cleanLeftBehind({ libraryFolder: library.folder })).toEqual({ movedAside: 1, broughtBack: 0, deleted: 0 })
    expect(existsSync(store.path(named.hash, 'identity'))).toBe(true)
    expect(existsSync(store.path(fresh.hash, 'identity'))).toBe(true)
    expect(existsSync(store.path(orphan.hash, 'identity'))).toBe(false)
    expect(existsSync(half)).toBe(false)
    expect(existsSync(join(library.folder, 'quarantine', orphan.hash.slice(0, 2), orphan.hash))).toBe(true)
  })

  it('brings back what a row names after all, and deletes the rest after 30 days', () => {
    using library = openTestLibrary()
    const store = new BlobStore(library.folder)
    const wanted = store.put(bytes('wanted after all'), 'image/png')
    const unwanted = store.put(bytes('unwanted'), 'image/png')
    for (const { hash } of [wanted, unwanted]) makeOld(store.path(hash, 'identity'), 2)
    cleanLeftBehind({ libraryFolder: library.folder })
    recordBlob(library.db, wanted)
    const now = Date.now()
    expect(cleanLeftBehind({ libraryFolder: library.folder }, now + 29 * DAY_MS)).toMatchObject({
      broughtBack: 1,
      deleted: 0,
    })
    expect(store.read(wanted.hash, 'identity')).toEqual(bytes('wanted after all'))
    expect(cleanLeftBehind({ libraryFolder: library.folder }, now + 31 * DAY_MS)).toMatchObject({ deleted: 1 })
  })

  it('keeps what a library that was set aside names, and moves nothing while one cannot be read', () => {
    using library = openTestLibrary()
    const store = new BlobStore(library.folder)
    const old = store.put(bytes('of the library before'), 'image/png')
    makeOld(store.path(old.hash, 'identity'), 2)
    const before = join(library.folder, 'set-aside', 'then')
    const db = openDatabase(before)
    recordBlob(db, old)
    db.close()
    expect(cleanLeftBehind({ libraryFolder: library.folder }).movedAside).toBe(0)
    writeFileSync(join(before, 'library.db'), 'no database')
    expect(cleanLeftBehind({ libraryFolder: library.folder }).movedAside).toBe(0)
    expect(readdirSync(library.folder)).not.toContain('quarantine')
  })
})
