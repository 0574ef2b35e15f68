import type { Annotation } from '../../shared/contract/annotations.ts'

/** The drag type under which a highlight travels into a note. */
export const ANNOTATION_MIME = 'application/x-commonplace-annotation'
/** The window event that asks the open note to quote a highlight; its detail is an `AnnotationPayload`. */
export const QUOTE_EVENT = 'commonplace:quote'

/** What a dragged or quoted highlight carries. */
export interface AnnotationPayload {
  annotationId: string
  sourceId: string
  text: string
}

export function annotationPayload({ id, sourceId, passage }: Annotation): AnnotationPayload {
  return { annotationId: id, sourceId, text: passage.exact }
}

/** Loads a drag with a highlight: live for a note, words with their source for everything else. */
export function loadDrag(transfer: DataTransfer, annotation: Annotation, asText: string): void {
  transfer.effectAllowed = 'copy'
  transfer.setData(ANNOTATION_MIME, JSON.stringify(annotationPayload(annotation)))
  transfer.setData('text/plain', asText)
}
