import { z } from 'zod'
import { method } from '../rpc/contract.ts'
import { Timestamp } from './ids.ts'

export const BackupKind = z.enum(['automatic', 'manual', 'before-import', 'before-migration', 'before-restore'])
export type BackupKind = z.infer<typeof BackupKind>

/** One kept copy of the library: its database whole, its stored files by their hashes. */
export const Backup = z.object({
  /** Its name: the UTC time it was made. */
  id: z.string(),
  kind: BackupKind,
  createdAt: Timestamp,
  appVersion: z.string(),
  schemaVersion: z.number().int(),
  databaseBytes: z.number().int(),
  items: z.object({
    sources: z.number().int(),
    notes: z.number().int(),
    annotations: z.number().int(),
    reports: z.number().int(),
  }),
  /** Stored files (originals of pages, images): how many it names, how many were not to be found, how many were damaged. */
  files: z.object({ count: z.number().int(), missing: z.number().int(), damaged: z.number().int() }),
  /** When the copy was read back and found sound, and how many of its stored files were hashed anew then. */
  verified: z.object({ at: Timestamp, filesHashed: z.number().int() }),
})
export type Backup = z.infer<typeof Backup>

export const BackupStatus = z.object({
  folder: z.string(),
  /** Whether the folder is the usual one, inside the library's. */
  isUsualFolder: z.boolean(),
  automatic: z.boolean(),
  running: z.boolean(),
  newest: Backup.nullable(),
  /** Why the last attempt failed; null when it did not. */
  problem: z.string().nullable(),
})
export type BackupStatus = z.infer<typeof BackupStatus>

export const BackupOutcome = z.object({
  /** `unchanged`: the newest backup holds just this state already, and was checked again. */
  status: z.enum(['made', 'unchanged']),
  backup: Backup,
})
export type BackupOutcome = z.infer<typeof BackupOutcome>

export const RestoreOutcome = z.object({
  backup: Backup,
  /** Folder in which the database that was replaced is kept; null where there was none. */
  keptIn: z.string().nullable(),
  /** Stored files that neither the backup nor the library had. */
  missingFiles: z.number().int(),
})
export type RestoreOutcome = z.infer<typeof RestoreOutcome>

export const SalvageReport = z.object({
  tables: z.array(
    z.object({ table: z.string(), saved: z.number().int(), lost: z.number().int(), lostIds: z.array(z.string()) }),
  ),
  /** Rows that were readable but whose source or note was not; each is a line of JSON in `leftoversFile`. */
  leftovers: z.number().int(),
  leftoversFile: z.string().nullable(),
  /** Stored files that the saved rows name and that are not there. */
  missingFiles: z.number().int(),
})
export type SalvageReport = z.infer<typeof SalvageReport>

const ALL_TOPICS = ['settings', 'library', 'clipping', 'annotations', 'notes', 'search', 'reports', 'backup'] as const

export const backupContract = {
  'backup.status': method('Where backups go, whether they are made by themselves, and how the last one went.', {
    input: z.object({}),
    output: BackupStatus,
  }),
  'backup.configure': method(
    'Chooses the folder of the backups (null: the usual one) and whether they are automatic.',
    {
      input: z.object({
        folder: z.string().min(1).max(4_000).nullable().optional(),
        automatic: z.boolean().optional(),
      }),
      output: BackupStatus,
      changes: ['backup'],
    },
  ),
  'backup.list': method('The backups of this library, newest first.', {
    input: z.object({}),
    output: z.array(Backup),
  }),
  'backup.run': method('Makes a backup now, unless the newest holds the same state.', {
    input: z.object({}),
    output: BackupOutcome,
    changes: ['backup'],
  }),
  'backup.restore': method('Opens a backup in place of the library, which is set aside, not deleted.', {
    input: z.object({ id: z.string().min(1).max(100) }),
    output: RestoreOutcome,
    changes: ALL_TOPICS,
  }),
  'backup.salvage': method(
    'Copies what can be read of a damaged library into a new one that takes its place; the damaged one is set aside.',
    {
      input: z.object({}),
      output: SalvageReport.extend({ keptIn: z.string().nullable() }),
      changes: ALL_TOPICS,
    },
  ),
}
