import type { Database } from 'better-sqlite3'

/** Sentences about what is wrong with the database; none when it is sound. */
export function checkDatabase(db: Database): string[] {
  const problems: string[] = []
  const integrity = db.pragma('integrity_check(20)') as { integrity_check: string }[]
  for (const { integrity_check: line } of integrity) if (line !== 'ok') problems.push(`The database file: ${line}`)
  const broken = db.pragma('foreign_key_check') as { table: string; rowid: number; parent: string }[]
  for (const { table, rowid, parent } of broken.slice(0, 20)) {
    problems.push(`Row ${rowid} of ${table} points to a row of ${parent} that is not there.`)
  }
  for (const table of ['full_fts', 'typing_fts', 'title_fts']) {
    try {
      db.prepare(`INSERT INTO ${table} (${table}) VALUES ('integrity-check')`).run()
    } catch (error) {
      problems.push(`The search index ${table} is damaged: ${error instanceof Error ? error.message : error}`)
    }
  }
  return [...problems, ...missingRows(db)]
}

function missingRows(db: Database): string[] {
  const count = (sql: string) => db.prepare(sql).pluck().get() as number
  const checks: [string, string][] = [
    [
      'SELECT count(*) FROM sources s WHERE NOT EXISTS (SELECT 1 FROM snapshots n WHERE n.id = s.current_snapshot_id AND n.source_id = s.id)',
      'sources have no current capture',
    ],
    [
      'SELECT count(*) FROM snapshots n WHERE NOT EXISTS (SELECT 1 FROM snapshot_contents c WHERE c.snapshot_id = n.id)',
      'captures have no text',
    ],
    [
      "SELECT count(*) FROM sources s WHERE NOT EXISTS (SELECT 1 FROM search_items i WHERE i.kind = 'source' AND i.item_id = s.id)",
      'sources are missing from the search index',
    ],
    [
      "SELECT count(*) FROM notes n WHERE NOT EXISTS (SELECT 1 FROM search_items i WHERE i.kind = 'note' AND i.item_id = n.id)",
      'notes are missing from the search index',
    ],
  ]
  return checks.flatMap(([sql, what]) => {
    const n = count(sql)
    return n > 0 ? [`${n} ${what}.`] : []
  })
}
