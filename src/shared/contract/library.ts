import { z } from 'zod'
import { method } from '../rpc/contract.ts'
import { CollectionId, Color, ItemRef, SnapshotId, SourceId, TagId, Timestamp } from './ids.ts'

export const ReadingState = z.enum(['inbox', 'reading', 'archive'])
export type ReadingState = z.infer<typeof ReadingState>

export const Person = z.object({
  family: z.string().optional(),
  given: z.string().optional(),
  literal: z.string().optional(),
})
export type Person = z.infer<typeof Person>

export const Tag = z.object({ id: TagId, name: z.string(), color: Color.nullable(), count: z.number().int() })
export type Tag = z.infer<typeof Tag>

export const Collection = z.object({
  id: CollectionId,
  name: z.string(),
  parentId: CollectionId.nullable(),
  count: z.number().int(),
})
export type Collection = z.infer<typeof Collection>

/** A source as a list shows it. */
export const SourceSummary = z.object({
  id: SourceId,
  title: z.string(),
  siteName: z.string().nullable(),
  byline: z.string().nullable(),
  /** ISO date with the precision known: `2025`, `2025-03`, `2025-03-03`, or a full timestamp. */
  published: z.string().nullable(),
  state: ReadingState,
  starred: z.boolean(),
  wordCount: z.number().int(),
  /** Share read, 0–1. */
  progress: z.number(),
  annotationCount: z.number().int(),
  /** Colour of the newest highlight. */
  annotationColor: Color.nullable(),
  createdAt: Timestamp,
  kind: z.string(),
})
export type SourceSummary = z.infer<typeof SourceSummary>

export const SnapshotSummary = z.object({
  id: SnapshotId,
  capturedAt: Timestamp,
  originalHash: z.string(),
  originalBytes: z.number().int(),
  finalUrl: z.string().nullable(),
  wordCount: z.number().int(),
  imagesKept: z.number().int(),
  imagesMissing: z.number().int(),
})
export type SnapshotSummary = z.infer<typeof SnapshotSummary>

/** The bibliographic record of a source, as one edits it. */
export const SourceRecord = z.object({
  title: z.string().min(1),
  subtitle: z.string().nullable(),
  authors: z.array(Person),
  siteName: z.string().nullable(),
  publisher: z.string().nullable(),
  published: z.string().nullable(),
  language: z.string().nullable(),
  url: z.string().nullable(),
  doi: z.string().nullable(),
  isbn: z.string().nullable(),
  description: z.string().nullable(),
  /** CSL type, for example `article-newspaper`, `webpage`. */
  cslType: z.string(),
})
export type SourceRecord = z.infer<typeof SourceRecord>

export const SourceDetail = SourceSummary.extend({
  record: SourceRecord,
  /** Field → where its value came from, for example `json-ld`, `meta:citation_author`, `edited`. */
  metadataOrigin: z.record(z.string(), z.string()),
  dir: z.enum(['ltr', 'rtl']).nullable(),
  currentSnapshotId: SnapshotId.nullable(),
  snapshots: z.array(SnapshotSummary),
  tags: z.array(Tag),
  collectionIds: z.array(CollectionId),
  trashedAt: Timestamp.nullable(),
})
export type SourceDetail = z.infer<typeof SourceDetail>

/** Which sources a list holds. */
export const SourceView = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('state'), state: ReadingState }),
  z.object({ kind: z.literal('all') }),
  z.object({ kind: z.literal('collection'), id: CollectionId }),
  z.object({ kind: z.literal('tag'), id: TagId }),
])
export type SourceView = z.infer<typeof SourceView>

export const SourceSort = z.enum(['added', 'published', 'title', 'site'])
export type SourceSort = z.infer<typeof SourceSort>

export const TrashedItem = ItemRef.extend({ title: z.string(), trashedAt: Timestamp })
export type TrashedItem = z.infer<typeof TrashedItem>

export const LibraryCounts = z.object({
  inbox: z.number().int(),
  reading: z.number().int(),
  archive: z.number().int(),
  all: z.number().int(),
  notes: z.number().int(),
  highlights: z.number().int(),
  reports: z.number().int(),
  trash: z.number().int(),
})

const Items = z.object({ items: z.array(ItemRef).min(1).max(100_000) })
const Count = z.object({ changed: z.number().int() })

export const libraryContract = {
  'library.counts': method('How many items each place of the rail holds.', {
    input: z.object({}),
    output: LibraryCounts,
  }),
  'library.listSources': method('A stretch of the sources in a view, newest first unless sorted otherwise.', {
    input: z.object({
      view: SourceView,
      sort: SourceSort.default('added'),
      descending: z.boolean().default(true),
      offset: z.number().int().nonnegative().default(0),
      limit: z.number().int().min(1).max(1_000).default(200),
    }),
    output: z.object({ total: z.number().int(), items: z.array(SourceSummary) }),
  }),
  'library.getSource': method('One source with its record, snapshots and tags.', {
    input: z.object({ id: SourceId }),
    output: SourceDetail,
  }),
  'library.findByUrl': method('The source that was clipped from an address, if there is one outside the trash.', {
    input: z.object({ url: z.string().min(1).max(8_000) }),
    output: z.object({ sourceId: SourceId.nullable() }),
  }),
  'library.updateSource': method('Corrects fields of a source’s record; corrected fields are marked as edited.', {
    input: z.object({ id: SourceId, record: SourceRecord.partial() }),
    output: SourceDetail,
    changes: ['library', 'search'],
  }),
  'library.setState': method('Moves sources to Inbox, Reading or Archive.', {
    input: z.object({ ids: z.array(SourceId).min(1), state: ReadingState }),
    output: z.object({ previous: z.array(z.object({ id: SourceId, state: ReadingState })) }),
    changes: ['library'],
  }),
  'library.setStarred': method('Stars sources or takes the star away.', {
    input: z.object({ ids: z.array(SourceId).min(1), starred: z.boolean() }),
    output: Count,
    changes: ['library'],
  }),
  'library.setProgress': method('Remembers how far a source has been read, 0–1.', {
    input: z.object({ id: SourceId, progress: z.number().min(0).max(1) }),
    output: z.object({}),
    changes: ['library'],
  }),
  'library.listTags': method('Every tag with the number of items that carry it.', {
    input: z.object({}),
    output: z.array(Tag),
  }),
  'library.tagItems': method('Adds tags (made when new) to items and takes others away.', {
    input: Items.extend({
      add: z.array(z.string().min(1).max(200)).default([]),
      remove: z.array(z.string()).default([]),
    }),
    output: Count,
    changes: ['library', 'notes', 'annotations', 'search'],
  }),
  'library.updateTag': method('Renames or recolours a tag; a name already taken merges the two.', {
    input: z.object({ id: TagId, name: z.string().min(1).max(200).optional(), color: Color.nullable().optional() }),
    output: z.object({ merged: z.boolean() }),
    changes: ['library', 'notes', 'annotations', 'search'],
  }),
  'library.removeTag': method('Takes a tag away from everything.', {
    input: z.object({ id: TagId }),
    output: Count,
    changes: ['library', 'notes', 'annotations', 'search'],
  }),
  'library.listCollections': method('Every collection with the number of sources in it.', {
    input: z.object({}),
    output: z.array(Collection),
  }),
  'library.createCollection': method('Makes a collection, inside another when a parent is given.', {
    input: z.object({ name: z.string().min(1).max(200), parentId: CollectionId.nullable().default(null) }),
    output: Collection,
    changes: ['library'],
  }),
  'library.updateCollection': method('Renames a collection or moves it into another; never into itself.', {
    input: z.object({
      id: CollectionId,
      name: z.string().min(1).max(200).optional(),
      parentId: CollectionId.nullable().optional(),
    }),
    output: Collection,
    changes: ['library'],
  }),
  'library.removeCollection': method('Removes a collection; its sources and sub-collections stay in the library.', {
    input: z.object({ id: CollectionId }),
    output: Count,
    changes: ['library'],
  }),
  'library.collect': method('Puts sources into a collection or takes them out.', {
    input: z.object({ id: CollectionId, add: z.array(SourceId).default([]), remove: z.array(SourceId).default([]) }),
    output: Count,
    changes: ['library'],
  }),
  'library.trash': method('Puts items into the trash.', {
    input: Items,
    output: Count,
    changes: ['library', 'annotations', 'notes', 'reports', 'search'],
  }),
  'library.restore': method('Takes items out of the trash, back to where they were.', {
    input: Items,
    output: Count,
    changes: ['library', 'annotations', 'notes', 'reports', 'search'],
  }),
  'library.listTrash': method('What is in the trash, newest first.', {
    input: z.object({}),
    output: z.array(TrashedItem),
  }),
  'library.deleteForGood': method('Deletes items that are in the trash. This cannot be undone.', {
    input: Items,
    output: Count,
    changes: ['library', 'annotations', 'notes', 'reports', 'search'],
  }),
}
