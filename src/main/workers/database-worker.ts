import { parentPort, workerData } from 'node:worker_threads'
import { toFailure } from '../../shared/rpc/result.ts'
import { openDatabase } from '../storage/open-database.ts'
import { toLibraryError } from '../storage/storage-errors.ts'
import type { DatabaseRequest, DatabaseWorkerData } from '../storage/store-client.ts'
import { createStoreHandlers } from '../store-handlers.ts'

/** The one thread that owns the database. It answers requests in the order they come. */
const port = parentPort
if (!port) throw new Error('database-worker runs as a worker thread only')
const { libraryFolder, appVersion } = workerData as DatabaseWorkerData

try {
  const db = openDatabase(libraryFolder)
  const handlers: Record<string, (input: never) => unknown> = createStoreHandlers(db, { appVersion, libraryFolder })
  port.on('message', ({ id, name, input }: DatabaseRequest) => {
    if (name === 'close') {
      db.pragma('wal_checkpoint(TRUNCATE)')
      db.close()
      port.postMessage({ id, result: { ok: true, value: null } })
      port.close()
      return
    }
    try {
      const handler = handlers[name]
      if (!handler) throw new Error(`The store has no ${name}`)
      port.postMessage({ id, result: { ok: true, value: handler(input as never) ?? null } })
    } catch (error) {
      port.postMessage({ id, result: { ok: false, error: toFailure(toLibraryError(error, libraryFolder)) } })
    }
  })
  port.postMessage({ id: 0, result: { ok: true, value: null } })
} catch (error) {
  port.postMessage({ id: 0, result: { ok: false, error: toFailure(toLibraryError(error, libraryFolder)) } })
  port.close()
}
