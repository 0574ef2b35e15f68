import { z } from 'zod'
import { method } from '../rpc/contract.ts'
import { AnnotationId, Color, NoteId, SnapshotId, SourceId, Timestamp } from './ids.ts'

/** A passage by its words and by its place in the canonical text (UTF-16 offsets, end exclusive). */
export const Passage = z.object({
  exact: z.string().min(1).max(100_000),
  prefix: z.string().max(200),
  suffix: z.string().max(200),
  start: z.number().int().nonnegative(),
  end: z.number().int().nonnegative(),
})
export type Passage = z.infer<typeof Passage>

/** Where an annotation stands now: at its place, at a doubtful place, or nowhere (an orphan, never dropped). */
export const AnchorStatus = z.enum(['placed', 'doubtful', 'orphan'])
export type AnchorStatus = z.infer<typeof AnchorStatus>

export const Annotation = z.object({
  id: AnnotationId,
  sourceId: SourceId,
  sourceTitle: z.string(),
  snapshotId: SnapshotId,
  passage: Passage,
  status: AnchorStatus,
  color: Color,
  comment: z.string(),
  tags: z.array(z.string()),
  noteCount: z.number().int(),
  createdAt: Timestamp,
  updatedAt: Timestamp,
})
export type Annotation = z.infer<typeof Annotation>

export const annotationsContract = {
  'annotations.list': method('A source’s annotations in the order of the text.', {
    input: z.object({ sourceId: SourceId }),
    output: z.array(Annotation),
  }),
  'annotations.listAll': method('Annotations over the whole library, newest first.', {
    input: z.object({
      query: z.string().max(1_000).default(''),
      color: Color.optional(),
      tag: z.string().optional(),
      offset: z.number().int().nonnegative().default(0),
      limit: z.number().int().min(1).max(1_000).default(200),
    }),
    output: z.object({ total: z.number().int(), items: z.array(Annotation) }),
  }),
  'annotations.get': method('One annotation.', { input: z.object({ id: AnnotationId }), output: Annotation }),
  'annotations.create': method('Marks a passage of a snapshot.', {
    input: z.object({
      snapshotId: SnapshotId,
      passage: Passage,
      color: Color.default(1),
      comment: z.string().max(100_000).default(''),
      tags: z.array(z.string()).default([]),
    }),
    output: Annotation,
    changes: ['annotations', 'library', 'search'],
  }),
  'annotations.update': method('Changes colour, comment or place of an annotation.', {
    input: z.object({
      id: AnnotationId,
      color: Color.optional(),
      comment: z.string().max(100_000).optional(),
      passage: Passage.optional(),
      /** The capture of the same source in which the passage stands, when it is another than before. */
      snapshotId: SnapshotId.optional(),
      status: AnchorStatus.optional(),
    }),
    output: Annotation,
    changes: ['annotations', 'notes', 'search'],
  }),
  'annotations.uses': method('The notes that quote or link an annotation.', {
    input: z.object({ id: AnnotationId }),
    output: z.array(z.object({ noteId: NoteId, title: z.string() })),
  }),
}
