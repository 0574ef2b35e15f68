import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import Database from 'better-sqlite3'
import { AppError } from '../../shared/rpc/result.ts'
import { flushFolder, replaceFile } from '../storage/durable-files.ts'
import { DATABASE_FILE } from '../storage/open-database.ts'
import { withFolderLock } from './folder-lock.ts'

export const SET_ASIDE = 'set-aside'
/** Where a database is prepared that is to take the place of the library's. */
export const INCOMING = 'incoming'
const MARKER = 'swap.json'
const BUSY_TIMEOUT_MS = 2_000

/** Logs go with their database: beside another they would be taken for that one’s. */
const DATABASE_FILES = [`${DATABASE_FILE}-wal`, `${DATABASE_FILE}-shm`, `${DATABASE_FILE}-journal`, DATABASE_FILE]

/**
 * Errors: `library-locked` when another process has the library open. A damaged library cannot be asked, and passes.
 * Leaves the database as one file, without a write-ahead log.
 */
export function assertNobodyUses(libraryFolder: string): void {
  const file = join(libraryFolder, DATABASE_FILE)
  if (!existsSync(file)) return
  let db: Database.Database | undefined
  try {
    db = new Database(file, { timeout: BUSY_TIMEOUT_MS })
    // Leaving WAL mode needs the database for oneself: it fails while anybody else has it open.
    db.pragma('journal_mode = DELETE')
  } catch (error) {
    if (!(error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY'))) return
    throw new AppError(
      'library-locked',
      `Another program is using the library in ${libraryFolder}. Close it and try again.`,
      { cause: error },
    )
  } finally {
    db?.close()
  }
}

/**
 * Puts `incoming/library.db` in the place of the library's database, which is moved to a folder of its own. A crash in
 * between is finished by the next start. Returns that folder, or null when there was no database to keep.
 */
export async function swapIn(libraryFolder: string): Promise<string | null> {
  const stamp = new Date().toISOString().replaceAll(/[:.]/g, '-')
  const had = existsSync(join(libraryFolder, DATABASE_FILE))
  replaceFile(join(libraryFolder, MARKER), JSON.stringify({ setAside: stamp }))
  await finishSwap(libraryFolder)
  return had ? join(libraryFolder, SET_ASIDE, stamp) : null
}

/** Finishes a swap that was cut short; does nothing when there is none. */
export async function finishSwap(libraryFolder: string): Promise<void> {
  const marker = join(libraryFolder, MARKER)
  if (!existsSync(marker)) return
  await withFolderLock(libraryFolder, async () => {
    if (!existsSync(marker)) return
    const incoming = join(libraryFolder, INCOMING, DATABASE_FILE)
    const { setAside } = JSON.parse(readFileSync(marker, 'utf8')) as { setAside: string }
    if (existsSync(incoming)) {
      moveDatabase(libraryFolder, join(libraryFolder, SET_ASIDE, basename(setAside)))
      renameSync(incoming, join(libraryFolder, DATABASE_FILE))
      flushFolder(libraryFolder)
    }
    rmSync(marker)
    rmSync(join(libraryFolder, INCOMING), { recursive: true, force: true })
  })
}

function moveDatabase(from: string, to: string): void {
  for (const name of DATABASE_FILES) {
    if (!existsSync(join(from, name))) continue
    mkdirSync(to, { recursive: true })
    renameSync(join(from, name), join(to, name))
  }
}
