import type { Annotation } from '../../shared/contract/annotations.ts'
import type { AnnotationGroup } from './filter-annotations.ts'

export type ListRow =
  | { kind: 'source'; key: string; group: AnnotationGroup }
  | { kind: 'highlight'; key: string; annotation: Annotation }

/** Groups as one flat list of rows: each source's head, then its highlights in the order of the text. */
export function listRows(groups: readonly AnnotationGroup[]): ListRow[] {
  return groups.flatMap(group => [
    { kind: 'source' as const, key: `source:${group.sourceId}`, group },
    ...group.annotations
      .toSorted((a, b) => a.passage.start - b.passage.start)
      .map(annotation => ({ kind: 'highlight' as const, key: annotation.id as string, annotation })),
  ])
}
