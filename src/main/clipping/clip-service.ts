import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { ClipStatus } from '../../shared/contract/clipping.ts'
import type { JobItem } from '../../shared/contract/jobs.ts'
import { type AppFailure, type Result, toFailure, unwrap } from '../../shared/rpc/result.ts'
import { newId } from '../storage/new-id.ts'
import { type ClipItemKey, type ClipTask, labelOf } from './clip-job-store.ts'
import type { ClipOutcome, ClipRecord } from './clip-store.ts'
import type { PageFile } from './page-files.ts'

/** What clipping needs of the rest of the program. */
export interface ClipPorts {
  /** Fetches a page into a folder. */
  fetch(url: string, folder: string, signal?: AbortSignal): Promise<PageFile>
  /** Reads, extracts and puts on disk, in another thread. */
  capture(page: PageFile, signal?: AbortSignal): Promise<Result<ClipRecord>>
  /** Stores a capture, and that its item of a job is done, in one transaction. */
  store(clip: ClipRecord, item?: ClipItemKey): Promise<ClipOutcome>
  /** Told how many pages are about to come in; they wait for it. */
  beforeMany?(pages: number): Promise<void>
  /** How many pages are read at once. */
  parallel: number
  /** Told after every page that changed the library. */
  onStored(): void
}

export type PageOutcome =
  | ({ file: string } & ClipOutcome)
  | { file: string; status: Extract<ClipStatus, 'failed'>; error: AppFailure }

export interface ClipOptions {
  /** Takes what is fetched. */
  folder: string
  signal?: AbortSignal
  item?: ClipItemKey
}

/** Clips one page; never throws: a page that cannot be clipped is an outcome too. */
export async function clipOne(ports: ClipPorts, task: ClipTask, options: ClipOptions): Promise<PageOutcome> {
  const { folder, signal, item } = options
  const fetchFolder = join(folder, newId())
  try {
    const page = 'url' in task ? await ports.fetch(task.url, fetchFolder, signal) : task.page
    const outcome = await ports.store(unwrap(await ports.capture(page, signal)), item)
    if (outcome.status !== 'duplicate') ports.onStored()
    return { file: labelOf(task), ...outcome }
  } catch (error) {
    return { file: labelOf(task), status: 'failed', error: toFailure(error) }
  } finally {
    rmSync(fetchFolder, { recursive: true, force: true })
  }
}

/** Does `work` for each of `tasks`, `parallel` at a time, and hands over each outcome in the order of the tasks. */
export async function inOrder<T, R>(
  tasks: Iterable<T>,
  parallel: number,
  work: (task: T) => Promise<R>,
  onOutcome: (outcome: R) => void | Promise<void>,
  signal?: AbortSignal,
): Promise<void> {
  const running: Promise<R>[] = []
  for (const task of tasks) {
    if (signal?.aborted) break
    const outcome = work(task)
    // Its failure is met when its turn comes; until then it must not end the process.
    outcome.catch(() => undefined)
    running.push(outcome)
    if (running.length >= parallel) await onOutcome(await (running.shift() as Promise<R>))
  }
  for (const outcome of running) await onOutcome(await outcome)
}

export function toJobItem(outcome: PageOutcome): JobItem {
  if (outcome.status === 'failed') return { label: outcome.file, status: 'failed', message: outcome.error.message }
  return { label: outcome.title, status: outcome.status, sourceId: outcome.sourceId }
}
