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
  /** True when it is stopped because the program ends, not because the person said so. */
  isClosing(): boolean
}

export interface JobSpec {
  /** Of a job that was written down before it began. */
  id?: JobId
  /** What of it was done before. */
  items?: JobItem[]
  startedAt?: number
  kind: Job['kind']
  title: string
  total: number
  run(context: JobContext): Promise<void>
  /** Starts the job that tries the failed items again; absent where that has no meaning. */
  retry?(): Promise<JobId>
  /** Called when the job is taken off the list. */
  dismiss?(): Promise<void>
}

interface RunningJob {
  job: Job
  spec: JobSpec
  controller: AbortController
  ended: Promise<void>
}

const FEW_ITEMS = 100

function withFewItems(job: Job): Job {
  if (job.items.length <= FEW_ITEMS) return job
  const latest = job.items.length - FEW_ITEMS
  return { ...job, items: job.items.filter((item, at) => at >= latest || item.status === 'failed') }
}

function newJob(spec: JobSpec): Job {
  const items = [...(spec.items ?? [])]
  return {
    id: spec.id ?? newId<JobId>(),
    kind: spec.kind,
    title: spec.title,
    state: 'running',
    done: items.length,
    total: spec.total,
    items,
    error: null,
    resultPath: null,
    startedAt: spec.startedAt ?? Date.now(),
    endedAt: null,
  }
}

/** The jobs of this run of the program: each goes on by itself, tells its progress, and can be stopped. */
export class JobRegistry {
  readonly #jobs = new Map<string, RunningJob>()
  readonly #announce: () => void
  #timer: NodeJS.Timeout | undefined
  #closing = false
  constructor(announce: () => void) {
    this.#announce = announce
  }

  start(spec: JobSpec): JobId {
    const job = newJob(spec)
    const running: RunningJob = { job, spec, controller: new AbortController(), ended: Promise.resolve() }
    this.#jobs.set(job.id, running)
    running.ended = this.#run(running)
    this.#changed()
    return job.id
  }

  /** Lists a job of a run before, that its failed items may be tried again. */
  addEnded(spec: JobSpec, state: Job['state'], endedAt: number): void {
    const job: Job = { ...newJob(spec), state, endedAt }
    this.#jobs.set(job.id, { job, spec, controller: new AbortController(), ended: Promise.resolve() })
    this.#changed()
  }

  /** Newest first. Of a running job with many items only the failed and the latest are told, ten times a second. */
  list(): Job[] {
    return [...this.#jobs.values()].map(({ job }) => (job.state === 'running' ? withFewItems(job) : job)).reverse()
  }

  /** Errors: `not-found`. */
  get(id: string): Job {
    return this.#find(id).job
  }

  cancel(id: string): void {
    this.#find(id).controller.abort(new AppError('cancelled', 'Stopped.'))
  }

  /** Errors: `not-found`; `unsupported` when nothing can be tried again. */
  async retry(id: string): Promise<JobId> {
    const { job, spec } = this.#find(id)
    if (!spec.retry || job.state === 'running' || !job.items.some(item => item.status === 'failed'))
      throw new AppError('unsupported', 'There is nothing to try again in this job.')
    // Tried again once: a second click must not start a second job.
    const again = await spec.retry()
    this.#jobs.delete(id)
    return again
  }

  async dismiss(id: string): Promise<void> {
    const { job, spec } = this.#find(id)
    if (job.state !== 'running') {
      this.#jobs.delete(id)
      await spec.dismiss?.()
    }
    this.#changed()
  }

  async waitFor(id: string): Promise<Job> {
    const running = this.#find(id)
    await running.ended
    return running.job
  }

  async close(): Promise<void> {
    this.#closing = true
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
        isClosing: () => this.#closing,
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
