import { useCallback, useEffect, useRef, useState } from 'react'
import type { Job } from '../../shared/contract/jobs.ts'
import type { ReportForm } from '../../shared/contract/reports.ts'
import { perform } from '../app/perform.ts'
import { useCall } from '../rpc/queries.ts'
import { showFailure, showToast } from '../ui/toasts.tsx'

/** Hands a finished file to the browser or the desktop, which asks or knows where to put it. */
function download(path: string): void {
  const link = document.createElement('a')
  link.href = path
  link.download = decodeURIComponent(path.split('/').at(-1) ?? 'Report.pdf')
  document.body.append(link)
  link.click()
  link.remove()
}

export interface PdfExport {
  /** The running export, if one is. */
  running: Job | null
  start(form?: ReportForm): Promise<void>
  cancel(): void
}

/** Exports a note or a report: a job with progress, whose file is downloaded when it is done. */
export function usePdfExport(kind: 'note' | 'report', id: string): PdfExport {
  const [jobId, setJobId] = useState<Job['id'] | null>(null)
  const { data: jobs } = useCall('jobs.list', {}, { enabled: jobId !== null })
  const job = jobId === null ? undefined : jobs?.find(each => each.id === jobId)
  const told = useRef<string | null>(null)
  useEffect(() => {
    if (!job || job.state === 'running' || told.current === job.id) return
    told.current = job.id
    setJobId(null)
    if (job.state === 'failed') showFailure({ code: 'internal', message: job.error ?? 'The export could not be made.' })
    if (job.state !== 'done' || !job.resultPath) return
    const path = job.resultPath
    download(path)
    const name = job.items[0]?.label ?? 'The export'
    showToast({ message: `${name} is ready.`, action: { label: 'Download again', run: () => download(path) } })
  }, [job])
  const start = useCallback(
    async (form: ReportForm = 'pdf') => {
      const answer = await perform('reports.export', { kind, id, form })
      if (answer) setJobId(answer.jobId)
    },
    [kind, id],
  )
  const cancel = useCallback(() => {
    if (jobId !== null) void perform('jobs.cancel', { id: jobId })
  }, [jobId])
  return { running: job?.state === 'running' ? job : null, start, cancel }
}
