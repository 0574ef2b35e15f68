import { Worker } from 'node:worker_threads'
import { AppError, type Result, unwrap } from '../../shared/rpc/result.ts'
import type { StoreHandlers } from '../store-handlers.ts'
import { workerEntry } from '../workers/worker-entry.ts'

export interface DatabaseWorkerData {
  libraryFolder: string
  appVersion: string
}
export interface DatabaseRequest {
  id: number
  name: string
  input: unknown
}
interface DatabaseReply {
  id: number
  result: Result<unknown>
}

/** The store as the other threads see it. */
export interface Store {
  /** Errors: whatever the store's function throws, as an `AppError`. */
  call<K extends keyof StoreHandlers>(
    name: K,
    ...input: Parameters<StoreHandlers[K]>
  ): Promise<Awaited<ReturnType<StoreHandlers[K]>>>
  /** Waits for what is under way, then closes the database. */
  close(): Promise<void>
}

interface Waiting {
  resolve(value: unknown): void
  reject(error: unknown): void
}

/** Starts the database's thread and opens the library in it. Errors: those of `openDatabase`. */
export async function openStore(data: DatabaseWorkerData): Promise<Store> {
  const worker = new Worker(workerEntry('database-worker'), { workerData: data })
  const waiting = new Map<number, Waiting>()
  let nextId = 1
  let ended = false

  const endAll = (error: unknown) => {
    ended = true
    for (const each of waiting.values()) each.reject(error)
    waiting.clear()
  }
  worker.on('message', ({ id, result }: DatabaseReply) => {
    const each = waiting.get(id)
    waiting.delete(id)
    try {
      each?.resolve(unwrap(result))
    } catch (error) {
      each?.reject(error)
    }
  })
  worker.on('error', error =>
    endAll(new AppError('internal', `The library’s thread stopped: ${error.message}. Open Commonplace again.`)),
  )
  worker.on('exit', () => endAll(new AppError('internal', 'The library is closed.')))

  const wait = (id: number) =>
    new Promise<unknown>((resolve, reject) => {
      waiting.set(id, { resolve, reject })
    })
  const send = (name: string, input: unknown) => {
    if (ended) return Promise.reject(new AppError('internal', 'The library is closed.'))
    const id = nextId++
    const answer = wait(id)
    worker.postMessage({ id, name, input } satisfies DatabaseRequest)
    return answer
  }

  await wait(0)
  return {
    call: (name, ...input) => send(name, input[0]) as never,
    close: async () => {
      if (!ended) await send('close', null).catch(() => undefined)
      await worker.terminate()
    },
  }
}
