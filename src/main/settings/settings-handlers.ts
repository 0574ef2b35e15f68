import type { Database } from 'better-sqlite3'
import type { settingsContract } from '../../shared/contract/settings.ts'
import type { Handlers } from '../../shared/rpc/contract.ts'
import { SCHEMA_VERSION } from '../migrations/all-migrations.ts'
import { getSettings, updateSettings } from './settings-store.ts'

export function settingsHandlers(
  db: Database,
  about: { appVersion: string; libraryFolder: string },
): Handlers<typeof settingsContract> {
  return {
    'settings.get': () => getSettings(db),
    'settings.update': patch => updateSettings(db, patch),
    'settings.about': () => ({ ...about, schemaVersion: SCHEMA_VERSION }),
  }
}
