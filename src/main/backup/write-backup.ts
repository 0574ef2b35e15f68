import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { BackupKind, BackupOutcome } from '../../shared/contract/backup.ts'
import { AppError } from '../../shared/rpc/result.ts'
import type { BlobRow } from '../storage/blob-rows.ts'
import { BlobStore } from '../storage/blob-store.ts'
import { flushFile, flushFolder } from '../storage/durable-files.ts'
import { DATABASE_FILE } from '../storage/open-database.ts'
import { toLibraryError } from '../storage/storage-errors.ts'
import { type BackupRecord, findBackups, newBackupId, RECORD_FILE, toBackup, UNFINISHED } from './backup-folder.ts'
import { chooseKept } from './choose-kept.ts'
import { bringFiles, isSound, removeOtherFiles, sampleOf } from './copy-files.ts'
import { withFolderLock } from './folder-lock.ts'
import { assertSound, hashesNamed, hashFile, makeSelfContained, readContents } from './read-copy.ts'

const SAMPLED_FILES = 64
const KEPT_BEFORE_RESTORES = 3
/** Left free beside the copy: SQLite's own journals, and whatever else runs on this disk. */
const SPARE_BYTES = 16 * 1024 * 1024

export interface BackupTask {
  libraryFolder: string
  libraryId: string
  /** Where all the backups lie. */
  folder: string
  kind: BackupKind
  appVersion: string
}

/**
 * Copies the library into `task.folder` and reads the copy back before it counts as a backup; then lets go of those
 * that the rotation does not keep. Runs beside the program: the database is read in one snapshot, nobody waits.
 * Errors: `library-damaged` when the copy is not sound (then no backup is let go), `disk-full`, `conflict`.
 */
export async function writeBackup(task: BackupTask): Promise<BackupOutcome> {
  try {
    mkdirSync(task.folder, { recursive: true })
    return await withFolderLock(task.folder, async () => {
      removeUnfinished(task.folder)
      try {
        const outcome = await copyLibrary(task)
        if (outcome.status === 'made') letGo(task.folder, task.libraryId)
        return outcome
      } finally {
        removeUnfinished(task.folder)
      }
    })
  } catch (error) {
    throw toLibraryError(error, task.folder)
  }
}

async function copyLibrary(task: BackupTask): Promise<BackupOutcome> {
  const now = Date.now()
  const id = newBackupId(task.folder, now)
  const path = join(task.folder, id)
  const unfinished = path + UNFINISHED
  const database = join(task.libraryFolder, DATABASE_FILE)
  assertRoom(task.folder, statSync(database).size)
  mkdirSync(unfinished)
  const copy = join(unfinished, DATABASE_FILE)
  await copyDatabase(database, copy)
  assertSound(copy)
  const contents = readContents(copy)
  const { missing } = bringFiles(contents.blobs, [task.libraryFolder], task.folder, 'link')
  const { damaged, hashed } = checkSample(contents.blobs, new Set(missing), task)
  const databaseSha256 = hashFile(copy)
  const [newest] = findBackups(task.folder, task.libraryId)
  if (newest?.record.databaseSha256 === databaseSha256) {
    return { status: 'unchanged', backup: toBackup(newest.record) }
  }
  const record: BackupRecord = {
    format: 1,
    id,
    kind: task.kind,
    createdAt: now,
    appVersion: task.appVersion,
    libraryId: task.libraryId,
    libraryFolder: task.libraryFolder,
    schemaVersion: contents.schemaVersion,
    databaseBytes: statSync(copy).size,
    databaseSha256,
    items: contents.items,
    files: { count: contents.blobs.length, missing: missing.length, damaged },
    verified: { at: Date.now(), filesHashed: hashed },
  }
  const recordFile = join(unfinished, RECORD_FILE)
  writeFileSync(recordFile, `${JSON.stringify(record, null, 2)}\n`)
  flushFile(recordFile)
  flushFile(copy)
  flushFolder(unfinished)
  renameSync(unfinished, path)
  flushFolder(task.folder)
  return { status: 'made', backup: toBackup(record) }
}

/** Holding one read snapshot keeps other connections' writes from starting the copy over. */
async function copyDatabase(from: string, to: string): Promise<void> {
  const db = new Database(from, { readonly: true, fileMustExist: true })
  try {
    db.exec('BEGIN')
    db.prepare('SELECT count(*) FROM sqlite_schema').get()
    await db.backup(to)
    db.exec('COMMIT')
  } finally {
    db.close()
  }
  makeSelfContained(to)
}

function assertRoom(folder: string, databaseBytes: number): void {
  const { bavail, bsize } = statfsSync(folder)
  if (bavail * bsize > databaseBytes + SPARE_BYTES) return
  throw new AppError(
    'disk-full',
    `The disk that holds ${folder} has no room for a backup (${Math.ceil(databaseBytes / 1_048_576)} MB). The library is as it was; free some space or choose another folder for the backups.`,
  )
}

/** A damaged file of the backup is replaced where the library's own is sound. */
function checkSample(rows: BlobRow[], missing: Set<string>, task: BackupTask): { damaged: number; hashed: number } {
  const kept = new BlobStore(task.folder)
  const sample = sampleOf(
    rows.filter(row => !missing.has(row.hash)),
    SAMPLED_FILES,
  )
  const damaged = sample.filter(row => {
    if (isSound(kept, row)) return false
    if (!isSound(new BlobStore(task.libraryFolder), row)) return true
    rmSync(kept.path(row.hash, row.encoding), { force: true })
    bringFiles([row], [task.libraryFolder], task.folder, 'copy')
    return !isSound(kept, row)
  })
  return { damaged: damaged.length, hashed: sample.length }
}

/** What a backup left that came to nothing, this one or one cut short before; the lock tells that no other is being made. */
function removeUnfinished(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (name.endsWith(UNFINISHED)) rmSync(join(folder, name), { recursive: true, force: true })
  }
}

/** Lets go of backups that the rotation does not keep, then of stored files that no remaining backup names. */
function letGo(folder: string, libraryId: string): void {
  const mine = findBackups(folder, libraryId)
  // What is made before each restore must not push out the backups that a person tries one after the other.
  const beforeRestores = mine.filter(({ record }) => record.kind === 'before-restore').slice(0, KEPT_BEFORE_RESTORES)
  const others = mine.filter(({ record }) => record.kind !== 'before-restore')
  const kept = new Set([
    ...chooseKept(others.map(({ record }) => record)),
    ...beforeRestores.map(({ record }) => record.id),
  ])
  const surplus = mine.filter(({ record }) => !kept.has(record.id))
  if (surplus.length === 0) return
  for (const { path } of surplus) {
    // Renamed first: what is cut short half way is unfinished, never a backup with holes.
    renameSync(path, path + UNFINISHED)
    rmSync(path + UNFINISHED, { recursive: true, force: true })
  }
  const needed = namesOfAll(folder)
  if (needed) removeOtherFiles(folder, needed)
}

/** Every hash that any database in the folder names, or null when one cannot be read: then no file is removed. */
function namesOfAll(folder: string): Set<string> | null {
  const needed = new Set<string>()
  for (const name of readdirSync(folder)) {
    const file = join(folder, name, DATABASE_FILE)
    if (name === 'blobs' || !existsSync(file)) continue
    try {
      for (const hash of hashesNamed(file)) needed.add(hash)
    } catch {
      return null
    }
  }
  return needed
}
