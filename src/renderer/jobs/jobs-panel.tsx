import { Button } from '@mantine/core'
import { Check, CircleAlert, Copy, Download, type LucideIcon, Plus, X } from 'lucide-react'
import type { Job, JobItem } from '../../shared/contract/jobs.ts'
import { perform } from '../app/perform.ts'
import { useWorkspace } from '../app/workspace-store.ts'
import { useUploads } from '../clipping/upload-store.ts'
import { useCall } from '../rpc/queries.ts'
import { countOf } from '../ui/counts.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { countOutcomes, failedFirst, stateLine } from './job-outcome.ts'
import classes from './jobs-panel.module.css'

const MOST_LISTED = 300

const STATUS: Record<JobItem['status'], { icon: LucideIcon; word: string }> = {
  added: { icon: Check, word: 'Saved' },
  done: { icon: Check, word: 'Done' },
  snapshot: { icon: Plus, word: 'New snapshot' },
  duplicate: { icon: Copy, word: 'Already in the library' },
  failed: { icon: CircleAlert, word: 'Failed' },
}

/** Every job of this run: what became of each item and why, and what can be done about it. */
export function JobsPanel({ onOpened }: { onOpened: () => void }) {
  const jobs = useCall('jobs.list', {}).data ?? []
  const upload = useUploads(state => state.running)
  return (
    <div className={classes.panel}>
      {upload && (
        <section className={classes.job} aria-label="Reading files">
          <header className={classes.head}>
            <div className={classes.names}>
              <h3 className={classes.title}>Reading files</h3>
              <p className={classes.state}>
                {upload.done} of {upload.total}
              </p>
            </div>
            <Button onClick={upload.cancel}>Cancel</Button>
          </header>
        </section>
      )}
      {jobs.map(job => (
        <JobCard key={job.id} job={job} onOpened={onOpened} />
      ))}
      {jobs.length === 0 && !upload && <p className={classes.none}>No work is going on.</p>}
    </div>
  )
}

function JobCard({ job, onOpened }: { job: Job; onOpened: () => void }) {
  const failed = countOutcomes(job.items).failed
  const items = failedFirst(job.items)
  return (
    <section className={classes.job} aria-label={job.title}>
      <header className={classes.head}>
        <div className={classes.names}>
          <h3 className={classes.title}>{job.title}</h3>
          <p className={classes.state} data-failed={job.state === 'failed' || undefined}>
            {stateLine(job)}
          </p>
        </div>
        {job.state === 'running' ? (
          <Button onClick={() => void perform('jobs.cancel', { id: job.id })}>Cancel</Button>
        ) : (
          <>
            {failed > 0 && (
              <Button onClick={() => void perform('jobs.retry', { id: job.id })}>
                Retry {countOf(failed, 'item')}
              </Button>
            )}
            {job.resultPath && (
              <Button component="a" href={job.resultPath} download leftSection={<Download aria-hidden />}>
                Save
              </Button>
            )}
            <IconButton icon={X} label="Dismiss" onClick={() => void perform('jobs.dismiss', { id: job.id })} />
          </>
        )}
      </header>
      {job.state === 'running' && (
        <div
          role="progressbar"
          aria-label={job.title}
          aria-valuenow={job.done}
          aria-valuemin={0}
          aria-valuemax={job.total}
          className={classes.track}
        >
          <span style={{ width: `${job.total > 0 ? (100 * job.done) / job.total : 0}%` }} />
        </div>
      )}
      {items.length > 0 && (
        <ul className={classes.items}>
          {items.slice(0, MOST_LISTED).map((item, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: items have no identity of their own; the list only grows
            <Item key={index} item={item} onOpened={onOpened} />
          ))}
          {items.length > MOST_LISTED && (
            <li className={classes.more}>and {countOf(items.length - MOST_LISTED, 'more item')}</li>
          )}
        </ul>
      )}
    </section>
  )
}

function Item({ item, onOpened }: { item: JobItem; onOpened: () => void }) {
  const { icon: Icon, word } = STATUS[item.status]
  const { sourceId } = item
  const open = () => {
    if (!sourceId) return
    useWorkspace.getState().open({ kind: 'source', id: sourceId })
    onOpened()
  }
  return (
    <li className={classes.item} data-status={item.status}>
      <Icon aria-label={word} role="img" />
      <div className={classes.names}>
        {sourceId ? (
          <button type="button" className={classes.label} onClick={open}>
            {item.label}
          </button>
        ) : (
          <span className={classes.label}>{item.label}</span>
        )}
        {(item.message || item.status === 'failed') && (
          <p className={classes.why}>{item.message ?? 'No reason known.'}</p>
        )}
      </div>
    </li>
  )
}
