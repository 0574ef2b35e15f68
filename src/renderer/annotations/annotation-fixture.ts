import { Annotation } from '../../shared/contract/annotations.ts'

/** An annotation for tests: what is given, and plausible values for the rest. */
export function annotationFixture(
  given: { id: string; start?: number; end?: number; exact?: string } & Partial<
    Pick<Annotation, 'color' | 'comment' | 'tags' | 'status' | 'sourceTitle' | 'createdAt'>
  > & { sourceId?: string; snapshotId?: string },
): Annotation {
  const { id, start = 0, end = 10, exact = 'ten letters', sourceId = 's1', snapshotId = 'n1', ...rest } = given
  return Annotation.parse({
    id,
    sourceId,
    snapshotId,
    sourceTitle: 'A title',
    passage: { exact, prefix: '', suffix: '', start, end },
    status: 'placed',
    color: 1,
    comment: '',
    tags: [],
    noteCount: 0,
    createdAt: 0,
    updatedAt: 0,
    ...rest,
  })
}
