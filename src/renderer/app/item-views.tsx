import { HighlightsList } from '../annotations/highlights-list.tsx'
import { SourceInspector } from '../annotations/source-inspector.tsx'
import { NoteInspector } from '../notes/note-inspector.tsx'
import { NoteView } from '../notes/note-view.tsx'
import { NotesList } from '../notes/notes-list.tsx'
import { SourceView } from '../reader/source-view.tsx'
import { ReportView } from '../reports/report-view.tsx'
import { ReportsList } from '../reports/reports-list.tsx'
import type { TabTarget } from './workspace-store.ts'

export { HighlightsList, NotesList, ReportsList }

/** What a tab shows. */
export function ItemView({ target }: { target: TabTarget }) {
  if (target.kind === 'source') return <SourceView sourceId={target.id} />
  if (target.kind === 'note') return <NoteView noteId={target.id} />
  return <ReportView reportId={target.id} />
}

/** What the inspector shows about an item; a report has its settings in its own view. */
export function ItemInspector({ target }: { target: TabTarget }) {
  if (target.kind === 'source') return <SourceInspector sourceId={target.id} />
  if (target.kind === 'note') return <NoteInspector noteId={target.id} />
  return null
}

export const hasInspector = (target: TabTarget | undefined): boolean =>
  target?.kind === 'source' || target?.kind === 'note'
