import type { Database } from 'better-sqlite3'
import type { SearchHit } from '../../shared/contract/search.ts'
import type { SearchTerm } from './parse-query.ts'
import { makeSnippet } from './snippet.ts'

/** An item that was found, without its text. */
export interface HitRow {
  rowid: number
  kind: SearchHit['kind']
  id: string
  title: string
  detail: string | null
  sourceId: string | null
  /** When it was last changed or was clipped, in milliseconds. */
  at: number
  score?: number
}

/** The columns of `HitRow`, from search_items `i` joined as in `ITEM_JOINS`. */
export const HIT_COLUMNS = `i.rowid, i.kind, i.item_id AS id, coalesce(n.title, s.title) AS title,
  CASE WHEN i.kind = 'note' THEN '' ELSE coalesce(s.byline, s.site_name) END AS detail, s.id AS sourceId,
  coalesce(n.updated_at_ms, a.created_at_ms, s.created_at_ms) AS at`

const BODY_SQL: Record<SearchHit['kind'], string> = {
  source: `SELECT coalesce(c.canonical_text, s.description, '') FROM sources s
    LEFT JOIN snapshot_contents c ON c.snapshot_id = s.current_snapshot_id WHERE s.id = ?`,
  note: 'SELECT text FROM notes WHERE id = ?',
  annotation:
    "SELECT exact || CASE WHEN comment = '' THEN '' ELSE char(10) || comment END FROM annotations WHERE id = ?",
}

/** Rows as hits with snippets, made from the stored text: the index keeps none. */
export function toHits(db: Database, rows: HitRow[], terms: SearchTerm[]): SearchHit[] {
  return rows.map(({ kind, id, sourceId, title, detail, score }) => {
    const body = (db.prepare(BODY_SQL[kind]).pluck().get(id) as string | undefined) ?? ''
    return { kind, id, sourceId, title, detail: detail ?? '', snippet: makeSnippet(body, terms), score: score ?? 0 }
  })
}
