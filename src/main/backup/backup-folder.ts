import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { Backup } from '../../shared/contract/backup.ts'
import { AppError } from '../../shared/rpc/result.ts'

/*
 * <folder>/2026-11-23T21-19-28-123Z/library.db    the database, whole, in one file
 * <folder>/2026-11-23T21-19-28-123Z/backup.json   what it holds and how it was verified
 * <folder>/blobs/ab/abcd…                         stored files of all the backups
 */
export const RECORD_FILE = 'backup.json'
export const UNFINISHED = '.part'

export const BackupRecord = Backup.extend({
  format: z.literal(1),
  libraryId: z.string(),
  libraryFolder: z.string(),
  databaseSha256: z.string(),
})
export type BackupRecord = z.infer<typeof BackupRecord>

export interface FoundBackup {
  record: BackupRecord
  /** The folder with its `library.db`. */
  path: string
  /** The folder of all the backups, with their `blobs`. */
  folder: string
}

/** The backup at a path, or null when there is none that this program can read. */
export function readBackupAt(path: string): FoundBackup | null {
  try {
    const record = BackupRecord.parse(JSON.parse(readFileSync(join(path, RECORD_FILE), 'utf8')))
    return { record, path, folder: join(path, '..') }
  } catch {
    return null
  }
}

/** Every finished backup in a folder, newest first; of one library where its id is given. */
export function findBackups(folder: string, libraryId?: string): FoundBackup[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true })
    .filter(entry => entry.isDirectory() && entry.name !== 'blobs' && !entry.name.endsWith(UNFINISHED))
    .map(entry => readBackupAt(join(folder, entry.name)))
    .filter(found => found !== null)
    .filter(found => libraryId === undefined || found.record.libraryId === libraryId)
    .toSorted((a, b) => b.record.createdAt - a.record.createdAt || (a.record.id < b.record.id ? 1 : -1))
}

/** A backup by its id, `latest`, or the path of its folder. Errors: `not-found`. */
export function findBackup(name: string, folder: string, libraryId?: string): FoundBackup {
  const found = findBackups(folder, libraryId)
  const named = name === 'latest' ? found[0] : found.find(each => each.record.id === name)
  const backup = named ?? (/[\\/]/.test(name) ? readBackupAt(name) : null)
  if (backup) return backup
  throw new AppError(
    'not-found',
    name === 'latest'
      ? `There is no backup of this library in ${folder}.`
      : `There is no backup called ${name} in ${folder}. \`backup list\` shows those that are there.`,
  )
}

/** What the window and the command line show of a backup. */
export function toBackup(record: BackupRecord): Backup {
  return Backup.parse(record)
}

/** A name that no backup in the folder has yet, even when the clock was set back. */
export function newBackupId(folder: string, now: number): string {
  const stamp = new Date(now).toISOString().replaceAll(/[:.]/g, '-')
  for (let n = 1; ; n++) {
    const id = n === 1 ? stamp : `${stamp}-${n}`
    if (!existsSync(join(folder, id)) && !existsSync(join(folder, id + UNFINISHED))) return id
  }
}
