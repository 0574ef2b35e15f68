import { createHash } from 'node:crypto'
import type { NoteId, SourceId } from '../../../shared/contract/ids.ts'
import type { CheckFinding } from '../../../shared/contract/reports.ts'
import type { Check, CheckContext, CheckedNote, CheckInput, Remark } from './check-input.ts'
import { checkLinks, checkSources } from './check-links.ts'
import { checkQuotations } from './check-quotations.ts'
import { checkComments, checkHeadings, checkImages } from './check-structure.ts'
import { comparable } from './quoted-words.ts'

const CHECKS: readonly Check[] = [
  checkQuotations,
  checkSources,
  checkLinks,
  checkImages,
  checkHeadings,
  checkTrashed,
  checkComments,
]

/** All there is to look at before the report is handed in, in reading order. */
export function checkReport(input: CheckInput): CheckFinding[] {
  const { sections, embedded, sources, annotations } = input.gathered
  const context: CheckContext = {
    ...input,
    textsOf: remembered(sourceId => input.textsOf(sourceId).map(comparable)),
    sourcesById: new Map(sources.map(source => [source.id, source])),
    annotationsById: new Map(annotations.map(annotation => [annotation.id, annotation])),
  }
  const shownInside = Object.entries(embedded).map(([noteId, note]) => ({ noteId, ...note }))
  const found = [...sections, ...shownInside].flatMap(note => findingsIn(note, context))
  return onceEachSource(found)
}

function findingsIn(note: CheckedNote, context: CheckContext): CheckFinding[] {
  const remarks = CHECKS.flatMap(check => check(note, context)).sort((a, b) => a.blockIndex - b.blockIndex)
  const times = new Map<string, number>()
  return remarks.map(({ key, sourceId, ...remark }) => {
    // A source lacks the same wherever it is cited.
    const name = idOf(remark.kind === 'source-incomplete' ? '' : note.noteId, remark.kind, key)
    const time = (times.get(name) ?? 0) + 1
    times.set(name, time)
    return {
      ...remark,
      id: time === 1 ? name : `${name}-${time}`,
      noteId: note.noteId as NoteId,
      noteTitle: note.title || 'Untitled',
      ...(sourceId === undefined ? {} : { sourceId: sourceId as SourceId }),
    }
  })
}

function idOf(noteId: string, kind: string, key: string): string {
  return `${kind}-${createHash('sha256')
    .update(JSON.stringify([noteId, key]))
    .digest('hex')
    .slice(0, 16)}`
}

/** A source that lacks something is named where it is first cited, once. */
function onceEachSource(findings: readonly CheckFinding[]): CheckFinding[] {
  const seen = new Set<string>()
  return findings.filter(({ kind, sourceId }) => {
    if (kind !== 'source-incomplete' || sourceId === undefined) return true
    const isFirst = !seen.has(sourceId)
    seen.add(sourceId)
    return isFirst
  })
}

/** A section whose note was thrown away. */
function checkTrashed({ noteId, title }: CheckedNote, { standing }: CheckContext): Remark[] {
  if (standing({ kind: 'note', id: noteId }) !== 'trashed') return []
  const message = `The note “${title || 'Untitled'}” is in the trash and still part of this report.`
  return [{ kind: 'note-trashed', severity: 'error', message, blockIndex: 0, key: '' }]
}

function remembered<T>(read: (id: string) => T): (id: string) => T {
  const known = new Map<string, T>()
  return id => {
    const found = known.get(id) ?? read(id)
    known.set(id, found)
    return found
  }
}
