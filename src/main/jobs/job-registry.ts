import type { JobId } from '../../shared/contract/ids.ts'
import type { Job, JobItem } from '../../shared/contract/jobs.ts'
import { AppError, toFailure } from '../../shared/rpc/result.ts'
import { newId } from '../storage/new-id.ts'

const ANNOUNCE_EVERY_MS = 100

/** What a job's work may say and ask. */
export interface JobContext {
  readonly jobId: JobId
  readonly signal: AbortSignal
  setTotal(total: number): void
  /** One item is finished, well or badly. */
  report(item: JobItem): void
  setResultPath(path: string): void
}

export interface JobSpec {
  kind: Job['kind']
  title: string
  total: number
  run(context: JobContext): Promise<void>
  /** Makes the spec that tries the failed items again; absent where that has no meaning. */
  retry?(failed: JobItem[]): JobSpec
}

interface RunningJob {
  job: Job
  spec: JobSpec
  controller: AbortController
  ended: Promise<void>
}

/** The jobs of this run of the program: each goes on by itself, tells its progress, and can be stopped. */
export class JobRegistry {
  readonly #jobs = new Map<string, RunningJob>()
  readonly #announce: () => void
  #timer: NodeJS.Timeout | undefined
  constructor(announce: () => void) {
    this.#announce = announce
  }

  start(spec: JobSpec): JobId {
    const id = newId<JobId>()
    const job: Job = {
      id,
      kind: spec.kind,
      title: spec.title,
      state: 'running',
      done: 0,
      total: spec.total,
      items: [],
      error: null,
      resultPath: null,
      startedAt: Date.now(),
      endedAt: null,
    }
    const controller = new AbortController()
    const running: RunningJob = { job, spec, controller, ended: Promise.resolve() }
    this.#jobs.set(id, running)
    running.ended = this.#run(running)
    this.#changed()
    return id
  }

  list(): Job[] {
    return [...this.#jobs.values()].map(({ job }) => job).reverse()
  }

  /** Errors: `not-found`. */
  get(id: string): Job {
    return this.#find(id).job
  }

  cancel(id: string): void {
    this.#find(id).controller.abort(new AppError('cancelled', 'Stopped.'))
  }

  /** Errors: `not-found`; `unsupported` when nothing can be tried again. */
  retry(id: string): JobId {
    const { job, spec } = this.#find(id)
    const failed = job.items.filter(item => item.status === 'failed')
    if (!spec.retry || failed.length === 0)
      throw new AppError('unsupported', 'There is nothing to try again in this job.')
    return this.start(spec.retry(failed))
  }

  dismiss(id: string): void {
    if (this.#find(id).job.state !== 'running') this.#jobs.delete(id)
    this.#changed()
  }

  async waitFor(id: string): Promise<Job> {
    const running = this.#find(id)
    await running.ended
    return running.job
  }

  async close(): Promise<void> {
    const all = [...this.#jobs.values()]
    for (const { controller } of all) controller.abort(new AppError('cancelled', 'Commonplace was closed.'))
    await Promise.all(all.map(each => each.ended))
    clearTimeout(this.#timer)
  }

  #find(id: string): RunningJob {
    const running = this.#jobs.get(id)
    if (!running) throw new AppError('not-found', 'That job is not on the list any more.')
    return running
  }

  async #run({ job, spec, controller }: RunningJob): Promise<void> {
    try {
      await spec.run({
        jobId: job.id,
        signal: controller.signal,
        setTotal: total => {
          job.total = total
          this.#changed()
        },
        report: item => {
          job.items.push(item)
          job.done += 1
          this.#changed()
        },
        setResultPath: path => {
          job.resultPath = path
        },
      })
      job.state = controller.signal.aborted ? 'cancelled' : 'done'
    } catch (error) {
      job.state = controller.signal.aborted ? 'cancelled' : 'failed'
      job.error = toFailure(error).message
    }
    job.endedAt = Date.now()
    this.#changed()
  }

  /** Many items a second are told as ten changes a second. */
  #changed(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      this.#announce()
    }, ANNOUNCE_EVERY_MS).unref()
  }
}
