import { create } from 'zustand'
import type { JobId } from '../../shared/contract/ids.ts'

/** Files on their way into the program, before the job that clips them begins. */
interface UploadState {
  running: { done: number; total: number; cancel: () => void } | null
  /** Jobs begun from this window; when such a job saved one page only, the page is opened. */
  ownJobs: ReadonlySet<JobId>
}

export const useUploads = create<UploadState>(() => ({ running: null, ownJobs: new Set() }))
