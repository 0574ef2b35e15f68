import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { Piscina } from 'piscina'
import { AppError, toFailure } from '../../shared/rpc/result.ts'
import { workerEntry } from './worker-entry.ts'

const PAGE_TIME_LIMIT_MS = 60_000
const WORKER_HEAP_MB = 1_536
const TASKS_PER_POOL = 500

/** The functions of `page-worker.ts`. */
export type PageTask = 'capture' | 'extract' | 'original' | 'references' | 'revise' | 'compare'

const newPool = () =>
  new Piscina({
    filename: fileURLToPath(workerEntry('page-worker')),
    minThreads: 0,
    maxThreads: Math.max(1, Math.min(4, availableParallelism())),
    idleTimeout: 10_000,
    resourceLimits: { maxOldGenerationSizeMb: WORKER_HEAP_MB, stackSizeMb: 8 },
  })

/** Threads that parse pages: a page that hangs or runs out of memory costs that page only. */
export class PagePool {
  #pool = newPool()
  #tasks = 0
  readonly #retired = new Set<Promise<void>>()

  get size(): number {
    return this.#pool.options.maxThreads
  }

  /** Runs `name` of the page worker. Errors: `timeout`, `cancelled`, `unreadable` when the page broke its thread. */
  async run<T>(name: PageTask, task: unknown, label: string, signal?: AbortSignal): Promise<T> {
    const timeout = AbortSignal.timeout(PAGE_TIME_LIMIT_MS)
    this.#renew()
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
    await Promise.all(this.#retired)
  }

  /** A thread's heap grows with the largest pages it has seen and is not given back: now and then new threads take over. */
  #renew(): void {
    if (++this.#tasks <= TASKS_PER_POOL) return
    const retired = this.#pool.close().catch(() => undefined)
    this.#retired.add(retired)
    retired.finally(() => this.#retired.delete(retired))
    this.#pool = newPool()
    this.#tasks = 1
  }
}
