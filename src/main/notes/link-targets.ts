import type { Database } from 'better-sqlite3'
import type { LinkSuggestion } from '../../shared/contract/notes.ts'
import { spaceUnspaced } from '../storage/text-index.ts'

const QUOTE_CHARS = 80
const MIN_NAME_CHARS = 3

/** What was typed after `[[` as a prefix query over titles: every word must begin a word of the title. */
function titleQuery(typed: string): string | null {
  const words = spaceUnspaced(typed).match(/[\p{L}\p{N}\p{M}]+/gu)
  return words ? words.map(word => `"${word}"*`).join(' ') : null
}

interface SuggestionRow {
  kind: LinkSuggestion['kind']
  id: string
  title: string
  detail: string | null
  color: number | null
  sourceId: string | null
}

const toSuggestion = (row: SuggestionRow): LinkSuggestion => ({
  ...row,
  detail: row.detail ?? '',
  color: row.color as LinkSuggestion['color'],
})

function recent(db: Database, limit: number): SuggestionRow[] {
  return db
    .prepare(
      `SELECT * FROM (
         SELECT 'note' AS kind, id, title, '' AS detail, NULL AS color, NULL AS sourceId, updated_at_ms AS at
           FROM notes WHERE trashed_at_ms IS NULL ORDER BY updated_at_ms DESC LIMIT @limit)
       UNION ALL SELECT * FROM (
         SELECT 'source', id, title, coalesce(byline, site_name), NULL, NULL, updated_at_ms
           FROM sources WHERE trashed_at_ms IS NULL ORDER BY created_at_ms DESC LIMIT @limit)
       ORDER BY at DESC LIMIT @limit`,
    )
    .all({ limit }) as SuggestionRow[]
}

function byTitle(db: Database, match: string, limit: number): SuggestionRow[] {
  return db
    .prepare(
      `WITH hits AS (SELECT rowid FROM title_fts WHERE title_fts MATCH @match ORDER BY rowid DESC LIMIT 400)
       SELECT i.kind, i.item_id AS id, coalesce(n.title, s.title) AS title, coalesce(s.byline, s.site_name) AS detail,
         NULL AS color, NULL AS sourceId
       FROM hits JOIN search_items i ON i.rowid = hits.rowid
       LEFT JOIN notes n ON i.kind = 'note' AND n.id = i.item_id AND n.trashed_at_ms IS NULL
       LEFT JOIN sources s ON i.kind = 'source' AND s.id = i.item_id AND s.trashed_at_ms IS NULL
       WHERE coalesce(n.id, s.id) IS NOT NULL
       ORDER BY length(coalesce(n.title, s.title)), hits.rowid DESC LIMIT @limit`,
    )
    .all({ match, limit }) as SuggestionRow[]
}

/** Sources by the beginnings of their authors' and site's names; shorter words begin too many names to help. */
function byPeople(db: Database, typed: string, match: string, limit: number): SuggestionRow[] {
  if (typed.trim().length < MIN_NAME_CHARS) return []
  const words = typed.trim().toLowerCase().split(/\s+/)
  const rows = db
    .prepare(
      `WITH hits AS (SELECT rowid FROM typing_fts WHERE typing_fts MATCH @match ORDER BY rowid DESC LIMIT 2000)
       SELECT 'source' AS kind, s.id, s.title, coalesce(s.byline, s.site_name) AS detail, NULL AS color, NULL AS sourceId
       FROM hits JOIN search_items i ON i.rowid = hits.rowid AND i.kind = 'source'
       JOIN sources s ON s.id = i.item_id AND s.trashed_at_ms IS NULL`,
    )
    .all({ match }) as SuggestionRow[]
  const named = (row: SuggestionRow) => words.every(word => ` ${row.detail ?? ''}`.toLowerCase().includes(` ${word}`))
  return rows.filter(named).slice(0, limit)
}

function highlights(db: Database, match: string, limit: number): SuggestionRow[] {
  return db
    .prepare(
      `WITH hits AS (SELECT rowid FROM typing_fts WHERE typing_fts MATCH @match ORDER BY rowid DESC LIMIT 2000)
       SELECT 'annotation' AS kind, a.id, substr(a.exact, 1, ${QUOTE_CHARS}) AS title, s.title AS detail, a.color,
         a.source_id AS sourceId
       FROM hits JOIN search_items i ON i.rowid = hits.rowid AND i.kind = 'annotation'
       JOIN annotations a ON a.id = i.item_id AND a.trashed_at_ms IS NULL
       JOIN sources s ON s.id = a.source_id AND s.trashed_at_ms IS NULL
       ORDER BY hits.rowid DESC LIMIT @limit`,
    )
    .all({ match, limit }) as SuggestionRow[]
}

/** Link targets for what was typed after `[[`: titles that begin so come first, then sources by people whose names do, then highlights; nothing typed gives the latest. */
export function completeLink(db: Database, typed: string, limit: number): LinkSuggestion[] {
  const match = titleQuery(typed)
  if (match === null) return recent(db, limit).map(toSuggestion)
  const firstWord = typed.trim().toLowerCase().split(/\s+/)[0] ?? ''
  const titles = byTitle(db, match, limit)
  const first = titles.filter(row => row.title.toLowerCase().startsWith(firstWord))
  const others = titles.filter(row => !first.includes(row))
  const people = byPeople(db, typed, match, limit).filter(row => !titles.some(title => title.id === row.id))
  const ordered = [...first, ...people, ...others]
  const quotes = highlights(db, match, Math.max(2, limit - ordered.length))
  return [...ordered.slice(0, limit - Math.min(quotes.length, 3)), ...quotes].slice(0, limit).map(toSuggestion)
}

export interface TargetTitle {
  kind: string
  id: string
  title: string
  state: 'present' | 'trashed' | 'missing'
}

const TITLE_SQL: Record<LinkSuggestion['kind'], string> = {
  note: 'SELECT title, trashed_at_ms FROM notes WHERE id = ?',
  source: 'SELECT title, trashed_at_ms FROM sources WHERE id = ?',
  annotation: `SELECT a.exact AS title, coalesce(a.trashed_at_ms, s.trashed_at_ms) AS trashed_at_ms
    FROM annotations a JOIN sources s ON s.id = a.source_id WHERE a.id = ?`,
}

/** The present title of each target; one that is gone has an empty title. */
export function targetTitles(db: Database, targets: { kind: LinkSuggestion['kind']; id: string }[]): TargetTitle[] {
  return targets.map(({ kind, id }) => {
    const row = db.prepare(TITLE_SQL[kind]).get(id) as { title: string; trashed_at_ms: number | null } | undefined
    if (!row) return { kind, id, title: '', state: 'missing' }
    return { kind, id, title: row.title, state: row.trashed_at_ms === null ? 'present' : 'trashed' }
  })
}
