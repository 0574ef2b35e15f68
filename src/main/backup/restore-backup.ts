import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { RestoreOutcome } from '../../shared/contract/backup.ts'
import { AppError } from '../../shared/rpc/result.ts'
import { SCHEMA_VERSION } from '../migrations/all-migrations.ts'
import { DATABASE_FILE } from '../storage/open-database.ts'
import { toLibraryError } from '../storage/storage-errors.ts'
import { readBackupAt, toBackup } from './backup-folder.ts'
import { bringFiles, copyDurably } from './copy-files.ts'
import { assertSound, hashFile, readContents } from './read-copy.ts'
import { INCOMING } from './swap-library.ts'

export interface RestoreTask {
  /** The folder of the backup. */
  path: string
  libraryFolder: string
}

/**
 * Checks a backup, copies its database to `incoming/` of a library folder and its stored files among that library's:
 * nothing that was there is changed. `swapIn` does the rest.
 * Errors: `not-found`, `library-damaged` when the backup is not what was written, `library-from-future`, `disk-full`.
 */
export function prepareRestore({ path, libraryFolder }: RestoreTask): Omit<RestoreOutcome, 'keptIn'> {
  const found = readBackupAt(path)
  const database = join(path, DATABASE_FILE)
  if (!found || !existsSync(database)) throw new AppError('not-found', `There is no backup in ${path}.`)
  if (found.record.schemaVersion > SCHEMA_VERSION) {
    throw new AppError(
      'library-from-future',
      `The backup ${found.record.id} was made by a newer Commonplace (${found.record.appVersion}). Update Commonplace to open it.`,
    )
  }
  if (hashFile(database) !== found.record.databaseSha256) {
    throw new AppError(
      'library-damaged',
      `The backup ${found.record.id} has changed since it was made and was not opened. Choose another.`,
    )
  }
  try {
    assertSound(database)
    const incoming = join(libraryFolder, INCOMING)
    rmSync(incoming, { recursive: true, force: true })
    copyDurably(database, join(incoming, DATABASE_FILE))
    const { missing } = bringFiles(readContents(database).blobs, [found.folder], libraryFolder, 'copy')
    return { backup: toBackup(found.record), missingFiles: missing.length }
  } catch (error) {
    throw toLibraryError(error, libraryFolder)
  }
}
