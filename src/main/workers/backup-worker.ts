import { parentPort, workerData } from 'node:worker_threads'
import { fail, ok } from '../../shared/rpc/result.ts'
import { type BackupTaskName, backupTasks } from '../backup/backup-tasks.ts'

/** One piece of backup work, beside the program; the thread ends with it. */
const { name, input } = workerData as { name: BackupTaskName; input: never }
try {
  parentPort?.postMessage(ok(await backupTasks[name](input)))
} catch (error) {
  parentPort?.postMessage(fail(error))
}
