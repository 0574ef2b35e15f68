import { randomUUID } from 'node:crypto'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { contract } from '../shared/contract/index.ts'
import type { MethodName } from '../shared/rpc/notebook.ts'
import { type Result, unwrap } from '../shared/rpc/result.ts'
import { type ChangeEvent, TOPICS, type Topic } from '../shared/rpc/topics.ts'
import { BackupService } from './backup/backup-service.ts'
import { backUpBeforeMigration } from './backup/before-migration.ts'
import { finishSwap } from './backup/swap-library.ts'
import { clipHandlers } from './clipping/clip-handlers.ts'
import { ClipJobs } from './clipping/clip-jobs.ts'
import type { ClipPorts } from './clipping/clip-service.ts'
import type { ClipRecord } from './clipping/clip-store.ts'
import { fetchPage } from './clipping/fetch/fetch-page.ts'
import { FolderWatcher } from './clipping/folder-watcher.ts'
import type { References } from './clipping/page-references.ts'
import { reviseHandlers } from './clipping/revise/revise-handlers.ts'
import { Staging } from './clipping/staging.ts'
import { libraryFiles } from './http/library-files.ts'
import { jobHandlers } from './jobs/job-handlers.ts'
import { JobRegistry } from './jobs/job-registry.ts'
import { ExportService } from './reports/export-service.ts'
import type { Backend, BackendOptions } from './rpc/backend-types.ts'
import { createRouter, type Handler, type Router } from './rpc/router.ts'
import { toLibraryError } from './storage/storage-errors.ts'
import { openStore, type Store } from './storage/store-client.ts'
import { watchOtherWriters } from './storage/watch-other-writers.ts'
import { addSample } from './transfer/sample-library.ts'
import { PagePool } from './workers/page-pool.ts'

/** The parts of an open library, for the command line, which prints more than the contract gives. */
export interface OpenLibrary extends Backend {
  store: Store
  clipPorts: ClipPorts
  exports: ExportService
  backups: BackupService
  libraryFolder: string
}

const packages = createRequire(import.meta.url)
const fontFolder = (name: string) =>
  join(dirname(packages.resolve(`@fontsource-variable/${name}/package.json`)), 'files')

/** Methods that the database's thread answers as they come. */
function forwardToStore(store: Store): Record<MethodName, Handler> {
  const names = Object.keys(contract) as MethodName[]
  const forward = (name: MethodName) => (input: never) => store.call(name as never, ...([input] as never))
  return Object.fromEntries(names.map(name => [name, forward(name)])) as Record<MethodName, Handler>
}

/** Fetches pages; what they refer to is found in the page threads. */
function fetchWith(pool: PagePool, appVersion: string): ClipPorts['fetch'] {
  return (url, folder, signal) =>
    fetchPage(url, {
      folder,
      appVersion,
      signal,
      references: async (kind, file, address, contentType) =>
        unwrap(
          await pool.run<Result<References>>('references', { kind, file, url: address, contentType }, address, signal),
        ),
    })
}

/**
 * Opens a library and puts every domain behind one object.
 * Errors: those of `openDatabase` (read-only, locked, damaged, from the future, disk full).
 */
export async function openBackend(options: BackendOptions): Promise<OpenLibrary> {
  const { libraryFolder, appVersion, resourcesFolder } = options
  await finishSwap(libraryFolder)
  await backUpBeforeMigration(libraryFolder, appVersion)
  const store = await openStore({ libraryFolder, appVersion })
  let watcher: FolderWatcher | undefined
  const listeners = new Set<(event: ChangeEvent) => void>()
  const announce = (topics: readonly Topic[]) => {
    for (const listener of listeners) listener({ topics: [...topics] })
    if (topics.includes('settings')) watcher?.refresh().catch(() => undefined)
  }
  const backups = new BackupService({ libraryFolder, appVersion, onChanged: () => announce(['backup']) })
  const pool = new PagePool()
  const staging = new Staging(libraryFolder)
  const jobs = new JobRegistry(() => announce(['jobs']))
  const clipPorts: ClipPorts = {
    capture: (page, signal) =>
      pool.run<Result<ClipRecord>>('capture', { page, libraryFolder, toolVersion: appVersion }, page.label, signal),
    fetch: fetchWith(pool, appVersion),
    store: (clip, item) => store.call('storeClip', { clip, item }),
    beforeMany: pages => backups.beforeMany(pages),
    parallel: pool.size + 1,
    onStored: () => announce(['library', 'clipping', 'search', 'annotations']),
  }
  const clipJobs = new ClipJobs({ store, jobs, ports: clipPorts })
  if (options.background ?? true) {
    staging.clear(await clipJobs.resume())
    watcher = new FolderWatcher({
      store,
      folder: async () => (await store.call('settings.get', {})).watchFolder,
      clip: pages =>
        clipJobs.start(
          pages.map(page => ({ page })),
          staging.folder(randomUUID()),
        ),
    })
    await watcher.refresh()
    backups.watch()
  }
  const exports = new ExportService({ store, libraryFolder, resourcesFolder })
  const router: Router = createRouter(
    {
      ...forwardToStore(store),
      ...clipHandlers({ ports: clipPorts, jobs: clipJobs, staging }),
      ...reviseHandlers({
        store,
        libraryFolder,
        revise: task => pool.run('revise', task, 'The capture'),
        compare: (older, newer) => pool.run('compare', { older, newer }, 'The comparison'),
      }),
      ...jobHandlers(jobs),
      ...backups.handlers(),
      'transfer.addSample': () =>
        addSample({ ports: clipPorts, store, router, folder: join(resourcesFolder, 'sample') }),
      'reports.export': (input: never) => exports.exportAsJob(jobs, input),
    },
    announce,
    error => toLibraryError(error, libraryFolder),
  )
  const files = libraryFiles({
    ...options,
    store,
    staging,
    fontFolders: ['source-serif-4', 'inter', 'jetbrains-mono'].map(fontFolder),
    original: (stored, style) => pool.run('original', { libraryFolder, stored, style }, 'The original'),
    exportFile: jobId => exports.fileOf(jobId),
  })
  const stopWatching = watchOtherWriters(store, () => announce(TOPICS))
  return {
    call: (method, input) => router.call(method, input),
    fetch: async request => files.fetch(request),
    onChanged: listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: async () => {
      stopWatching()
      await backups.close()
      await watcher?.close()
      await jobs.close()
      await exports.close()
      await pool.close()
      await store.close()
    },
    store,
    clipPorts,
    exports,
    backups,
    libraryFolder,
  }
}
