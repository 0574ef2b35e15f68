import type { Database } from 'better-sqlite3'
import type { Annotation } from '../../shared/contract/annotations.ts'
import type { SourceDetail } from '../../shared/contract/library.ts'
import type { Report } from '../../shared/contract/reports.ts'
import type { NoteDocument } from '../../shared/document/document.ts'
import { getAnnotation } from '../annotations/annotation-store.ts'
import { getSource } from '../library/source-store.ts'
import { getNote } from '../notes/note-store.ts'
import { getReport } from './report-store.ts'

/** All that a report needs from the library, in one consistent read. */
export interface GatheredReport {
  title: string
  report: Report | null
  sections: { noteId: string; title: string; document: NoteDocument }[]
  sources: SourceDetail[]
  annotations: Annotation[]
  /** Notes shown in place inside the sections, by id. */
  embedded: Record<string, { title: string; document: NoteDocument }>
}

type TargetKind = 'source' | 'annotation' | 'note'
type Targets = Record<TargetKind, string[]>

function targetsOf(db: Database, noteId: string): Targets {
  const rows = db
    .prepare('SELECT DISTINCT target_kind AS kind, target_id AS id FROM links WHERE note_id = ?')
    .all(noteId) as {
    kind: string
    id: string
  }[]
  const ids = (kind: TargetKind) => rows.filter(row => row.kind === kind).map(row => row.id)
  return { source: ids('source'), annotation: ids('annotation'), note: ids('note') }
}

/** A target that is gone is left out: the words kept in the note stand for it. */
function existing<T>(ids: Iterable<string>, get: (id: string) => T): T[] {
  return [...ids].flatMap(id => {
    try {
      return [get(id)]
    } catch {
      return []
    }
  })
}

/** The notes a report holds, and those that they show in place, however deep; each once. */
function withEmbedded(db: Database, noteIds: string[]): { id: string; targets: Targets }[] {
  const seen = new Map<string, Targets>()
  const queue = [...noteIds]
  for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
    if (seen.has(id)) continue
    const targets = targetsOf(db, id)
    seen.set(id, targets)
    const { document } = getNote(db, id)
    const embeds = document.blocks.flatMap(block => (block.type === 'embed' ? [block.target.id] : []))
    queue.push(...embeds.filter(embed => targets.note.includes(embed) && noteExists(db, embed)))
  }
  return [...seen].map(([id, targets]) => ({ id, targets }))
}

function noteExists(db: Database, id: string): boolean {
  return db.prepare('SELECT 1 FROM notes WHERE id = ? AND trashed_at_ms IS NULL').get(id) !== undefined
}

/** Errors: `not-found`. */
export function gatherReport(db: Database, what: { kind: 'note' | 'report'; id: string }): GatheredReport {
  const report = what.kind === 'report' ? getReport(db, what.id) : null
  const noteIds: string[] = report
    ? report.sections.filter(section => section.included).map(section => section.noteId)
    : [what.id]
  const notes = noteIds.map(id => getNote(db, id))
  const all = withEmbedded(db, noteIds)
  const annotations = existing(new Set(all.flatMap(({ targets }) => targets.annotation)), id => getAnnotation(db, id))
  const sourceIds = new Set([
    ...all.flatMap(({ targets }) => targets.source),
    ...annotations.map(each => each.sourceId),
  ])
  const embedded = all.filter(({ id }) => !noteIds.includes(id)).map(({ id }) => getNote(db, id))
  return {
    title: report?.title ?? notes[0]?.title ?? '',
    report,
    sections: notes.map(({ id, title, document }) => ({ noteId: id, title, document })),
    sources: existing(sourceIds, id => getSource(db, id)),
    annotations,
    embedded: Object.fromEntries(embedded.map(({ id, title, document }) => [id, { title, document }])),
  }
}
