import type { Annotation } from '../../shared/contract/annotations.ts'

/** Whether an annotation has a place in the text that is on the screen. */
export function isPlaced(annotation: Annotation, snapshotId: string): boolean {
  return annotation.status !== 'orphan' && annotation.snapshotId === snapshotId
}

/**
 * The annotation meant by a click at an offset: the shortest over it, or the next longer one when that was `current` already,
 * so that repeated clicks reach every mark of an overlap. Null where no mark is.
 */
export function pickAnnotation(
  annotations: readonly Annotation[],
  offset: number,
  current: string | null,
): Annotation | null {
  const under = annotations
    .filter(({ passage }) => passage.start <= offset && offset < passage.end)
    .toSorted((a, b) => lengthOf(a) - lengthOf(b))
  const at = under.findIndex(annotation => annotation.id === current)
  return under[(at + 1) % under.length] ?? null
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

const lengthOf = ({ passage }: Annotation) => passage.end - passage.start
