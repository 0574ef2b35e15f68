import { existsSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { SCHEMA_VERSION } from '../migrations/all-migrations.ts'
import { DATABASE_FILE } from '../storage/open-database.ts'
import { settledSettings } from './backup-service.ts'
import { backupFolderOf } from './backup-settings.ts'
import { runInThread } from './run-in-thread.ts'

/** The format of the library's database, or null when there is none or it cannot be read: opening it will say why. */
function formatOf(libraryFolder: string): number | null {
  const file = join(libraryFolder, DATABASE_FILE)
  if (!existsSync(file)) return null
  try {
    const db = new Database(file, { readonly: true })
    try {
      return Number(db.pragma('user_version', { simple: true }))
    } finally {
      db.close()
    }
  } catch {
    return null
  }
}

/**
 * Makes a backup of a library that is about to be brought to this program's format.
 * Errors: those of a backup (`disk-full`, `library-damaged`): without one, nothing is changed.
 */
export async function backUpBeforeMigration(libraryFolder: string, appVersion: string): Promise<void> {
  const format = formatOf(libraryFolder)
  if (format === null || format === 0 || format >= SCHEMA_VERSION) return
  const settings = settledSettings(libraryFolder)
  const folder = backupFolderOf(libraryFolder, settings)
  const { libraryId } = settings
  await runInThread('write', { libraryFolder, libraryId, folder, kind: 'before-migration', appVersion })
}
