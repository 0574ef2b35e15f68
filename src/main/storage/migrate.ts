import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { AppError } from '../../shared/rpc/result.ts'
import { MIGRATIONS, SCHEMA_VERSION } from '../migrations/all-migrations.ts'

function versionOf(db: Database): number {
  return Number(db.pragma('user_version', { simple: true }))
}

/** Copies the database beside itself before it is changed. `VACUUM INTO` reads through the WAL, a file copy would not. */
function copyBeforeMigrating(db: Database, folder: string, version: number): void {
  const backups = join(folder, 'backups')
  mkdirSync(backups, { recursive: true })
  const stamp = new Date().toISOString().replaceAll(/[:.]/g, '-')
  const file = join(backups, `before-migration-from-${version}-${stamp}.db`)
  if (!existsSync(file)) db.prepare('VACUUM INTO ?').run(file)
}

/**
 * Brings a database to `target` (the program's own version unless a test asks for less), in one transaction, after a copy.
 * Errors: `library-from-future` when a newer program wrote it.
 */
export function migrate(db: Database, folder: string, target = SCHEMA_VERSION): void {
  const from = versionOf(db)
  if (from > SCHEMA_VERSION) {
    throw new AppError(
      'library-from-future',
      `The library in ${folder} was written by a newer Commonplace (format ${from}; this one knows up to ${SCHEMA_VERSION}). Nothing was changed. Update Commonplace to open it.`,
    )
  }
  if (from >= target) return
  if (from > 0) copyBeforeMigrating(db, folder, from)
  db.transaction(() => {
    // Another process may have migrated between the check above and this lock.
    for (let version = versionOf(db); version < target; version++) {
      MIGRATIONS[version]?.(db)
      db.pragma(`user_version = ${version + 1}`)
    }
  }).immediate()
}
