import type { Database } from 'better-sqlite3'
import type { SearchHit } from '../../shared/contract/search.ts'
import { type ParsedQuery, parseQuery, type SearchTerm, textTerms } from './parse-query.ts'
import { ITEM_JOINS, planQuery, type QueryPlan, TRASHED_ROWS, termMatch } from './query-plan.ts'
import { HIT_COLUMNS, type HitRow, toHits } from './search-hits.ts'
import { suggestQuery } from './suggest-query.ts'
import { newestRows, typedTerms } from './typing-search.ts'

/** Weights of title, people and body: a word of the title counts as ten of the text. */
const WEIGHTS = '10.0, 4.0, 1.0'
/** A word that stands in more items than this is ranked among the newest of them (and among all titles). */
const MAX_RANKED = 10_000
/** How many of the best by BM25 are looked at again for words in a row and titles. */
const MAX_RERANKED = 200
/** How many more are taken from the index, for those that lie in the trash. */
const SPARE = 50
/** As long as the index of beginnings goes. */
const SHORT_LETTERS = 5
const YEAR_MS = 31_557_600_000

interface RankedRow extends HitRow {
  rank: number
}

/** The oldest row that is still ranked when a query matches very much; 0 when everything is. */
function rankedFrom(db: Database, match: string): number {
  const row = db
    .prepare('SELECT rowid FROM full_fts WHERE full_fts MATCH ? ORDER BY rowid DESC LIMIT 1 OFFSET ?')
    .pluck()
    .get(match, MAX_RANKED) as number | undefined
  return row ?? 0
}

/** The best by BM25. Only those are looked up, unless there are other conditions or the best lie in the trash. */
function rankedRows(db: Database, plan: QueryPlan, limit: number): RankedRow[] {
  if (plan.match === null || plan.filtered) return rankedAmong(db, plan, limit, -1)
  const rows = rankedAmong(db, plan, limit, limit + SPARE)
  return rows.length < limit ? rankedAmong(db, plan, limit, -1) : rows
}

/** The best of the first `among` by BM25 that meet the other conditions; of all when `among` is negative. */
function rankedAmong(db: Database, { match, where, values }: QueryPlan, limit: number, among: number): RankedRow[] {
  if (match === null) {
    return db
      .prepare(
        `SELECT ${HIT_COLUMNS}, 0 AS rank FROM search_items i ${ITEM_JOINS} WHERE ${where} ORDER BY i.rowid DESC LIMIT ?`,
      )
      .all(...values, limit) as RankedRow[]
  }
  const from = rankedFrom(db, match)
  const titles =
    from > 0 ? `UNION SELECT rowid, bm25(full_fts, ${WEIGHTS}) FROM full_fts WHERE full_fts MATCH ? AND rowid < ?` : ''
  const titleValues = from > 0 ? [`title : (${match.replaceAll(/\b(title|people) : /g, '')})`, from] : []
  return db
    .prepare(
      `WITH hits (rowid, rank) AS MATERIALIZED (
         SELECT rowid, bm25(full_fts, ${WEIGHTS}) FROM full_fts WHERE full_fts MATCH ? AND rowid >= ? ${titles}
         ORDER BY 2, 1 DESC LIMIT ?)
       SELECT ${HIT_COLUMNS}, hits.rank FROM hits JOIN search_items i ON i.rowid = hits.rowid ${ITEM_JOINS}
       WHERE ${where} ORDER BY hits.rank, i.rowid DESC LIMIT ?`,
    )
    .all(match, from, ...titleValues, among, ...values, limit) as RankedRow[]
}

/** The terms of a query that ends in few letters of a further word: the full index would read every word that begins so. */
function shortBeginning(query: ParsedQuery): SearchTerm[] | null {
  const terms = typedTerms(query)
  const last = terms?.at(-1)?.words[0] ?? ''
  return terms && terms.length > 1 && last.length <= SHORT_LETTERS ? terms : null
}

/** The finished words rank the hits; a short beginning after them is asked of the index made for beginnings. */
function planTyped(query: ParsedQuery): QueryPlan {
  const plan = planQuery(query)
  const terms = shortBeginning(query)
  if (!terms) return plan
  return {
    match: terms.slice(0, -1).map(termMatch).join(' AND '),
    filtered: true,
    where: `${plan.where} AND i.rowid IN (SELECT rowid FROM typing_fts WHERE typing_fts MATCH ?)`,
    values: [...plan.values, terms.map(termMatch).join(' ')],
  }
}

/** Those of `rows` in which the loose words of the query stand in a row. */
function inARow(db: Database, query: ParsedQuery, rows: RankedRow[]): Set<number> {
  const loose = query.conditions.flatMap(({ alternatives: [clause], negated }) =>
    !negated && clause?.kind === 'text' && !clause.field ? [clause.term] : [],
  )
  if (loose.length < 2 || rows.length === 0 || shortBeginning(query)) return new Set()
  const phrase = termMatch({ words: loose.flatMap(term => term.words), prefix: loose.at(-1)?.prefix ?? false })
  const rowids = rows.map(row => row.rowid).join(',')
  return new Set(
    db
      .prepare(`SELECT rowid FROM full_fts WHERE full_fts MATCH ? AND rowid IN (${rowids})`)
      .pluck()
      .all(phrase) as number[],
  )
}

const plainTitle = (text: string) =>
  text
    .normalize('NFKD')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase()

/**
 * score = BM25 (Robertson and Zaragoza 2009; title 10, people 4, text 1)
 *       × 1.5 when loose words of the query stand in a row
 *       × 2 when the title is the query, × 1.3 when it begins with it
 *       × (1 + 0.05 · 2^(−age in years)): of two equally good hits the newer comes first.
 */
function score(row: RankedRow, adjacent: Set<number>, query: string, nowMs: number): number {
  const title = plainTitle(row.title)
  const titleBoost = query === '' ? 1 : title === query ? 2 : title.startsWith(`${query} `) ? 1.3 : 1
  const freshness = 1 + 0.05 * 2 ** (-Math.max(0, nowMs - row.at) / YEAR_MS)
  return (
    Math.max(-row.rank, 1e-6) *
    (adjacent.has(row.rowid) ? 1.5 : 1) *
    (row.kind === 'annotation' ? 1 : titleBoost) *
    freshness
  )
}

export interface SearchResult {
  hits: SearchHit[]
  /** How many items match; exact up to 10,000. */
  total: number
  /** How parts of the query were read that could not be read as written. */
  notices: string[]
  /** A query with words of the library in place of words it does not hold. */
  didYouMean: string | null
}

function countMatches(db: Database, { match, filtered, where, values }: QueryPlan): number {
  if (match !== null && !filtered) {
    const matching = 'SELECT rowid FROM full_fts WHERE full_fts MATCH ?'
    const trashed = db
      .prepare(`SELECT count(*) FROM (${TRASHED_ROWS}) WHERE rowid IN (${matching})`)
      .pluck()
      .get(match) as number
    const all = db
      .prepare(`SELECT count(*) FROM (${matching} LIMIT ?)`)
      .pluck()
      .get(match, MAX_RANKED + trashed) as number
    return all - trashed
  }
  const from = match === null ? 'search_items i' : 'full_fts JOIN search_items i ON i.rowid = full_fts.rowid'
  const condition = match === null ? where : `full_fts MATCH ? AND ${where}`
  return db
    .prepare(`SELECT count(*) FROM (SELECT 1 FROM ${from} ${ITEM_JOINS} WHERE ${condition} LIMIT ${MAX_RANKED})`)
    .pluck()
    .get(...(match === null ? values : [match, ...values])) as number
}

function bestRows(db: Database, plan: QueryPlan, query: ParsedQuery, text: string, limit: number, nowMs: number) {
  const rows = rankedRows(db, plan, Math.max(limit, MAX_RERANKED))
  const total = rows.length < Math.max(limit, MAX_RERANKED) ? rows.length : countMatches(db, plan)
  if (plan.match === null) return { rows: rows.slice(0, limit), total }
  const adjacent = inARow(db, query, rows)
  const title = plainTitle(text)
  const scored = rows.map(row => ({ ...row, score: score(row, adjacent, title, nowMs) }))
  return { rows: scored.sort((one, other) => other.score - one.score).slice(0, limit), total }
}

/** Searches sources, notes and highlights, the best first. Any text is a query: see `parseQuery`. */
export function searchLibrary(db: Database, text: string, limit: number, nowMs = Date.now()): SearchResult {
  const query = parseQuery(text)
  if (query.conditions.length === 0) return { hits: [], total: 0, notices: query.notices, didYouMean: null }
  const { rows, total } = newestRows(db, query, limit) ?? bestRows(db, planTyped(query), query, text, limit, nowMs)
  const hits = toHits(db, rows, textTerms(query))
  return { hits, total, notices: query.notices, didYouMean: total === 0 ? suggestQuery(db, text, query) : null }
}
