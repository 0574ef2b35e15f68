import type { Database } from 'better-sqlite3'
import { AppError } from '../../shared/rpc/result.ts'
import { MIGRATIONS, SCHEMA_VERSION } from '../migrations/all-migrations.ts'

function versionOf(db: Database): number {
  return Number(db.pragma('user_version', { simple: true }))
}

/**
 * Brings a database to `target` (the program's own version unless less is asked for), in one transaction. Whoever opens a
 * library makes a backup first.
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
  db.transaction(() => {
    // Another process may have migrated between the check above and this lock.
    for (let version = versionOf(db); version < target; version++) {
      MIGRATIONS[version]?.(db)
      db.pragma(`user_version = ${version + 1}`)
    }
  }).immediate()
}
