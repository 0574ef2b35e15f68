import { rmSync } from 'node:fs'
import type { JobId } from '../../shared/contract/ids.ts'
import type { JobItem } from '../../shared/contract/jobs.ts'
import type { JobContext, JobRegistry, JobSpec } from '../jobs/job-registry.ts'
import { mayBeAlive, thisProcess } from '../jobs/process-owner.ts'
import { newId } from '../storage/new-id.ts'
import type { Store } from '../storage/store-client.ts'
import { type ClipTask, labelOf, type StoredClipJob } from './clip-job-store.ts'
import { type ClipPorts, clipOne, inOrder, toJobItem } from './clip-service.ts'

interface ClipJobsContext {
  store: Store
  jobs: JobRegistry
  ports: ClipPorts
}

/** Clip jobs, each written down before it begins: what is left of it after a crash is done by the next run. */
export class ClipJobs {
  readonly #store: Store
  readonly #jobs: JobRegistry
  readonly #ports: ClipPorts
  constructor({ store, jobs, ports }: ClipJobsContext) {
    this.#store = store
    this.#jobs = jobs
    this.#ports = ports
  }

  /** Starts a job over `tasks`, whose files wait in `folder`; it owns the folder from now on. */
  async start(tasks: ClipTask[], folder: string): Promise<JobId> {
    const first = tasks[0]
    const title = tasks.length === 1 && first ? `Clipping ${labelOf(first)}` : `Clipping ${tasks.length} pages`
    const job: StoredClipJob = {
      id: newId(),
      title,
      folder,
      state: 'running',
      owner: thisProcess(),
      startedAt: Date.now(),
      endedAt: null,
      items: tasks.map(task => ({ task, outcome: null })),
    }
    await this.#store.call('createClipJob', { ...job, tasks })
    return this.#jobs.start(this.#spec(job))
  }

  /**
   * Takes over the jobs of runs that ended: unfinished ones go on, those with failures are listed for another try, the
   * rest is forgotten. The answer is the folders that are still needed, those of other processes included.
   */
  async resume(): Promise<Set<string>> {
    const needed = new Set<string>()
    for (const job of await this.#store.call('listClipJobs')) {
      const running = job.state === 'running'
      needed.add(job.folder)
      if (running && mayBeAlive(job.owner, job.startedAt)) continue
      if (running || hasFailed(job)) {
        const claim = { id: job.id, from: job.owner, to: thisProcess() }
        if (!(await this.#store.call('claimClipJob', claim))) continue
        if (running) this.#jobs.start(this.#spec(job))
        else this.#jobs.addEnded(this.#spec(job), job.state, job.endedAt ?? job.startedAt)
      } else {
        needed.delete(job.folder)
        await this.#forget(job)
      }
    }
    return needed
  }

  #spec(job: StoredClipJob): JobSpec {
    return {
      id: job.id as JobId,
      kind: 'clip',
      title: job.title,
      total: job.items.length,
      startedAt: job.startedAt,
      items: job.items.flatMap(({ outcome }) => (outcome ? [outcome] : [])),
      run: context => this.#run(job, context),
      retry: async () => {
        const failed = job.items.filter(item => item.outcome?.status === 'failed').map(item => item.task)
        const id = await this.start(failed, job.folder)
        await this.#store.call('deleteClipJob', job.id)
        return id
      },
      dismiss: () => this.#forget(job),
    }
  }

  async #run(job: StoredClipJob, { signal, report, isClosing }: JobContext): Promise<void> {
    const waiting = job.items.map((item, position) => ({ item, position })).filter(({ item }) => item.outcome === null)
    await this.#ports.beforeMany?.(waiting.length)
    const work = async ({ item, position }: (typeof waiting)[number]) => {
      const key = { jobId: job.id, position }
      const outcome = await clipOne(this.#ports, item.task, { folder: job.folder, signal, item: key })
      // What was stopped is not done, neither well nor badly.
      if (outcome.status === 'failed' && signal.aborted) return null
      const result: JobItem = toJobItem(outcome)
      if (outcome.status === 'failed') await this.#store.call('finishClipItem', { ...key, outcome: result })
      item.outcome = result
      return result
    }
    const tell = (result: JobItem | null) => {
      if (result) report(result)
    }
    await inOrder(waiting, this.#ports.parallel, work, tell, signal)
    if (isClosing()) return
    await this.#store.call('endClipJob', { id: job.id, state: signal.aborted ? 'cancelled' : 'done', error: null })
    if (!signal.aborted && !hasFailed(job)) await this.#forget(job)
  }

  async #forget(job: StoredClipJob): Promise<void> {
    await this.#store.call('deleteClipJob', job.id)
    const others = await this.#store.call('listClipJobFolders')
    if (!others.includes(job.folder)) rmSync(job.folder, { recursive: true, force: true })
  }
}

const hasFailed = (job: StoredClipJob) => job.items.some(item => item.outcome?.status === 'failed')
