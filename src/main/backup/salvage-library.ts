import { closeSync, existsSync, openSync, readdirSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { SalvageReport } from '../../shared/contract/backup.ts'
import { AppError } from '../../shared/rpc/result.ts'
import { SCHEMA_VERSION } from '../migrations/all-migrations.ts'
import { listBlobs } from '../storage/blob-rows.ts'
import { migrate } from '../storage/migrate.ts'
import { APPLICATION_ID, DATABASE_FILE, openDatabase } from '../storage/open-database.ts'
import { bringFiles } from './copy-files.ts'
import { makeSelfContained } from './read-copy.ts'
import { indexEverything, settleBlobs, settleReferences } from './salvage-repair.ts'
import { type Row, readRows } from './salvage-rows.ts'

export interface SalvageTask {
  libraryFolder: string
  /** Folder of the new library; holds none yet. */
  to: string
  /** Takes the rows that could be read but not placed; made only when there are any. */
  leftoversFile: string
  /** Whether the stored files are copied too, or stay where they are. */
  copyFiles: boolean
}

/**
 * Copies every row that can still be read of a damaged library into a new one, rebuilds what can be derived (records of
 * stored files, search index), and tells what was lost. The damaged library is only read.
 * Errors: `library-damaged` when not even its first page can be read; `conflict` when `to` holds a library.
 */
export function salvageLibrary(task: SalvageTask): SalvageReport {
  if (existsSync(join(task.to, DATABASE_FILE)))
    throw new AppError('conflict', `${task.to} holds a library already. Choose an empty folder.`)
  const damaged = openDamaged(task.libraryFolder)
  const leftovers = new Leftovers(task.leftoversFile)
  try {
    const version = Number(damaged.pragma('user_version', { simple: true }))
    const fresh = newDatabase(task.to, version)
    const tables = copyTables(damaged, fresh, leftovers)
    settleBlobs(fresh, task.libraryFolder)
    let homeless = 0
    settleReferences(fresh, (table, row) => {
      leftovers.write(table, row)
      homeless += 1
    })
    fresh.close()
    const missingFiles = finish(task)
    return { tables, leftovers: homeless, leftoversFile: leftovers.file, missingFiles }
  } finally {
    damaged.close()
    leftovers.close()
  }
}

function openDamaged(libraryFolder: string): Database.Database {
  const file = join(libraryFolder, DATABASE_FILE)
  let db: Database.Database | undefined
  try {
    db = new Database(file, { readonly: true, fileMustExist: true })
    // Rows are checked one by one; a broken page elsewhere must not stop the reading.
    db.pragma('cell_size_check = ON')
    db.prepare('SELECT count(*) FROM sqlite_schema').get()
    const version = Number(db.pragma('user_version', { simple: true }))
    if (version < 1 || version > SCHEMA_VERSION) throw new Error(`unknown format ${version}`)
    return db
  } catch (error) {
    db?.close()
    throw new AppError(
      'library-damaged',
      `Nothing of ${file} can be read: its first page is gone. Open a backup; the stored pages and images are still in ${join(libraryFolder, 'blobs')}.`,
      { cause: error },
    )
  }
}

/** An empty database of the damaged one's own format, so that the rows fit; it is brought up to date afterwards. */
function newDatabase(folder: string, version: number): Database.Database {
  openDatabase(folder).close()
  for (const name of readdirSync(folder)) if (name.startsWith(DATABASE_FILE)) rmSync(join(folder, name))
  const db = new Database(join(folder, DATABASE_FILE))
  db.pragma(`application_id = ${APPLICATION_ID}`)
  db.pragma('foreign_keys = OFF')
  migrate(db, folder, version)
  return db
}

function tablesOf(db: Database.Database): string[] {
  const names = db
    .prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'")
    .pluck()
    .all() as string[]
  return names.filter(name => !name.includes('_fts') && name !== 'search_items')
}

function copyTables(from: Database.Database, to: Database.Database, leftovers: Leftovers): SalvageReport['tables'] {
  return tablesOf(to).map(table =>
    to.transaction(() => {
      const columns = to.prepare('SELECT name, pk FROM pragma_table_info(?)').all(table) as {
        name: string
        pk: number
      }[]
      const keys = columns.filter(({ pk }) => pk > 0).toSorted((a, b) => a.pk - b.pk)
      const insert = to.prepare(
        `INSERT INTO ${table} (${columns.map(({ name }) => name).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
      )
      let saved = 0
      const unfit: string[] = []
      const { lostIds } = readRows(
        from,
        table,
        keys.map(({ name }) => name),
        row => {
          try {
            assertReadable(row)
            insert.run(columns.map(({ name }) => row[name]))
            saved += 1
          } catch {
            // Damage within a row shows as a value of the wrong kind; what is legible of it is kept for a person to read.
            leftovers.write(table, row)
            unfit.push(keys.map(({ name }) => String(row[name])).join('/'))
          }
        },
      )
      return { table, saved, lost: lostIds.length + unfit.length, lostIds: [...lostIds, ...unfit] }
    })(),
  )
}

function assertReadable(row: Row): void {
  for (const [name, value] of Object.entries(row)) {
    if (name.endsWith('_json') && typeof value === 'string') JSON.parse(value)
  }
}

function finish({ to, libraryFolder, copyFiles }: SalvageTask): number {
  const db = openDatabase(to)
  const named = listBlobs(db)
  try {
    db.transaction(() => indexEverything(db))()
  } finally {
    db.close()
  }
  makeSelfContained(join(to, DATABASE_FILE))
  return bringFiles(named, [libraryFolder], copyFiles ? to : libraryFolder, 'copy').missing.length
}

/** Rows that could be read and not placed, one line of JSON each. */
class Leftovers {
  readonly #path: string
  #handle: number | undefined
  constructor(path: string) {
    this.#path = path
  }

  get file(): string | null {
    return this.#handle === undefined ? null : this.#path
  }

  write(table: string, row: Row): void {
    this.#handle ??= openSync(this.#path, 'w')
    writeSync(this.#handle, `${JSON.stringify({ table, row })}\n`)
  }

  close(): void {
    if (this.#handle !== undefined) closeSync(this.#handle)
  }
}
