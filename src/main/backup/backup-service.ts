import { accessSync, constants, mkdirSync } from 'node:fs'
import { isAbsolute } from 'node:path'
import type { Backup, BackupKind, BackupOutcome, BackupStatus, backupContract } from '../../shared/contract/backup.ts'
import type { Handlers, ParsedInputOf } from '../../shared/rpc/contract.ts'
import { AppError, toFailure } from '../../shared/rpc/result.ts'
import { findBackups, toBackup } from './backup-folder.ts'
import { type BackupSettings, backupFolderOf, readBackupSettings, writeBackupSettings } from './backup-settings.ts'
import { isBackupDue } from './choose-kept.ts'
import { runInThread } from './run-in-thread.ts'

/** The start of the program goes first. */
const FIRST_LOOK_MS = 15_000
const LOOK_EVERY_MS = 3_600_000
/** This many pages or rows at once are worth a backup before they come in, unless there is a fresh one. */
const MANY_ITEMS = 100
const FRESH_MS = 10 * 60_000

interface BackupContext {
  libraryFolder: string
  appVersion: string
  /** Told when the list or the status changed by itself. */
  onChanged(): void
}

/** The backups of an open library: made when asked, once a day, and before much is changed at once. */
export class BackupService {
  readonly #context: BackupContext
  readonly #closing = new AbortController()
  #running: Promise<BackupOutcome> | undefined
  #problem: string | null = null
  #timers: NodeJS.Timeout[] = []
  constructor(context: BackupContext) {
    this.#context = context
  }

  /** Looks a moment after the start, and then every hour, whether a backup is due. */
  watch(): void {
    const look = () => void this.#lookAfter().catch(() => undefined)
    this.#timers = [setTimeout(look, FIRST_LOOK_MS).unref(), setInterval(look, LOOK_EVERY_MS).unref()]
  }

  status(): BackupStatus {
    const settings = readBackupSettings(this.#context.libraryFolder)
    return {
      folder: backupFolderOf(this.#context.libraryFolder, settings),
      isUsualFolder: settings.folder === null,
      automatic: settings.automatic,
      running: this.#running !== undefined,
      newest: this.list()[0] ?? null,
      problem: this.#problem,
    }
  }

  list(): Backup[] {
    return listBackups(this.#context.libraryFolder)
  }

  /** Errors: `invalid-input` for a folder in which nothing can be written. */
  configure({ folder, automatic }: ParsedInputOf<(typeof backupContract)['backup.configure']>): BackupStatus {
    const { libraryFolder } = this.#context
    if (folder) assertWritable(folder)
    const before = readBackupSettings(libraryFolder)
    writeBackupSettings(libraryFolder, {
      ...before,
      automatic: automatic ?? before.automatic,
      folder: folder === undefined ? before.folder : folder,
      lastUnchangedAt: folder === undefined ? before.lastUnchangedAt : null,
    })
    return this.status()
  }

  /** Makes a backup, in `folder` where one is given. One that is under way already is waited for first. */
  async run(kind: BackupKind, folder?: string): Promise<BackupOutcome> {
    await this.#running?.catch(() => undefined)
    const running = this.#write(kind, folder)
    this.#running = running
    try {
      const outcome = await running
      this.#problem = null
      return outcome
    } catch (error) {
      this.#problem = toFailure(error).message
      throw error
    } finally {
      this.#running = undefined
      this.#context.onChanged()
    }
  }

  /** A backup before many items come in at once. Never fails: what a person asked for does not wait for a full disk. */
  async beforeMany(items: number): Promise<void> {
    const { automatic } = readBackupSettings(this.#context.libraryFolder)
    if (!automatic || items < MANY_ITEMS) return
    const age = Date.now() - (this.list()[0]?.createdAt ?? 0)
    if (age >= 0 && age < FRESH_MS) return
    await this.run('before-import').catch(() => undefined)
  }

  /** A backup that is under way is dropped; the next start makes it. */
  async close(): Promise<void> {
    for (const timer of this.#timers) clearTimeout(timer)
    this.#closing.abort()
    await this.#running?.catch(() => undefined)
  }

  /** Replacing the library takes a backend that can close it: `openRestorableBackend`. */
  handlers(): Handlers<typeof backupContract> {
    const cannotReplace = () => {
      throw new AppError('unsupported', 'The library cannot be replaced from here. Use `commonplace restore`.')
    }
    return {
      'backup.status': () => this.status(),
      'backup.configure': input => this.configure(input),
      'backup.list': () => this.list(),
      'backup.run': () => this.run('manual'),
      'backup.restore': cannotReplace,
      'backup.salvage': cannotReplace,
    }
  }

  async #write(kind: BackupKind, folder?: string): Promise<BackupOutcome> {
    const { libraryFolder, appVersion } = this.#context
    const settings = settledSettings(libraryFolder)
    const task = { libraryFolder, libraryId: settings.libraryId, kind, appVersion }
    const target = folder ?? backupFolderOf(libraryFolder, settings)
    const outcome = await runInThread('write', { ...task, folder: target }, this.#closing.signal)
    if (folder === undefined && outcome.status === 'unchanged') {
      writeBackupSettings(libraryFolder, { ...readBackupSettings(libraryFolder), lastUnchangedAt: Date.now() })
    }
    return outcome
  }

  async #lookAfter(): Promise<void> {
    const { libraryFolder } = this.#context
    const settings = readBackupSettings(libraryFolder)
    const lastAt = Math.max(this.list()[0]?.createdAt ?? 0, settings.lastUnchangedAt ?? 0) || null
    if (!settings.automatic || this.#running || !isBackupDue(lastAt, Date.now())) return
    await this.run('automatic').catch(() => undefined)
    await runInThread('clean', { libraryFolder }, this.#closing.signal)
  }
}

/** The settings, with the library's id written down for good. */
export function settledSettings(libraryFolder: string): BackupSettings {
  const settings = readBackupSettings(libraryFolder)
  writeBackupSettings(libraryFolder, settings)
  return settings
}

/** The backups of a library, newest first; needs no more of the library than its folder. */
export function listBackups(libraryFolder: string): Backup[] {
  const settings = readBackupSettings(libraryFolder)
  return findBackups(backupFolderOf(libraryFolder, settings), settings.libraryId).map(({ record }) => toBackup(record))
}

function assertWritable(folder: string): void {
  if (!isAbsolute(folder))
    throw new AppError('invalid-input', `${folder} is not a whole path. Give one that begins at the root.`)
  try {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.W_OK)
  } catch (error) {
    throw new AppError(
      'invalid-input',
      `Commonplace may not write in ${folder}. Choose another folder for the backups.`,
      {
        cause: error,
      },
    )
  }
}
