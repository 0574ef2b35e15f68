import { useQueries } from '@tanstack/react-query'
import type { Annotation } from '../../shared/contract/annotations.ts'
import { callQuery } from '../rpc/queries.ts'

export interface HighlightUse {
  noteId: string
  title: string
  annotation: Annotation
}

/** The notes in which each of these highlights stands; empty while they are being fetched. */
export function useHighlightUses(annotations: readonly Annotation[] | undefined): HighlightUse[] {
  const used = (annotations ?? []).filter(annotation => annotation.noteCount > 0)
  const answers = useQueries({ queries: used.map(({ id }) => callQuery('annotations.uses', { id })) })
  return used.flatMap((annotation, at) => (answers[at]?.data ?? []).map(use => ({ ...use, annotation })))
}
