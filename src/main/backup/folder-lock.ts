import { join } from 'node:path'
import Database from 'better-sqlite3'
import { AppError } from '../../shared/rpc/result.ts'

const WAIT_MS = 10_000

/**
 * Does the work while no other process works in the folder. SQLite's own file lock is used because it goes with the
 * process that held it: a crash leaves no lock behind. Errors: `conflict` when another process holds it for 10 s.
 */
export async function withFolderLock<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const lock = new Database(join(folder, 'lock'), { timeout: WAIT_MS })
  try {
    try {
      lock.exec('BEGIN EXCLUSIVE')
    } catch (error) {
      const busy = error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')
      if (!busy) throw error
      throw new AppError('conflict', `Another backup is being made in ${folder}. Try again when it is done.`)
    }
    return await work()
  } finally {
    lock.close()
  }
}
