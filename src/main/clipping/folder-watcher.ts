import { type FSWatcher, watch } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import type { Store } from '../storage/store-client.ts'
import { type GivenFile, groupPages, type PageFile } from './page-files.ts'
import type { WatchedFile } from './watched-files.ts'

export interface WatchTimes {
  /** A page is whole when it and its files have not changed for so long. */
  settleMs: number
  /** How often to look where the system tells of changes, and where it does not (network drives). */
  pollMs: number
  blindPollMs: number
}

const TIMES: WatchTimes = { settleMs: 2_000, pollMs: 60_000, blindPollMs: 5_000 }

interface FolderWatcherOptions {
  store: Store
  /** The folder to watch, or null. */
  folder(): Promise<string | null>
  clip(pages: PageFile[]): Promise<unknown>
  times?: WatchTimes
}

interface FoundPage {
  page: PageFile
  file: WatchedFile
}

/**
 * Clips pages that appear in a folder while it is watched. What lies there when it is chosen is left alone; what came
 * while the program was not running is clipped when it runs again.
 */
export class FolderWatcher {
  readonly #options: FolderWatcherOptions
  readonly #times: WatchTimes
  #folder: string | null = null
  #watcher: FSWatcher | undefined
  #timer: NodeJS.Timeout | undefined
  #scanning: Promise<void> = Promise.resolve()
  #closed = false
  /** Page → how it looked the last time; clipped once it looks the same twice. */
  #unsettled = new Map<string, string>()
  constructor(options: FolderWatcherOptions) {
    this.#options = options
    this.#times = options.times ?? TIMES
  }

  /** Looks at the setting anew and begins, goes on, or stops watching. */
  async refresh(): Promise<void> {
    const folder = await this.#options.folder()
    if (folder === this.#folder || this.#closed) return
    this.#folder = folder
    this.#unsettled.clear()
    this.#watcher?.close()
    this.#watcher = undefined
    clearTimeout(this.#timer)
    if (folder === null) return
    this.#listen(folder)
    this.#scanSoon(0)
  }

  async close(): Promise<void> {
    this.#closed = true
    this.#watcher?.close()
    clearTimeout(this.#timer)
    await this.#scanning
  }

  #listen(folder: string): void {
    try {
      this.#watcher = watch(folder, { recursive: true, persistent: false }, () =>
        this.#scanSoon(this.#times.settleMs / 4),
      )
      this.#watcher.on('error', () => {
        this.#watcher?.close()
        this.#watcher = undefined
      })
    } catch {
      // The folder is not there now, or the system has no more watches to give: looking now and then must do.
      this.#watcher = undefined
    }
  }

  #scanSoon(afterMs: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      this.#scanning = this.#scanning.then(() => this.#scanAndPlan())
    }, afterMs).unref()
  }

  async #scanAndPlan(): Promise<void> {
    const folder = this.#folder
    if (folder === null || this.#closed) return
    try {
      await this.#scan(folder)
      if (!this.#watcher && !this.#closed && folder === this.#folder) this.#listen(folder)
    } catch {
      // A folder that cannot be read now (unplugged, renamed) may be there again the next time.
      this.#unsettled.clear()
      this.#watcher?.close()
      this.#watcher = undefined
    }
    if (this.#closed || folder !== this.#folder) return
    const idle = this.#watcher ? this.#times.pollMs : this.#times.blindPollMs
    this.#scanSoon(this.#unsettled.size > 0 ? this.#times.settleMs : idle)
  }

  async #scan(folder: string): Promise<void> {
    const { store } = this.#options
    const found = await pagesIn(folder)
    const known = new Map((await store.call('listWatchedFiles')).map(file => [file.path, file]))
    // The folder itself among the known files says that its first contents are known.
    if (!known.has(folder)) {
      const marker = { path: folder, byteLength: 0, modifiedMs: 0 }
      await store.call('recordWatchedFiles', { files: [marker, ...found.map(each => each.file)], only: true })
      return
    }
    const fresh = found.filter(({ file }) => {
      const before = known.get(file.path)
      return before?.byteLength !== file.byteLength || before.modifiedMs !== file.modifiedMs
    })
    const looks = new Map<string, string>()
    for (const each of fresh) looks.set(each.file.path, await looksOf(each))
    const ready = fresh.filter(({ file }) => this.#unsettled.get(file.path) === looks.get(file.path))
    for (const { file } of ready) looks.delete(file.path)
    this.#unsettled = looks
    if (ready.length === 0) return
    await this.#options.clip(ready.map(each => each.page))
    await store.call('recordWatchedFiles', { files: ready.map(each => each.file), only: false })
  }
}

async function pagesIn(folder: string): Promise<FoundPage[]> {
  const given: GivenFile[] = []
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name)
    if (entry.isFile()) given.push({ path: relative(folder, file).split(sep).join('/'), file })
  }
  const found: FoundPage[] = []
  for (const page of groupPages(given)) {
    const { size, mtimeMs } = await stat(page.file)
    found.push({ page, file: { path: page.file, byteLength: size, modifiedMs: Math.round(mtimeMs) } })
  }
  return found
}

/** Changes while the page or any of its files is still being written. */
async function looksOf({ page, file }: FoundPage): Promise<string> {
  let bytes = 0
  const resources = Object.values(page.resources)
  for (const each of resources) bytes += (await stat(each).catch(() => undefined))?.size ?? 0
  return [file.byteLength, file.modifiedMs, resources.length, bytes].join(' ')
}
