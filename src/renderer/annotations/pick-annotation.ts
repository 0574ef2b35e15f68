import type { Annotation } from '../../shared/contract/annotations.ts'

/** Whether an annotation has a place in the text that is on the screen. */
export function isPlaced(annotation: Annotation, snapshotId: string): boolean {
  return annotation.status !== 'orphan' && annotation.snapshotId === snapshotId
}

/**
 * The mark meant by a click on `under`, the ids of the marks at that place, inner ones first: the first, or the one after
 * `current`, so that repeated clicks reach every mark of an overlap. Null where no mark is.
 */
export function pickMark(under: readonly string[], current: string | null): string | null {
  return under[(under.indexOf(current ?? '') + 1) % under.length] ?? null
}

/** The next or previous annotation in the order of the text, from an offset when none is current; goes round at the ends. */
export function neighbourAnnotation(
  annotations: readonly Annotation[],
  current: string | null,
  offset: number,
  forward: boolean,
): Annotation | null {
  if (annotations.length === 0) return null
  const at = annotations.findIndex(annotation => annotation.id === current)
  if (at >= 0) return annotations.at((at + (forward ? 1 : -1)) % annotations.length) ?? null
  const next = forward
    ? annotations.find(annotation => annotation.passage.start >= offset)
    : annotations.findLast(annotation => annotation.passage.end <= offset)
  return next ?? annotations.at(forward ? 0 : -1) ?? null
}
