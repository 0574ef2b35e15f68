import type { Database } from 'better-sqlite3'
import type { Person } from '../../shared/contract/library.ts'
import { indexItem } from '../storage/text-index.ts'
import { bylineOf } from './source-rows.ts'

interface IndexedRow {
  title: string
  subtitle: string | null
  authors_json: string
  site_name: string | null
  description: string | null
  canonical_text: string | null
}

/** Renews a source in the full-text index from its rows. What is in the trash is left out when a search is answered. */
export function indexSource(db: Database, id: string): void {
  const row = db
    .prepare(
      `SELECT s.title, s.subtitle, s.authors_json, s.site_name, s.description, c.canonical_text
       FROM sources s LEFT JOIN snapshot_contents c ON c.snapshot_id = s.current_snapshot_id WHERE s.id = ?`,
    )
    .get(id) as IndexedRow | undefined
  if (!row) return
  const authors = JSON.parse(row.authors_json) as Person[]
  indexItem(db, 'source', id, {
    title: [row.title, row.subtitle].filter(Boolean).join('\n'),
    people: [bylineOf(authors), row.site_name].filter(Boolean).join('\n'),
    body: [row.description, row.canonical_text].filter(Boolean).join('\n'),
  })
}
