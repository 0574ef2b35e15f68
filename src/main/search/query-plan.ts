import type { Clause, Condition, ParsedQuery, SearchTerm } from './parse-query.ts'

/** A parsed query as SQL over `i` (search_items), `s` (the source of the item), `n` (note) and `a` (annotation). */
export interface QueryPlan {
  /** FTS5 query that every hit matches, or null when only filters were given. */
  match: string | null
  /** Whether `where` asks for more than that the item is not in the trash. */
  filtered: boolean
  /** Further conditions, joined by AND. */
  where: string
  values: (string | number)[]
}

/** Joins that every plan's conditions speak about; an annotation belongs to its source. */
export const ITEM_JOINS = `
  LEFT JOIN annotations a ON i.kind = 'annotation' AND a.id = i.item_id
  LEFT JOIN notes n ON i.kind = 'note' AND n.id = i.item_id
  LEFT JOIN sources s ON s.id = CASE i.kind WHEN 'source' THEN i.item_id WHEN 'annotation' THEN a.source_id END`

/** What lies in the trash is never found. */
export const LIVE = `CASE i.kind WHEN 'note' THEN n.trashed_at_ms IS NULL AND n.id IS NOT NULL
  WHEN 'source' THEN s.trashed_at_ms IS NULL AND s.id IS NOT NULL
  ELSE a.trashed_at_ms IS NULL AND s.trashed_at_ms IS NULL AND s.id IS NOT NULL END`

/** The rows of search_items that lie in the trash, themselves or with their source; CROSS JOIN begins with the trash. */
export const TRASHED_ROWS = `
  SELECT i.rowid FROM sources s CROSS JOIN search_items i ON i.kind = 'source' AND i.item_id = s.id WHERE s.trashed_at_ms IS NOT NULL
  UNION SELECT i.rowid FROM notes n CROSS JOIN search_items i ON i.kind = 'note' AND i.item_id = n.id WHERE n.trashed_at_ms IS NOT NULL
  UNION SELECT i.rowid FROM annotations a CROSS JOIN search_items i ON i.kind = 'annotation' AND i.item_id = a.id
    WHERE a.trashed_at_ms IS NOT NULL
  UNION SELECT i.rowid FROM sources s CROSS JOIN annotations a ON a.source_id = s.id AND a.trashed_at_ms IS NULL
    CROSS JOIN search_items i ON i.kind = 'annotation' AND i.item_id = a.id WHERE s.trashed_at_ms IS NOT NULL`

/** Only letters, digits and marks ever reach FTS5, inside quotation marks. */
export function termMatch({ words, prefix }: SearchTerm): string {
  return `"${words.join(' ')}"${prefix ? '*' : ''}`
}

function clauseMatch(clause: Extract<Clause, { kind: 'text' }>): string {
  const match = termMatch(clause.term)
  return clause.field ? `${clause.field} : ${match}` : match
}

interface Fragment {
  sql: string
  values: (string | number)[]
}

/** `%` and `_` are letters here, not wildcards. */
const contains = (text: string) => `%${text.replaceAll(/[\\%_]/g, found => `\\${found}`)}%`

const IS_SQL: Record<Extract<Clause, { kind: 'is' }>['value'], string> = {
  unread: "i.kind = 'source' AND s.progress < 0.02 AND s.state <> 'archive'",
  inbox: "i.kind = 'source' AND s.state = 'inbox'",
  reading: "i.kind = 'source' AND s.state = 'reading'",
  archive: "i.kind = 'source' AND s.state = 'archive'",
  starred: "i.kind = 'source' AND s.starred = 1",
}

const HAS_SQL: Record<Extract<Clause, { kind: 'has' }>['value'], string> = {
  highlight: `i.kind = 'source' AND EXISTS
    (SELECT 1 FROM annotations x WHERE x.source_id = s.id AND x.trashed_at_ms IS NULL)`,
  note: `EXISTS (SELECT 1 FROM links l JOIN notes x ON x.id = l.note_id
    WHERE l.target_kind = i.kind AND l.target_id = i.item_id AND x.trashed_at_ms IS NULL)`,
  comment: `CASE i.kind WHEN 'annotation' THEN a.comment <> '' WHEN 'source' THEN EXISTS
    (SELECT 1 FROM annotations x WHERE x.source_id = s.id AND x.trashed_at_ms IS NULL AND x.comment <> '') END`,
}

/** The item's date: when a source was published (or clipped, where that is unknown), when a note was begun. */
export const ITEM_DATE = `CASE WHEN i.kind = 'note' THEN strftime('%Y-%m-%d', n.created_at_ms / 1000, 'unixepoch')
  ELSE coalesce(s.published, strftime('%Y-%m-%d', s.created_at_ms / 1000, 'unixepoch')) END`
const WORDS = "CASE i.kind WHEN 'note' THEN n.word_count WHEN 'source' THEN s.word_count END"

/** A tag's own name, or the name of a tag above it: `law` finds `law/deposit`. */
const TAGGED = `EXISTS (SELECT 1 FROM taggings g JOIN tags t ON t.id = g.tag_id
  WHERE ((g.item_kind = i.kind AND g.item_id = i.item_id) OR (i.kind = 'annotation' AND g.item_kind = 'source' AND g.item_id = s.id))
    AND (t.name = ? OR t.name LIKE ? ESCAPE '\\'))`

function filterSql(clause: Exclude<Clause, { kind: 'text' }>): Fragment {
  switch (clause.kind) {
    case 'site':
      return {
        sql: "(s.site_name LIKE ? ESCAPE '\\' OR s.url LIKE ? ESCAPE '\\' OR s.canonical_url LIKE ? ESCAPE '\\')",
        values: [
          contains(clause.value),
          `%://%${contains(clause.value).slice(1)}`,
          `%://%${contains(clause.value).slice(1)}`,
        ],
      }
    case 'tag':
      return { sql: TAGGED, values: [clause.value, `${contains(clause.value).slice(1, -1)}/%`] }
    case 'collection':
      return {
        sql: `s.id IN (WITH RECURSIVE c (id) AS (SELECT id FROM collections WHERE name = ? COLLATE NOCASE
            UNION SELECT k.id FROM collections k JOIN c ON k.parent_id = c.id)
          SELECT m.source_id FROM collection_sources m JOIN c ON c.id = m.collection_id)`,
        values: [clause.value],
      }
    case 'language':
      return {
        sql: "(s.language = ? COLLATE NOCASE OR s.language LIKE ? || '-%')",
        values: [clause.value, clause.value],
      }
    case 'type':
      return typeSql(clause.value)
    case 'is':
      return { sql: IS_SQL[clause.value], values: [] }
    case 'has':
      return { sql: HAS_SQL[clause.value], values: [] }
    case 'before':
      return { sql: `${ITEM_DATE} < ?`, values: [clause.value] }
    case 'after':
      // Every date within the year, month or day named begins with it.
      return {
        sql: `${ITEM_DATE} > ? AND substr(${ITEM_DATE}, 1, ?) <> ?`,
        values: [clause.value, clause.value.length, clause.value],
      }
    case 'words':
      return { sql: `${WORDS} ${clause.comparison} ?`, values: [clause.value] }
  }
}

function typeSql(value: string): Fragment {
  if (value === 'note' || value === 'source') return { sql: 'i.kind = ?', values: [value] }
  if (value === 'highlight' || value === 'annotation') return { sql: "i.kind = 'annotation'", values: [] }
  return {
    sql: "(i.kind = 'source' AND (s.kind = ? OR s.csl_type LIKE ? ESCAPE '\\'))",
    values: [value, contains(value)],
  }
}

function clauseSql(clause: Clause): Fragment {
  if (clause.kind !== 'text') return filterSql(clause)
  return { sql: 'i.rowid IN (SELECT rowid FROM full_fts WHERE full_fts MATCH ?)', values: [clauseMatch(clause)] }
}

function conditionSql({ alternatives, negated }: Condition): Fragment {
  const fragments = alternatives.map(clauseSql)
  // A filter that does not apply to a kind of item gives NULL; NOT NULL would hide the item from a negation.
  const sql = fragments.map(fragment => `coalesce(${fragment.sql}, 0)`).join(negated ? ' AND ' : ' OR ')
  return { sql: negated ? `NOT (${sql})` : `(${sql})`, values: fragments.flatMap(fragment => fragment.values) }
}

const isText = (clause: Clause): clause is Extract<Clause, { kind: 'text' }> => clause.kind === 'text'

/** Conditions of text alone go to the index in one MATCH; the others become conditions on the item. */
export function planQuery({ conditions }: ParsedQuery): QueryPlan {
  const matches: string[] = []
  const others: Fragment[] = []
  for (const condition of conditions) {
    if (!condition.negated && condition.alternatives.every(isText)) {
      matches.push(`(${condition.alternatives.map(clauseMatch).join(' OR ')})`)
    } else others.push(conditionSql(condition))
  }
  return {
    match: matches.length > 0 ? matches.join(' AND ') : null,
    filtered: others.length > 0,
    where: [LIVE, ...others.map(fragment => fragment.sql)].join('\n AND '),
    values: others.flatMap(fragment => fragment.values),
  }
}
