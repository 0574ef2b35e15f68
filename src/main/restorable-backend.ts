import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { contract } from '../shared/contract/index.ts'
import { AppError, fail, ok, type Result, toFailure } from '../shared/rpc/result.ts'
import type { ChangeEvent } from '../shared/rpc/topics.ts'
import { type OpenLibrary, openBackend } from './backend.ts'
import { findBackup } from './backup/backup-folder.ts'
import { listBackups } from './backup/backup-service.ts'
import { backupFolderOf, readBackupSettings } from './backup/backup-settings.ts'
import { runInThread } from './backup/run-in-thread.ts'
import { INCOMING, swapIn } from './backup/swap-library.ts'
import { sendRenderer } from './http/library-files.ts'
import type { Backend, BackendOptions } from './rpc/backend-types.ts'

/**
 * A backend whose library can be replaced while the window stays open: by a backup, or by what could be salvaged. A
 * damaged library does not keep the window from opening: it is told `library-damaged`, and can ask for either.
 * Errors: those of `openBackend` except `library-damaged`.
 */
export async function openRestorableBackend(options: BackendOptions): Promise<Backend> {
  const backend = new RestorableBackend(options)
  await backend.open()
  return backend
}

class RestorableBackend implements Backend {
  readonly #options: BackendOptions
  readonly #listeners = new Set<(event: ChangeEvent) => void>()
  #library: OpenLibrary | undefined
  /** Why there is no library. */
  #damage: AppError | undefined
  /** Everybody who asks while the library is being replaced waits for this. */
  #replacing: Promise<unknown> = Promise.resolve()
  constructor(options: BackendOptions) {
    this.#options = options
  }

  async open(): Promise<void> {
    try {
      this.#library = await openBackend(this.#options)
      this.#damage = undefined
      this.#library.onChanged(event => this.#tell(event))
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'library-damaged') throw error
      this.#damage = error
    }
  }

  async call(method: string, input: unknown): Promise<Result<unknown>> {
    if (method === 'backup.restore') return this.#replace(method, input, given => this.#prepareRestore(given))
    if (method === 'backup.salvage') return this.#replace(method, input, () => this.#prepareSalvage())
    await this.#replacing
    if (this.#library) return this.#library.call(method, input)
    if (method === 'backup.list') return ok(listBackups(this.#options.libraryFolder))
    return fail(this.#damage)
  }

  async fetch(request: Request): Promise<Response> {
    await this.#replacing
    if (this.#library) return this.#library.fetch(request)
    return sendRenderer(request, this.#options.rendererFolder)
  }

  onChanged(listener: (event: ChangeEvent) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  async close(): Promise<void> {
    await this.#replacing
    await this.#library?.close()
  }

  #tell(event: ChangeEvent): void {
    for (const listener of this.#listeners) listener(event)
  }

  /** One replacement at a time: prepared beside the open library, then closed, exchanged and opened again. */
  async #replace<T extends object>(
    method: 'backup.restore' | 'backup.salvage',
    input: unknown,
    prepare: (input: { id: string }) => Promise<T>,
  ): Promise<Result<unknown>> {
    const parsed = contract[method].input.safeParse(input)
    if (!parsed.success) return fail(new AppError('invalid-input', `${method} needs to be told which backup.`))
    const before = this.#replacing
    const work = before.then(async () => {
      const prepared = await prepare(parsed.data as { id: string })
      return { ...prepared, keptIn: await this.#exchange() }
    })
    this.#replacing = work.catch(() => undefined)
    try {
      const value = await work
      this.#tell({ topics: [...contract[method].changes] })
      return ok(value)
    } catch (error) {
      return fail(error)
    }
  }

  async #prepareRestore({ id }: { id: string }) {
    const { libraryFolder } = this.#options
    const settings = readBackupSettings(libraryFolder)
    const { path } = findBackup(id, backupFolderOf(libraryFolder, settings), settings.libraryId)
    // A second way back; the database itself is kept in any case.
    await this.#library?.backups.run('before-restore').catch(() => undefined)
    return runInThread('prepareRestore', { path, libraryFolder })
  }

  async #prepareSalvage() {
    const { libraryFolder } = this.#options
    if (this.#library) throw new AppError('conflict', 'The library can be read: there is nothing to salvage.')
    const to = join(libraryFolder, INCOMING)
    rmSync(to, { recursive: true, force: true })
    const leftoversFile = join(libraryFolder, `salvage-leftovers-${Date.now()}.jsonl`)
    return runInThread('salvage', { libraryFolder, to, leftoversFile, copyFiles: false })
  }

  async #exchange(): Promise<string | null> {
    const { libraryFolder } = this.#options
    await this.#library?.close()
    this.#library = undefined
    this.#damage = new AppError('library-damaged', 'The library is being replaced.')
    try {
      await runInThread('assertNobodyUses', libraryFolder)
      return await swapIn(libraryFolder)
    } finally {
      await this.open().catch(error => {
        this.#damage = new AppError('library-damaged', toFailure(error).message)
      })
    }
  }
}
