import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { flushFolder } from '../storage/durable-files.ts'
import { DATABASE_FILE } from '../storage/open-database.ts'
import { storedFiles } from './copy-files.ts'
import { hashesNamed } from './read-copy.ts'
import { SET_ASIDE } from './swap-library.ts'

export const QUARANTINE = 'quarantine'
const BUSY_TIMEOUT_MS = 5_000
const DAY_MS = 86_400_000
/** A clip that is being stored has its files on disk a moment before its rows; nothing takes a day. */
const LEFT_BEHIND_AFTER_MS = DAY_MS
const QUARANTINED_FOR_MS = 30 * DAY_MS

/** Stored files that no row names: a crash came between writing them and the commit. Whatever their age. */
export function findLeftBehind(libraryFolder: string, named: ReadonlySet<string>): string[] {
  return [...storedFiles(libraryFolder)]
    .filter(({ hash }) => hash === undefined || !named.has(hash))
    .map(({ file }) => file)
}

export interface CleanedFiles {
  movedAside: number
  broughtBack: number
  deleted: number
}

/**
 * Moves stored files that no row names, and that are older than a day, into `quarantine/`; deletes what has lain there
 * for 30 days, and brings back what a row names after all. Half-written files older than a day are deleted.
 */
export function cleanLeftBehind({ libraryFolder }: { libraryFolder: string }, now = Date.now()): CleanedFiles {
  const db = new Database(join(libraryFolder, DATABASE_FILE), { fileMustExist: true, timeout: BUSY_TIMEOUT_MS })
  try {
    const broughtBack = bringBack(db, libraryFolder)
    const kept = namedBySetAside(libraryFolder)
    const movedAside = kept ? moveAside(db, libraryFolder, kept, now) : 0
    return { movedAside, broughtBack, deleted: deleteOld(libraryFolder, now) }
  } finally {
    db.close()
  }
}

const isNamed = (db: Database.Database, hash: string) =>
  db.prepare('SELECT 1 FROM blobs WHERE hash = ?').get(hash) !== undefined
const ageOf = (file: string, now: number) => now - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? now)

/** Hashes that libraries set aside by a restore still name; null when one cannot be read, and then nothing is moved. */
function namedBySetAside(libraryFolder: string): Set<string> | null {
  const root = join(libraryFolder, SET_ASIDE)
  const named = new Set<string>()
  if (!existsSync(root)) return named
  for (const name of readdirSync(root)) {
    const file = join(root, name, DATABASE_FILE)
    try {
      if (existsSync(file)) for (const hash of hashesNamed(file)) named.add(hash)
    } catch {
      return null
    }
  }
  return named
}

function moveAside(db: Database.Database, libraryFolder: string, kept: ReadonlySet<string>, now: number): number {
  const named = new Set(db.prepare('SELECT hash FROM blobs').pluck().all() as string[])
  let moved = 0
  for (const { file, hash } of storedFiles(libraryFolder)) {
    if (hash !== undefined && (named.has(hash) || kept.has(hash))) continue
    if (ageOf(file, now) < LEFT_BEHIND_AFTER_MS) continue
    if (hash === undefined) {
      if (file.endsWith('.part')) rmSync(file, { force: true })
    } else if (quarantine(db, libraryFolder, file, hash, now)) moved += 1
  }
  return moved
}

/** With the database locked for writing, so that no commit can name the file between the question and the move. */
function quarantine(db: Database.Database, libraryFolder: string, file: string, hash: string, now: number): boolean {
  return db
    .transaction(() => {
      // Storing the same bytes again renews the file's time.
      if (isNamed(db, hash) || ageOf(file, now) < LEFT_BEHIND_AFTER_MS) return false
      const folder = join(libraryFolder, QUARANTINE, hash.slice(0, 2))
      mkdirSync(folder, { recursive: true })
      const aside = join(folder, basename(file))
      renameSync(file, aside)
      utimesSync(aside, now / 1_000, now / 1_000)
      return true
    })
    .immediate()
}

function* quarantined(libraryFolder: string): Generator<{ file: string; hash: string }> {
  const root = join(libraryFolder, QUARANTINE)
  if (!existsSync(root)) return
  for (const shelf of readdirSync(root)) {
    for (const name of readdirSync(join(root, shelf))) yield { file: join(root, shelf, name), hash: name.slice(0, 64) }
  }
}

function bringBack(db: Database.Database, libraryFolder: string): number {
  let count = 0
  for (const { file, hash } of quarantined(libraryFolder)) {
    if (!isNamed(db, hash)) continue
    const home = join(libraryFolder, 'blobs', hash.slice(0, 2), basename(file))
    if (existsSync(home)) continue
    mkdirSync(dirname(home), { recursive: true })
    renameSync(file, home)
    flushFolder(dirname(home))
    count += 1
  }
  return count
}

function deleteOld(libraryFolder: string, now: number): number {
  let count = 0
  for (const { file } of quarantined(libraryFolder)) {
    if (ageOf(file, now) < QUARANTINED_FOR_MS) continue
    rmSync(file, { force: true })
    count += 1
  }
  return count
}
