import type { Person, ReadingState, SourceSummary } from '../../shared/contract/library.ts'

/** A source as a list query reads it. */
export interface SourceSummaryRow {
  id: string
  kind: string
  title: string
  site_name: string | null
  byline: string | null
  published: string | null
  state: string
  starred: number
  word_count: number
  progress: number
  created_at_ms: number
  annotation_count: number
  annotation_color: number | null
}

/** The columns of `SourceSummaryRow`, from a table aliased `s`. */
export const SOURCE_SUMMARY_COLUMNS = `
  s.id, s.kind, s.title, s.site_name, s.byline, s.published, s.state, s.starred, s.word_count, s.progress, s.created_at_ms,
  (SELECT count(*) FROM annotations a WHERE a.source_id = s.id AND a.trashed_at_ms IS NULL) AS annotation_count,
  (SELECT a.color FROM annotations a WHERE a.source_id = s.id AND a.trashed_at_ms IS NULL
     ORDER BY a.created_at_ms DESC LIMIT 1) AS annotation_color`

export function toSourceSummary(row: SourceSummaryRow): SourceSummary {
  return {
    id: row.id as SourceSummary['id'],
    kind: row.kind,
    title: row.title,
    siteName: row.site_name,
    byline: row.byline,
    published: row.published,
    state: row.state as ReadingState,
    starred: row.starred === 1,
    wordCount: row.word_count,
    progress: row.progress,
    annotationCount: row.annotation_count,
    annotationColor: row.annotation_color as SourceSummary['annotationColor'],
    createdAt: row.created_at_ms,
  }
}

/** The authors as one line: "Ifeoma Okafor", "Okafor and Lindner" are both kept as they came; more than three are cut. */
export function bylineOf(authors: Person[]): string | null {
  const names = authors
    .map(person => person.literal ?? [person.given, person.family].filter(Boolean).join(' '))
    .filter(name => name.trim() !== '')
  if (names.length === 0) return null
  return names.length > 3 ? `${names.slice(0, 3).join(', ')} et al.` : names.join(', ')
}
