import type { Job, JobItem } from '../../shared/contract/jobs.ts'
import { countOf, quoted } from '../ui/counts.ts'

/** How many of a job's items came out in each way. */
export function countOutcomes(items: JobItem[]): Record<JobItem['status'], number> {
  const counts = { added: 0, snapshot: 0, duplicate: 0, failed: 0, done: 0 }
  for (const item of items) counts[item.status] += 1
  return counts
}

/** What became of a finished clipping job, in one sentence. Only what the job itself reports is called saved. */
export function clipSentence(job: Job): string {
  const { added, snapshot, duplicate, failed } = countOutcomes(job.items)
  const [only] = job.items
  if (job.items.length === 1 && only) {
    const name = quoted(only.label)
    if (only.status === 'added') return `Saved ${name}`
    if (only.status === 'snapshot') return `Saved a new snapshot of ${name}`
    if (only.status === 'duplicate') return `${name} is in your library already`
    return `${name} could not be clipped: ${only.message ?? 'the reason is not known.'}`
  }
  const parts = [
    added > 0 && `saved ${countOf(added, 'page')}`,
    snapshot > 0 && countOf(snapshot, 'new snapshot'),
    duplicate > 0 && `${duplicate} already there`,
    failed > 0 && `${failed} failed`,
  ].filter(part => part !== false)
  const stopped = job.state === 'cancelled'
  if (parts.length === 0) return stopped ? 'Cancelled. Nothing was saved.' : 'There was nothing to clip in that.'
  const text = parts.join(', ')
  return stopped ? `Cancelled after it had ${text}` : text[0]?.toUpperCase() + text.slice(1)
}

/** The line under a job's title. */
export function stateLine(job: Job): string {
  if (job.state === 'running') return `${job.done} of ${job.total}`
  if (job.state === 'failed') return job.error ?? 'Failed'
  if (job.kind === 'export') return job.state === 'cancelled' ? 'Cancelled' : 'Ready to save'
  return clipSentence(job)
}

/** Items as the panel lists them: what failed first, since that is what one came to see. */
export function failedFirst(items: JobItem[]): JobItem[] {
  return [...items.filter(item => item.status === 'failed'), ...items.filter(item => item.status !== 'failed')]
}
