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
}

interface Targets {
  sources: string[]
  annotations: string[]
}

function targetsOf(db: Database, noteId: string): Targets {
  const rows = db
    .prepare('SELECT DISTINCT target_kind AS kind, target_id AS id FROM links WHERE note_id = ?')
    .all(noteId) as {
    kind: string
    id: string
  }[]
  const ids = (kind: string) => rows.filter(row => row.kind === kind).map(row => row.id)
  return { sources: ids('source'), annotations: ids('annotation') }
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

/** Errors: `not-found`. */
export function gatherReport(db: Database, what: { kind: 'note' | 'report'; id: string }): GatheredReport {
  const report = what.kind === 'report' ? getReport(db, what.id) : null
  const noteIds = report
    ? report.sections.filter(section => section.included).map(section => section.noteId)
    : [what.id]
  const notes = noteIds.map(id => getNote(db, id))
  const targets = noteIds.map(id => targetsOf(db, id))
  const annotations = existing(new Set(targets.flatMap(each => each.annotations)), id => getAnnotation(db, id))
  const sourceIds = new Set([...targets.flatMap(each => each.sources), ...annotations.map(each => each.sourceId)])
  return {
    title: report?.title ?? notes[0]?.title ?? '',
    report,
    sections: notes.map(({ id, title, document }) => ({ noteId: id, title, document })),
    sources: existing(sourceIds, id => getSource(db, id)),
    annotations,
  }
}
