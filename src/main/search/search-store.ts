import type { Database } from 'better-sqlite3'
import type { SearchHit } from '../../shared/contract/search.ts'
import { parseWords, type SearchTerm, toMatch } from './parse-words.ts'
import { makeSnippet } from './snippet.ts'

/** Weights of title, people and body: a word of the title counts as ten of the text. */
const WEIGHTS = '10.0, 4.0, 1.0'
/** More than is asked for, since what lies in the trash is left out afterwards. */
const SPARE = 50

interface RankedRow {
  kind: SearchHit['kind']
  id: string
  rank: number
}

interface ItemRow {
  title: string
  detail: string | null
  body: string
  sourceId: string | null
}

const ITEM_SQL: Record<SearchHit['kind'], string> = {
  source: `SELECT s.title, coalesce(s.byline, s.site_name) AS detail, coalesce(c.canonical_text, s.description, '') AS body,
      s.id AS sourceId FROM sources s LEFT JOIN snapshot_contents c ON c.snapshot_id = s.current_snapshot_id
      WHERE s.id = ? AND s.trashed_at_ms IS NULL`,
  note: `SELECT title, '' AS detail, text AS body, NULL AS sourceId FROM notes WHERE id = ? AND trashed_at_ms IS NULL`,
  annotation: `SELECT s.title, coalesce(s.byline, s.site_name) AS detail,
      a.exact || CASE WHEN a.comment = '' THEN '' ELSE char(10) || a.comment END AS body, a.source_id AS sourceId
      FROM annotations a JOIN sources s ON s.id = a.source_id
      WHERE a.id = ? AND a.trashed_at_ms IS NULL AND s.trashed_at_ms IS NULL`,
}

function toHit(db: Database, row: RankedRow, terms: SearchTerm[]): SearchHit | null {
  const item = db.prepare(ITEM_SQL[row.kind]).get(row.id) as ItemRow | undefined
  if (!item) return null
  return {
    kind: row.kind,
    id: row.id,
    title: item.title,
    detail: item.detail ?? '',
    snippet: makeSnippet(item.body, terms),
    score: -row.rank,
    sourceId: item.sourceId,
  }
}

/** Items that hold every term, best first by BM25 (Robertson and Zaragoza 2009) with the weights above, the newest first among equals. */
export function searchLibrary(db: Database, query: string, limit: number): { hits: SearchHit[]; total: number } {
  const terms = parseWords(query)
  if (terms.length === 0) return { hits: [], total: 0 }
  const match = toMatch(terms)
  const rows = db
    .prepare(
      `SELECT i.kind, i.item_id AS id, bm25(full_fts, ${WEIGHTS}) AS rank FROM full_fts
       JOIN search_items i ON i.rowid = full_fts.rowid WHERE full_fts MATCH ? ORDER BY rank, full_fts.rowid DESC LIMIT ?`,
    )
    .all(match, limit + SPARE) as RankedRow[]
  const total = db.prepare('SELECT count(*) FROM full_fts WHERE full_fts MATCH ?').pluck().get(match) as number
  const hits: SearchHit[] = []
  for (const row of rows) {
    if (hits.length === limit) break
    const hit = toHit(db, row, terms)
    if (hit) hits.push(hit)
  }
  return { hits, total: Math.max(hits.length, total - (Math.min(rows.length, limit) - hits.length)) }
}
