import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { migrateTo1 } from './0001-first-tables.ts'

describe('migrateTo1', () => {
  it('makes every table of the first version, all of them STRICT', () => {
    const db = new Database(':memory:')
    migrateTo1(db)
    const tables = db
      .prepare("SELECT name, strict FROM pragma_table_list WHERE type = 'table' AND schema = 'main'")
      .all() as {
      name: string
      strict: number
    }[]
    const ours = tables.filter(({ name }) => !name.includes('_fts') && !name.startsWith('sqlite_'))
    expect(ours.map(table => table.name).sort()).toEqual([
      'annotations',
      'blobs',
      'collection_sources',
      'collections',
      'links',
      'note_blobs',
      'note_revisions',
      'notes',
      'report_sections',
      'reports',
      'search_items',
      'settings',
      'snapshot_blobs',
      'snapshot_contents',
      'snapshots',
      'sources',
      'taggings',
      'tags',
    ])
    expect(ours.filter(table => table.strict !== 1)).toEqual([])
  })

  it('refuses a snapshot without a source', () => {
    const db = new Database(':memory:')
    migrateTo1(db)
    db.pragma('foreign_keys = ON')
    db.prepare("INSERT INTO blobs VALUES ('h', 1, 1, 'identity', 'text/html', 0)").run()
    const insert = db.prepare(
      `INSERT INTO snapshots (id, source_id, captured_at_ms, original_hash, original_mime, tool_version, rules_version,
         word_count, text_hash, images_kept, images_missing, report_json) VALUES ('n', 'nobody', 0, 'h', 'text/html', '1', 1, 0, '', 0, 0, '{}')`,
    )
    expect(() => insert.run()).toThrow(/FOREIGN KEY/)
  })

  it('answers the lists from indexes, without sorting', () => {
    const db = new Database(':memory:')
    migrateTo1(db)
    const plan = (sql: string) =>
      (db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as { detail: string }[]).map(row => row.detail).join('; ')
    expect(
      plan(
        "SELECT * FROM sources s WHERE s.trashed_at_ms IS NULL AND s.state = 'inbox' ORDER BY s.created_at_ms DESC LIMIT 50",
      ),
    ).toMatch(/^SEARCH s USING INDEX sources_by_state[^;]*$/)
    expect(
      plan("SELECT * FROM annotations a WHERE a.source_id = 'x' AND a.trashed_at_ms IS NULL ORDER BY a.start_char"),
    ).toMatch(/^SEARCH a USING INDEX annotations_by_source[^;]*$/)
  })
})
