import { z } from 'zod'

const id = <B extends string>() => z.string().min(1).max(64).brand<B>()

export const SourceId = id<'SourceId'>()
export type SourceId = z.infer<typeof SourceId>
export const SnapshotId = id<'SnapshotId'>()
export type SnapshotId = z.infer<typeof SnapshotId>
export const AnnotationId = id<'AnnotationId'>()
export type AnnotationId = z.infer<typeof AnnotationId>
export const NoteId = id<'NoteId'>()
export type NoteId = z.infer<typeof NoteId>
export const ReportId = id<'ReportId'>()
export type ReportId = z.infer<typeof ReportId>
export const TagId = id<'TagId'>()
export type TagId = z.infer<typeof TagId>
export const CollectionId = id<'CollectionId'>()
export type CollectionId = z.infer<typeof CollectionId>
export const JobId = id<'JobId'>()
export type JobId = z.infer<typeof JobId>

/** SHA-256 of a blob's bytes, lower-case hex. */
export const BlobHash = z.string().regex(/^[0-9a-f]{64}$/)

/** Anything a person can put in the trash, tag or find. */
export const ItemKind = z.enum(['source', 'note', 'annotation', 'report'])
export type ItemKind = z.infer<typeof ItemKind>
export const ItemRef = z.object({ kind: ItemKind, id: z.string().min(1).max(64) })
export type ItemRef = z.infer<typeof ItemRef>

/** Milliseconds since 1970-01-01 UTC. */
export const Timestamp = z.number().int().nonnegative()

/** Six highlight colours, as in the tokens --hl-1 … --hl-6. */
export const Color = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5), z.literal(6)])
export type Color = z.infer<typeof Color>
