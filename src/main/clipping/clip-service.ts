import { rmSync } from 'node:fs'
import type { ClipStatus } from '../../shared/contract/clipping.ts'
import type { JobItem } from '../../shared/contract/jobs.ts'
import { type AppFailure, type Result, toFailure, unwrap } from '../../shared/rpc/result.ts'
import type { JobSpec } from '../jobs/job-registry.ts'
import type { ClipOutcome, ClipRecord } from './clip-store.ts'
import type { PageFile } from './page-files.ts'

/** What clipping needs of the rest of the program. */
export interface ClipPorts {
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

/** Clips one page; never throws: a page that cannot be clipped is an outcome too. */
export async function clipPage(ports: ClipPorts, page: PageFile, signal?: AbortSignal): Promise<PageOutcome> {
  try {
    const outcome = await ports.store(unwrap(await ports.capture(page, signal)))
    if (outcome.status !== 'duplicate') ports.onStored()
    return { file: page.label, ...outcome }
  } catch (error) {
    return { file: page.label, status: 'failed', error: toFailure(error) }
  }
}

/** Clips pages a few at a time and hands over each outcome in the order the pages were given. */
export async function clipPages(
  ports: ClipPorts,
  pages: PageFile[],
  onOutcome: (outcome: PageOutcome) => void,
  signal?: AbortSignal,
): Promise<void> {
  const running: Promise<PageOutcome>[] = []
  for (const page of pages) {
    if (signal?.aborted) break
    running.push(clipPage(ports, page, signal))
    if (running.length >= ports.parallel) onOutcome(await (running.shift() as Promise<PageOutcome>))
  }
  for (const outcome of await Promise.all(running)) onOutcome(outcome)
}

function toJobItem(outcome: PageOutcome): JobItem {
  if (outcome.status === 'failed') return { label: outcome.file, status: 'failed', message: outcome.error.message }
  return { label: outcome.title, status: outcome.status, sourceId: outcome.sourceId }
}

/** The job that clips uploaded pages; their staging folder goes when every page is in, and stays for a retry. */
export function clipJob(ports: ClipPorts, pages: PageFile[], stagingFolder: string): JobSpec {
  return {
    kind: 'clip',
    title: pages.length === 1 ? `Clipping ${pages[0]?.label}` : `Clipping ${pages.length} pages`,
    total: pages.length,
    run: async ({ signal, report }) => {
      let failed = false
      const onOutcome = (outcome: PageOutcome) => {
        failed ||= outcome.status === 'failed'
        report(toJobItem(outcome))
      }
      await clipPages(ports, pages, onOutcome, signal)
      if (!failed && !signal.aborted) rmSync(stagingFolder, { recursive: true, force: true })
    },
    retry: failed =>
      clipJob(
        ports,
        pages.filter(page => failed.some(item => item.label === page.label)),
        stagingFolder,
      ),
  }
}
