import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { AppError } from '../../shared/rpc/result.ts'
import { migrate } from './migrate.ts'
import { toLibraryError } from './storage-errors.ts'

const BUSY_TIMEOUT_MS = 5_000
const CACHE_KIB = 65_536
const MMAP_BYTES = 1_073_741_824
const CHECKPOINT_PAGES = 500

export const DATABASE_FILE = 'library.db'

/** "CMPL": marks the file as a Commonplace library for `file(1)` and for us. */
export const APPLICATION_ID = 0x434d504c

/** Step by step: Node's recursive mkdir never returns where a parent accepts no folders (as in /proc). */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return
  makeFolder(dirname(folder))
  mkdirSync(folder)
}

function prepareFolder(folder: string): void {
  try {
    makeFolder(folder)
  } catch (error) {
    throw new AppError(
      'library-read-only',
      `The library folder ${folder} could not be made. Choose another folder with --library.`,
      {
        cause: error,
      },
    )
  }
  if (!statSync(folder).isDirectory()) {
    throw new AppError('library-read-only', `${folder} is a file, not a folder. Choose another folder with --library.`)
  }
  try {
    accessSync(folder, constants.W_OK)
  } catch (error) {
    throw new AppError(
      'library-read-only',
      `Commonplace may not write in ${folder}. Make the folder writable, or choose another with --library.`,
      { cause: error },
    )
  }
}

/**
 * The settings hold for one connection, not for the file: every open sets them anew. In particular a reopened WAL
 * database falls back to synchronous NORMAL, which loses acknowledged changes in a power cut.
 */
function configure(db: Database.Database): void {
  db.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`)
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.pragma('fullfsync = ON')
  db.pragma('foreign_keys = ON')
  db.pragma(`cache_size = -${CACHE_KIB}`)
  db.pragma(`mmap_size = ${MMAP_BYTES}`)
  db.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`)
  db.pragma('trusted_schema = OFF')
}

function assertOurs(db: Database.Database, file: string): void {
  const id = Number(db.pragma('application_id', { simple: true }))
  const version = Number(db.pragma('user_version', { simple: true }))
  const isEmpty = db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() === 0
  if (id === APPLICATION_ID) return
  if (isEmpty && id === 0 && version === 0) {
    db.pragma(`application_id = ${APPLICATION_ID}`)
    return
  }
  throw new AppError('library-damaged', `${file} is not a Commonplace library. Choose another folder with --library.`)
}

/**
 * Opens (and makes, and migrates) the library's database in `folder`.
 * Errors: `library-read-only`, `library-locked`, `library-damaged`, `library-from-future`, `disk-full`.
 */
export function openDatabase(folder: string): Database.Database {
  prepareFolder(folder)
  const file = join(folder, DATABASE_FILE)
  const isNew = !existsSync(file)
  let db: Database.Database | undefined
  try {
    db = new Database(file)
    configure(db)
    assertOurs(db, file)
    migrate(db, folder)
    if (!isNew) db.prepare('SELECT id FROM sources LIMIT 1').get()
    return db
  } catch (error) {
    db?.close()
    throw toLibraryError(error, folder)
  }
}
