import type { NoteId } from '../../shared/contract/ids.ts'
import { perform } from '../app/perform.ts'
import { useWorkspace } from '../app/workspace-store.ts'
import { trashItems } from '../library/source-actions.ts'
import { quoted } from '../ui/counts.ts'

/** Makes an empty note and opens it. */
export async function createNote(options: { beside?: boolean } = {}): Promise<void> {
  const note = await perform('notes.create', {})
  if (note) useWorkspace.getState().open({ kind: 'note', id: note.id }, options)
}

/** Puts a note into the trash and closes its tab; can be undone. */
export async function trashNote(id: NoteId, title: string): Promise<void> {
  await trashItems([{ kind: 'note', id }], quoted(title))
}

/** Makes a report that starts with one note, and opens it. */
export async function createReport(title: string, noteIds: NoteId[]): Promise<void> {
  const report = await perform('reports.create', { title, noteIds })
  if (report) useWorkspace.getState().open({ kind: 'report', id: report.id })
}
