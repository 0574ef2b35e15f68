import { useEffect, useRef } from 'react'
import type { Job } from '../../shared/contract/jobs.ts'
import { useWorkspace } from '../app/workspace-store.ts'
import { useUploads } from '../clipping/upload-store.ts'
import { useCall } from '../rpc/queries.ts'
import { showFailure, showToast } from '../ui/toasts.tsx'
import { clipSentence, countOutcomes } from './job-outcome.ts'

/** Tells of every clipping job when it ends, and opens the page when it was one page. */
export function useJobNews(showPanel: () => void): void {
  const jobs = useCall('jobs.list', {}).data
  const told = useRef<Set<string> | null>(null)
  useEffect(() => {
    if (!jobs) return
    const ended = jobs.filter(job => job.state !== 'running')
    if (told.current === null) {
      // What ended before this window looked is no news.
      told.current = new Set(ended.filter(job => !useUploads.getState().ownJobs.has(job.id)).map(job => job.id))
    }
    for (const job of ended) {
      if (told.current.has(job.id)) continue
      told.current.add(job.id)
      if (job.kind === 'clip') tell(job, showPanel)
    }
  }, [jobs, showPanel])
}

function tell(job: Job, showPanel: () => void): void {
  const [only] = job.items
  if (job.state === 'failed') {
    showFailure({ code: 'internal', message: job.error ?? `${job.title} failed.` })
    return
  }
  if (job.items.length === 1 && only?.status === 'failed') {
    showFailure({ code: 'unreadable', message: clipSentence(job) })
    return
  }
  const own = useUploads.getState().ownJobs.has(job.id)
  if (own && job.items.length === 1 && only?.sourceId) {
    useWorkspace.getState().open({ kind: 'source', id: only.sourceId })
  }
  const details = countOutcomes(job.items).failed > 0
  showToast({ message: clipSentence(job), action: details ? { label: 'Show why', run: showPanel } : undefined })
}
