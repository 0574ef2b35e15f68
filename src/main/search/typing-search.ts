import type { Database } from 'better-sqlite3'
import { type ParsedQuery, type SearchTerm, textTerms } from './parse-query.ts'
import { ITEM_JOINS, LIVE, termMatch } from './query-plan.ts'
import { HIT_COLUMNS, type HitRow } from './search-hits.ts'

/** A beginning that more items hold than this tells nothing about which is meant: ranking them would only take time. */
const BROAD_ITEMS = 2_000
const MAX_COUNTED = 10_000
/** What lies in the trash is left out afterwards. */
const SPARE = 30

/** The terms, when the query is nothing but single words whose last is unfinished: all that the typing index can answer. */
export function typedTerms({ conditions }: ParsedQuery): SearchTerm[] | null {
  const plain = conditions.every(
    ({ alternatives: [clause, other], negated }) =>
      !negated && other === undefined && clause?.kind === 'text' && !clause.field && clause.term.words.length === 1,
  )
  const terms = textTerms({ conditions, notices: [] })
  return plain && terms.at(-1)?.prefix ? terms : null
}

function rowids(db: Database, table: 'title_fts' | 'typing_fts', match: string, limit: number): number[] {
  return db
    .prepare(`SELECT rowid FROM ${table} WHERE ${table} MATCH ? ORDER BY rowid DESC LIMIT ?`)
    .pluck()
    .all(match, limit) as number[]
}

/**
 * While a word is being typed that begins words of very many items: items whose title holds it, then the newest that do.
 * Null when the query is of another kind or narrow enough to be ranked.
 */
export function newestRows(db: Database, query: ParsedQuery, limit: number): { rows: HitRow[]; total: number } | null {
  const terms = typedTerms(query)
  if (!terms) return null
  const match = terms.map(termMatch).join(' ')
  const broad = db.prepare('SELECT 1 FROM typing_fts WHERE typing_fts MATCH ? LIMIT 1 OFFSET ?').get(match, BROAD_ITEMS)
  if (!broad) return null
  const ids = new Set([...rowids(db, 'title_fts', match, limit), ...rowids(db, 'typing_fts', match, limit + SPARE)])
  const rows = db
    .prepare(
      `SELECT ${HIT_COLUMNS} FROM search_items i ${ITEM_JOINS} WHERE i.rowid IN (${[...ids].join(',')}) AND ${LIVE}`,
    )
    .all() as HitRow[]
  const order = new Map([...ids].map((id, index) => [id, index]))
  rows.sort((one, other) => (order.get(one.rowid) ?? 0) - (order.get(other.rowid) ?? 0))
  const total = db
    .prepare('SELECT count(*) FROM (SELECT 1 FROM typing_fts WHERE typing_fts MATCH ? LIMIT ?)')
    .pluck()
    .get(match, MAX_COUNTED) as number
  return { rows: rows.slice(0, limit), total }
}
