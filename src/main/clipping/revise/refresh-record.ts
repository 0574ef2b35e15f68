import type { Database } from 'better-sqlite3'
import type { Person } from '../../../shared/contract/library.ts'
import { bylineOf } from '../../library/source-rows.ts'

/** What an extraction says of a page's record; null where it says nothing. */
export interface FoundRecord {
  title: string | null
  subtitle: string | null
  authors: Person[]
  siteName: string | null
  published: string | null
  modified: string | null
  language: string | null
  doi: string | null
  isbn: string | null
  description: string | null
  cslType: string
  metadataOrigin: Record<string, string>
}

const COLUMNS = {
  title: 'title',
  subtitle: 'subtitle',
  siteName: 'site_name',
  published: 'published',
  modified: 'modified',
  language: 'language',
  doi: 'doi',
  isbn: 'isbn',
  description: 'description',
  cslType: 'csl_type',
} as const

/** Brings a source's record to what a new extraction found: nothing a person corrected is touched, nothing known is lost. */
export function refreshRecord(db: Database, sourceId: string, found: FoundRecord): void {
  const stored = db.prepare('SELECT metadata_origin_json FROM sources WHERE id = ?').pluck().get(sourceId) as string
  const origin = JSON.parse(stored) as Record<string, string>
  const isOpen = (field: string) => origin[field] !== 'edited'
  const names = Object.keys(COLUMNS) as (keyof typeof COLUMNS)[]
  for (const field of names) {
    if (found[field] === null || !isOpen(field)) continue
    db.prepare(`UPDATE sources SET ${COLUMNS[field]} = ? WHERE id = ?`).run(found[field], sourceId)
    if (found.metadataOrigin[field]) origin[field] = found.metadataOrigin[field]
  }
  if (found.authors.length > 0 && isOpen('authors')) {
    db.prepare('UPDATE sources SET authors_json = ?, byline = ? WHERE id = ?').run(
      JSON.stringify(found.authors),
      bylineOf(found.authors),
      sourceId,
    )
    if (found.metadataOrigin.authors) origin.authors = found.metadataOrigin.authors
  }
  db.prepare('UPDATE sources SET metadata_origin_json = ? WHERE id = ?').run(JSON.stringify(origin), sourceId)
}
