import { Worker } from 'node:worker_threads'
import { AppError, type Result, unwrap } from '../../shared/rpc/result.ts'
import { workerEntry } from '../workers/worker-entry.ts'
import type { BackupTaskName, BackupTasks } from './backup-tasks.ts'

/** Runs a piece of backup work in a thread of its own. Errors: the work's own; `cancelled` when the signal says so. */
export function runInThread<K extends BackupTaskName>(
  name: K,
  input: Parameters<BackupTasks[K]>[0],
  signal?: AbortSignal,
): Promise<Awaited<ReturnType<BackupTasks[K]>>> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerEntry('backup-worker'), { workerData: { name, input } })
    const stop = () => {
      reject(new AppError('cancelled', 'Stopped.'))
      void worker.terminate()
    }
    signal?.addEventListener('abort', stop, { once: true })
    worker.once('message', (result: Result<Awaited<ReturnType<BackupTasks[K]>>>) => {
      try {
        resolve(unwrap(result))
      } catch (error) {
        reject(error)
      }
    })
    worker.once('error', reject)
    worker.once('exit', () => {
      signal?.removeEventListener('abort', stop)
      reject(new AppError('internal', 'The backup’s thread ended before its work was done.'))
    })
  })
}
