import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { replaceFile } from '../storage/durable-files.ts'

const FILE = 'backup-settings.json'
export const USUAL_FOLDER = 'backups'

const BackupSettings = z.object({
  /** Tells the backups of this library from those of another in the same folder. */
  libraryId: z.string(),
  automatic: z.boolean().default(true),
  folder: z.string().nullable().default(null),
  /** When the state was last found to be backed up already. */
  lastUnchangedAt: z.number().nullable().default(null),
})
export type BackupSettings = z.infer<typeof BackupSettings>

/** Kept in a file beside the database, not in it: a damaged database must not hide where its backups are. */
export function readBackupSettings(libraryFolder: string): BackupSettings {
  try {
    return BackupSettings.parse(JSON.parse(readFileSync(join(libraryFolder, FILE), 'utf8')))
  } catch {
    return { libraryId: randomUUID(), automatic: true, folder: null, lastUnchangedAt: null }
  }
}

export function writeBackupSettings(libraryFolder: string, settings: BackupSettings): void {
  replaceFile(join(libraryFolder, FILE), `${JSON.stringify(settings, null, 2)}\n`)
}

export function backupFolderOf(libraryFolder: string, settings: BackupSettings): string {
  return settings.folder ?? join(libraryFolder, USUAL_FOLDER)
}
