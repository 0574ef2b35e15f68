import { z } from 'zod'
import { method } from '../rpc/contract.ts'
import { JobId, Timestamp } from './ids.ts'

export const JobItem = z.object({
  label: z.string(),
  status: z.enum(['added', 'snapshot', 'duplicate', 'failed', 'done']),
  /** Why it failed, or what to know about it. */
  message: z.string().optional(),
  sourceId: z.string().optional(),
})
export type JobItem = z.infer<typeof JobItem>

export const Job = z.object({
  id: JobId,
  kind: z.enum(['clip', 'export']),
  title: z.string(),
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  done: z.number().int(),
  total: z.number().int(),
  items: z.array(JobItem),
  error: z.string().nullable(),
  /** What the job made: a path to download from, for example `/exports/<id>/Report.pdf`. */
  resultPath: z.string().nullable(),
  startedAt: Timestamp,
  endedAt: Timestamp.nullable(),
})
export type Job = z.infer<typeof Job>

export const jobsContract = {
  'jobs.list': method(
    'Jobs of this run, and clip jobs of runs before that are unfinished or have failures; newest first.',
    { input: z.object({}), output: z.array(Job) },
  ),
  'jobs.cancel': method('Stops a running job; what it has done stays.', {
    input: z.object({ id: JobId }),
    output: z.object({}),
    changes: ['jobs'],
  }),
  'jobs.retry': method('Tries the failed items of a finished job once more, as a new job that takes its place.', {
    input: z.object({ id: JobId }),
    output: z.object({ jobId: JobId }),
    changes: ['jobs'],
  }),
  'jobs.dismiss': method('Takes a finished job off the list.', {
    input: z.object({ id: JobId }),
    output: z.object({}),
    changes: ['jobs'],
  }),
}
