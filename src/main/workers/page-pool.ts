import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { Piscina } from 'piscina'
import { AppError, toFailure } from '../../shared/rpc/result.ts'
import { workerEntry } from './worker-entry.ts'

const PAGE_TIME_LIMIT_MS = 60_000
const WORKER_HEAP_MB = 1_536
const TASKS_PER_CREW = 500

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

/** Some threads, and how many of their answers are still awaited. */
interface Crew {
  pool: Piscina
  running: number
  retired: boolean
}

const newCrew = (): Crew => ({ pool: newPool(), running: 0, retired: false })

/** Threads that parse pages: a page that hangs or runs out of memory costs that page only. */
export class PagePool {
  #crew = newCrew()
  #tasks = 0
  readonly #dismissed = new Set<Promise<void>>()

  get size(): number {
    return this.#crew.pool.options.maxThreads
  }

  /** Runs `name` of the page worker. Errors: `timeout`, `cancelled`, `unreadable` when the page broke its thread. */
  async run<T>(name: PageTask, task: unknown, label: string, signal?: AbortSignal): Promise<T> {
    const timeout = AbortSignal.timeout(PAGE_TIME_LIMIT_MS)
    this.#renew()
    const crew = this.#crew
    crew.running++
    try {
      return (await crew.pool.run(task, { name, signal: signal ? AbortSignal.any([signal, timeout]) : timeout })) as T
    } catch (error) {
      if (signal?.aborted) throw new AppError('cancelled', 'Stopped.')
      if (timeout.aborted) {
        throw new AppError('timeout', `${label} took longer than a minute to read and was left out.`, { cause: error })
      }
      throw new AppError('unreadable', `${label} could not be read: ${toFailure(error).message}`, { cause: error })
    } finally {
      crew.running--
      this.#dismiss(crew)
    }
  }

  async close(): Promise<void> {
    await this.#crew.pool.destroy()
    await Promise.all(this.#dismissed)
  }

  /** A thread's heap grows with the largest pages it has seen and is not given back: now and then new threads take over. */
  #renew(): void {
    if (++this.#tasks <= TASKS_PER_CREW) return
    const before = this.#crew
    before.retired = true
    this.#crew = newCrew()
    this.#tasks = 1
    this.#dismiss(before)
  }

  /** Retired threads end when their last answer is in; the pool's own `close` was seen to end one that was still at work. */
  #dismiss(crew: Crew): void {
    if (!crew.retired || crew.running > 0) return
    const ended = crew.pool.destroy()
    this.#dismissed.add(ended)
    ended.finally(() => this.#dismissed.delete(ended))
  }
}
