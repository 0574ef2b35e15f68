import type { Database } from 'better-sqlite3'

/** A file in the watched folder as it was when it was last clipped, or found there at first. */
export interface WatchedFile {
  path: string
  byteLength: number
  modifiedMs: number
}

export function listWatchedFiles(db: Database): WatchedFile[] {
  return db
    .prepare('SELECT path, byte_length AS byteLength, modified_ms AS modifiedMs FROM watched_files')
    .all() as WatchedFile[]
}

/** Remembers files; `only` forgets all others first. */
export function recordWatchedFiles(db: Database, { files, only }: { files: WatchedFile[]; only: boolean }): void {
  const put = db.prepare(
    `INSERT INTO watched_files (path, byte_length, modified_ms) VALUES (@path, @byteLength, @modifiedMs)
     ON CONFLICT (path) DO UPDATE SET byte_length = excluded.byte_length, modified_ms = excluded.modified_ms`,
  )
  db.transaction(() => {
    if (only) db.prepare('DELETE FROM watched_files').run()
    for (const file of files) put.run(file)
  }).immediate()
}
