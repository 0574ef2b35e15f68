import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { openDatabase } from './open-database.ts'

/** A library in a folder of its own for one test; `await using` or `using` takes it away. */
export function openTestLibrary(): { db: Database; folder: string } & Disposable {
  const folder = mkdtempSync(join(tmpdir(), 'commonplace-test-'))
  const db = openDatabase(folder)
  return {
    db,
    folder,
    [Symbol.dispose]() {
      db.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
