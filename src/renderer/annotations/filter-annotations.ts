import type { Annotation } from '../../shared/contract/annotations.ts'
import type { Color } from '../../shared/contract/ids.ts'

export interface AnnotationFilter {
  text: string
  color: Color | null
  tag: string | null
}

export const NO_FILTER: AnnotationFilter = { text: '', color: null, tag: null }

const fold = (text: string) => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()

/** Annotations of the colour and tag whose quotation, comment or tags hold every word of the text. */
export function filterAnnotations(annotations: readonly Annotation[], filter: AnnotationFilter): Annotation[] {
  const words = fold(filter.text).split(/\s+/).filter(Boolean)
  return annotations.filter(annotation => {
    if (filter.color !== null && annotation.color !== filter.color) return false
    if (filter.tag !== null && !annotation.tags.includes(filter.tag)) return false
    if (words.length === 0) return true
    const text = fold([annotation.passage.exact, annotation.comment, ...annotation.tags].join('\n'))
    return words.every(word => text.includes(word))
  })
}

/** The tags in use, in the order of the alphabet. */
export function tagsInUse(annotations: readonly Annotation[]): string[] {
  return [...new Set(annotations.flatMap(annotation => annotation.tags))].sort((a, b) => a.localeCompare(b))
}

/** The colours in use, in the order of the palette. */
export function colorsInUse(annotations: readonly Annotation[]): Color[] {
  return [...new Set(annotations.map(annotation => annotation.color))].sort((a, b) => a - b)
}

export interface AnnotationGroup {
  sourceId: string
  title: string
  annotations: Annotation[]
}

/** Annotations by source, in the order in which each source first appears. */
export function groupBySource(annotations: readonly Annotation[]): AnnotationGroup[] {
  return [...Map.groupBy(annotations, annotation => annotation.sourceId)].map(([sourceId, members]) => ({
    sourceId,
    title: members[0]?.sourceTitle ?? '',
    annotations: members,
  }))
}
