import type { Database } from 'better-sqlite3'
import type { SearchFacets } from '../../shared/contract/search.ts'
import { parseQuery } from './parse-query.ts'
import { ITEM_DATE, ITEM_JOINS, planQuery, termMatch } from './query-plan.ts'
import { typedTerms } from './typing-search.ts'

const MAX_COUNTED = 10_000
/** How many values of a facet are told: more would be a list to read, not a choice. */
const MAX_VALUES = 12

type FacetName = 'types' | 'sites' | 'tags' | 'years' | 'states'

/** Counts over `hits`; what an item lacks is NULL there and counts for nothing. */
const VALUES: Record<FacetName, string> = {
  types: "SELECT CASE kind WHEN 'annotation' THEN 'highlight' ELSE kind END AS value FROM hits",
  sites: 'SELECT site AS value FROM hits',
  tags: `SELECT t.name AS value FROM (
      SELECT h.rowid, g.tag_id FROM hits h JOIN taggings g ON g.item_kind = h.kind AND g.item_id = h.id
      UNION SELECT h.rowid, g.tag_id FROM hits h JOIN taggings g ON g.item_kind = 'source' AND g.item_id = h.source_id
        WHERE h.kind = 'annotation') x JOIN tags t ON t.id = x.tag_id`,
  years: 'SELECT year AS value FROM hits',
  states: "SELECT state AS value FROM hits WHERE kind = 'source'",
}

/**
 * What the hits of a query have in common and how many share it, the most shared first (years: the newest first).
 * Exact for up to 10,000 hits; of more, the newest 10,000 are counted.
 */
export function searchFacets(db: Database, text: string): SearchFacets {
  const query = parseQuery(text)
  const typed = query.conditions.length > 0 ? typedTerms(query) : null
  const plan = planQuery(query)
  // The beginning of a word is looked up in the index made for it: the full one would read every word that begins so.
  const match = typed ? typed.map(termMatch).join(' ') : plan.match
  const index = typed ? 'typing_fts' : 'full_fts'
  const from = match === null ? 'search_items i' : `${index} JOIN search_items i ON i.rowid = ${index}.rowid`
  const values = match === null ? plan.values : [match, ...plan.values]
  const counts = (Object.keys(VALUES) as FacetName[]).map(
    name => `SELECT '${name}' AS facet, value, count(*) AS count FROM (${VALUES[name]})
      WHERE value IS NOT NULL AND value <> '' GROUP BY value`,
  )
  const rows = db
    .prepare(
      `WITH hits AS MATERIALIZED (
         SELECT i.rowid, i.kind, i.item_id AS id, s.id AS source_id, s.site_name AS site, s.state, substr(${ITEM_DATE}, 1, 4) AS year
         FROM ${from} ${ITEM_JOINS} WHERE ${match === null ? '' : `${index} MATCH ? AND `}${plan.where}
         ORDER BY ${match === null ? 'i' : index}.rowid DESC LIMIT ${MAX_COUNTED})
       ${counts.join('\nUNION ALL\n')}
       UNION ALL SELECT 'total', '', count(*) FROM hits`,
    )
    .all(...values) as { facet: FacetName | 'total'; value: string; count: number }[]
  const valuesOf = (name: FacetName) =>
    rows
      .filter(row => row.facet === name)
      .map(({ value, count }) => ({ value, count }))
      .toSorted((a, b) =>
        name === 'years' ? b.value.localeCompare(a.value) : b.count - a.count || a.value.localeCompare(b.value),
      )
      .slice(0, MAX_VALUES)
  return {
    types: valuesOf('types'),
    sites: valuesOf('sites'),
    tags: valuesOf('tags'),
    years: valuesOf('years'),
    states: valuesOf('states'),
    capped: rows.find(row => row.facet === 'total')?.count === MAX_COUNTED,
  }
}
