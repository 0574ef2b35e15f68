import { Popover, Tooltip } from '@mantine/core'
import { ListChecks } from 'lucide-react'
import { useCallback, useState } from 'react'
import { useUploads } from '../clipping/upload-store.ts'
import { useCall } from '../rpc/queries.ts'
import classes from './job-progress.module.css'
import { JobsPanel } from './jobs-panel.tsx'
import { useJobNews } from './use-job-news.ts'

/** How far running work has come, in the top bar; opens the jobs panel. Not there when there is nothing to tell. */
export function JobProgress() {
  const jobs = useCall('jobs.list', {}).data ?? []
  const upload = useUploads(state => state.running)
  const [open, setOpen] = useState(false)
  useJobNews(useCallback(() => setOpen(true), []))
  const running = jobs.filter(job => job.state === 'running')
  if (jobs.length === 0 && !upload) return null

  const done = upload ? upload.done : running.reduce((sum, job) => sum + job.done, 0)
  const total = upload ? upload.total : running.reduce((sum, job) => sum + job.total, 0)
  const busy = upload !== null || running.length > 0
  const text = upload ? `Reading ${done} of ${total}` : `${done} of ${total}`
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" width={400} trapFocus returnFocus>
      <Popover.Target>
        <Tooltip label={busy ? 'Work in progress' : 'Finished work'} disabled={open}>
          <button
            type="button"
            className={classes.job}
            aria-label={busy ? `Jobs: ${text}` : 'Jobs'}
            onClick={() => setOpen(now => !now)}
          >
            {busy ? (
              <>
                <span className={classes.text}>{text}</span>
                <span className={classes.track}>
                  <span className={classes.bar} style={{ width: `${total > 0 ? (100 * done) / total : 0}%` }} />
                </span>
              </>
            ) : (
              <ListChecks aria-hidden />
            )}
          </button>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown aria-label="Jobs" p={0}>
        <JobsPanel onOpened={() => setOpen(false)} />
      </Popover.Dropdown>
    </Popover>
  )
}
