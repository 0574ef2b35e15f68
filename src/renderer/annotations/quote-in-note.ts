import type { Annotation } from '../../shared/contract/annotations.ts'
import { DOCUMENT_VERSION } from '../../shared/document/document.ts'
import { perform } from '../app/perform.ts'
import { useWorkspace } from '../app/workspace-store.ts'
import { annotationPayload, QUOTE_EVENT } from './annotation-transfer.ts'

/** Quotes a highlight in the open note; where none is open, in a new note beside the source. */
export async function quoteInNote(annotation: Annotation): Promise<void> {
  const payload = annotationPayload(annotation)
  const event = new CustomEvent(QUOTE_EVENT, { detail: payload, cancelable: true })
  const isTaken = !window.dispatchEvent(event)
  if (isTaken) return
  const note = await perform('notes.create', {
    title: annotation.sourceTitle,
    document: { version: DOCUMENT_VERSION, blocks: [{ type: 'quotation', ...payload }] },
  })
  if (note) useWorkspace.getState().open({ kind: 'note', id: note.id }, { beside: true })
}
