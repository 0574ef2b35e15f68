import { statSync } from 'node:fs'
import { isAbsolute } from 'node:path'
import type { Database } from 'better-sqlite3'
import type { settingsContract } from '../../shared/contract/settings.ts'
import type { Handlers } from '../../shared/rpc/contract.ts'
import { AppError } from '../../shared/rpc/result.ts'
import { SCHEMA_VERSION } from '../migrations/all-migrations.ts'
import { getSettings, updateSettings } from './settings-store.ts'

export function settingsHandlers(
  db: Database,
  about: { appVersion: string; libraryFolder: string },
): Handlers<typeof settingsContract> {
  return {
    'settings.get': () => getSettings(db),
    'settings.update': patch => {
      if (patch.watchFolder) assertFolder(patch.watchFolder)
      return updateSettings(db, patch)
    },
    'settings.about': () => ({ ...about, schemaVersion: SCHEMA_VERSION }),
  }
}

/** A folder on a drive that comes later is not refused once it was chosen; a misspelt one is, when it is chosen. */
function assertFolder(folder: string): void {
  if (!isAbsolute(folder))
    throw new AppError('invalid-input', `“${folder}” is not a whole path. Give one that begins at the root.`)
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new AppError('invalid-input', `There is no folder at ${folder}. Make it first, or correct the path.`)
}
