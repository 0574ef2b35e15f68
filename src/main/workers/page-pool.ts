import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { Piscina } from 'piscina'
import { AppError, toFailure } from '../../shared/rpc/result.ts'
import { workerEntry } from './worker-entry.ts'

const PAGE_TIME_LIMIT_MS = 60_000
const WORKER_HEAP_MB = 1_536

/** The functions of `page-worker.ts`. */
export type PageTask = 'capture' | 'extract' | 'original' | 'references' | 'revise' | 'compare'

/** Threads that parse pages: a page that hangs or runs out of memory costs that page only. */
export class PagePool {
  readonly #pool = new Piscina({
    filename: fileURLToPath(workerEntry('page-worker')),
    minThreads: 0,
    maxThreads: Math.max(1, Math.min(4, availableParallelism())),
    idleTimeout: 10_000,
    resourceLimits: { maxOldGenerationSizeMb: WORKER_HEAP_MB, stackSizeMb: 8 },
  })

  get size(): number {
    return this.#pool.options.maxThreads
  }

  /** Runs `name` of the page worker. Errors: `timeout`, `cancelled`, `unreadable` when the page broke its thread. */
  async run<T>(name: PageTask, task: unknown, label: string, signal?: AbortSignal): Promise<T> {
    const timeout = AbortSignal.timeout(PAGE_TIME_LIMIT_MS)
    try {
      return (await this.#pool.run(task, { name, signal: signal ? AbortSignal.any([signal, timeout]) : timeout })) as T
    } catch (error) {
      if (signal?.aborted) throw new AppError('cancelled', 'Stopped.')
      if (timeout.aborted) {
        throw new AppError('timeout', `${label} took longer than a minute to read and was left out.`, { cause: error })
      }
      throw new AppError('unreadable', `${label} could not be read: ${toFailure(error).message}`, { cause: error })
    }
  }

  async close(): Promise<void> {
    await this.#pool.destroy()
  }
}
