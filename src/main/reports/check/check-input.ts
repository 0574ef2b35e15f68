import type { Annotation } from '../../../shared/contract/annotations.ts'
import type { CheckFinding } from '../../../shared/contract/reports.ts'
import { documentText } from '../../../shared/document/derive/plain-text.ts'
import type { Block, NoteDocument, ReferenceTarget } from '../../../shared/document/document.ts'
import type { GatheredReport } from '../gather-report.ts'
import type { TypesetSettings } from '../typeset/report-source.ts'

/** What the check knows: the gathered report, and how things stand in the library. */
export interface CheckInput {
  gathered: Pick<GatheredReport, 'sections' | 'embedded' | 'sources' | 'annotations'>
  settings: Pick<TypesetSettings, 'citationStyle'> & { pdfStandard?: string | null }
  standing: (target: Pick<ReferenceTarget, 'kind' | 'id'>) => 'here' | 'trashed' | 'gone'
  /** The canonical texts of a source's captures, the current one first; empty when none can be read. */
  textsOf: (sourceId: string) => readonly string[]
}

/** One note of the report, as the checks go through it. */
export interface CheckedNote {
  noteId: string
  title: string
  document: NoteDocument
}

/** What one check has to say; ids, titles and waivers are added to it. */
export interface Remark extends Pick<CheckFinding, 'kind' | 'severity' | 'message' | 'blockIndex'> {
  sourceId?: string
  /** What tells this remark from others of its kind in the note; never its place, which changes. */
  key: string
}

/** The input with what the checks look up again and again. */
export interface CheckContext extends CheckInput {
  /** As in the input, but made comparable (`quoted-words.ts`). */
  textsOf: CheckInput['textsOf']
  sourcesById: ReadonlyMap<string, GatheredReport['sources'][number]>
  annotationsById: ReadonlyMap<string, Annotation>
}

export type Check = (note: CheckedNote, context: CheckContext) => Remark[]

const MAX_SHOWN_CHARS = 60

/** The first words of a text in quotation marks, to know a place by. */
export function shown(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  const short = line.length <= MAX_SHOWN_CHARS ? line : `${line.slice(0, MAX_SHOWN_CHARS).replace(/\s+\S*$/, '')}…`
  return `“${short}”`
}

export function blockText(blocks: readonly Block[]): string {
  return documentText({ version: 1, blocks: [...blocks] })
}
