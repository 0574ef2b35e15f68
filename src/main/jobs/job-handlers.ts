import type { jobsContract } from '../../shared/contract/jobs.ts'
import type { Handlers } from '../../shared/rpc/contract.ts'
import type { JobRegistry } from './job-registry.ts'

export function jobHandlers(jobs: JobRegistry): Handlers<typeof jobsContract> {
  return {
    'jobs.list': () => jobs.list(),
    'jobs.cancel': ({ id }) => {
      jobs.cancel(id)
      return {}
    },
    'jobs.retry': async ({ id }) => ({ jobId: await jobs.retry(id) }),
    'jobs.dismiss': async ({ id }) => {
      await jobs.dismiss(id)
      return {}
    },
  }
}
