import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { ClipStatus } from '../../shared/contract/clipping.ts'
import type { JobItem } from '../../shared/contract/jobs.ts'
import { type AppFailure, type Result, toFailure, unwrap } from '../../shared/rpc/result.ts'
import type { JobSpec } from '../jobs/job-registry.ts'
import { newId } from '../storage/new-id.ts'
import type { ClipOutcome, ClipRecord } from './clip-store.ts'
import type { PageFile } from './page-files.ts'

/** Something to clip: a page on disk, or an address to fetch. */
export type ClipTask = { page: PageFile } | { url: string }

export const labelOf = (task: ClipTask) => ('url' in task ? task.url : task.page.label)

/** What clipping needs of the rest of the program. */
export interface ClipPorts {
  /** Fetches a page into a folder. */
  fetch(url: string, folder: string, signal?: AbortSignal): Promise<PageFile>
  /** Reads, extracts and puts on disk, in another thread. */
  capture(page: PageFile, signal?: AbortSignal): Promise<Result<ClipRecord>>
  store(clip: ClipRecord): Promise<ClipOutcome>
  /** How many pages are read at once. */
  parallel: number
  /** Told after every page that changed the library. */
  onStored(): void
}

export type PageOutcome =
  | ({ file: string } & ClipOutcome)
  | { file: string; status: Extract<ClipStatus, 'failed'>; error: AppFailure }

/** Clips one page; never throws: a page that cannot be clipped is an outcome too. `folder` takes what is fetched. */
export async function clipOne(
  ports: ClipPorts,
  task: ClipTask,
  folder: string,
  signal?: AbortSignal,
): Promise<PageOutcome> {
  const fetchFolder = 'url' in task ? join(folder, newId()) : undefined
  try {
    const page = 'url' in task ? await ports.fetch(task.url, fetchFolder as string, signal) : task.page
    const outcome = await ports.store(unwrap(await ports.capture(page, signal)))
    if (outcome.status !== 'duplicate') ports.onStored()
    return { file: labelOf(task), ...outcome }
  } catch (error) {
    return { file: labelOf(task), status: 'failed', error: toFailure(error) }
  } finally {
    if (fetchFolder) rmSync(fetchFolder, { recursive: true, force: true })
  }
}

/** Clips pages a few at a time and hands over each outcome in the order the pages were given. */
export async function clipAll(
  ports: ClipPorts,
  tasks: ClipTask[],
  folder: string,
  onOutcome: (outcome: PageOutcome) => void,
  signal?: AbortSignal,
): Promise<void> {
  const running: Promise<PageOutcome>[] = []
  for (const task of tasks) {
    if (signal?.aborted) break
    running.push(clipOne(ports, task, folder, signal))
    if (running.length >= ports.parallel) onOutcome(await (running.shift() as Promise<PageOutcome>))
  }
  for (const outcome of await Promise.all(running)) onOutcome(outcome)
}

function toJobItem(outcome: PageOutcome): JobItem {
  if (outcome.status === 'failed') return { label: outcome.file, status: 'failed', message: outcome.error.message }
  return { label: outcome.title, status: outcome.status, sourceId: outcome.sourceId }
}

/** The job that clips uploaded pages; their staging folder goes when every page is in, and stays for a retry. */
export function clipJob(ports: ClipPorts, tasks: ClipTask[], stagingFolder: string): JobSpec {
  return {
    kind: 'clip',
    title: tasks.length === 1 ? `Clipping ${labelOf(tasks[0] as ClipTask)}` : `Clipping ${tasks.length} pages`,
    total: tasks.length,
    run: async ({ signal, report }) => {
      let failed = false
      const onOutcome = (outcome: PageOutcome) => {
        failed ||= outcome.status === 'failed'
        report(toJobItem(outcome))
      }
      await clipAll(ports, tasks, stagingFolder, onOutcome, signal)
      if (!failed && !signal.aborted) rmSync(stagingFolder, { recursive: true, force: true })
    },
    retry: failed =>
      clipJob(
        ports,
        tasks.filter(task => failed.some(item => item.label === labelOf(task))),
        stagingFolder,
      ),
  }
}
