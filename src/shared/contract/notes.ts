import { z } from 'zod'
import { NoteDocument } from '../document/document.ts'
import { method } from '../rpc/contract.ts'
import { Color, NoteId, Timestamp } from './ids.ts'

export const NoteSummary = z.object({
  id: NoteId,
  title: z.string(),
  /** First words of the text. */
  excerpt: z.string(),
  wordCount: z.number().int(),
  pinned: z.boolean(),
  createdAt: Timestamp,
  updatedAt: Timestamp,
})
export type NoteSummary = z.infer<typeof NoteSummary>

export const Note = NoteSummary.extend({
  document: NoteDocument,
  /** Grows by one with every save; a save names the version it started from. */
  version: z.number().int(),
  trashedAt: Timestamp.nullable(),
})
export type Note = z.infer<typeof Note>

export const LinkSuggestion = z.object({
  kind: z.enum(['note', 'source', 'annotation']),
  id: z.string(),
  title: z.string(),
  detail: z.string(),
  color: Color.nullable(),
  sourceId: z.string().nullable(),
})
export type LinkSuggestion = z.infer<typeof LinkSuggestion>

export const Backlink = z.object({
  noteId: NoteId,
  title: z.string(),
  /** The sentence around the link. */
  context: z.string(),
})
export type Backlink = z.infer<typeof Backlink>

export const Revision = z.object({
  id: z.string(),
  noteId: NoteId,
  name: z.string().nullable(),
  title: z.string(),
  wordCount: z.number().int(),
  createdAt: Timestamp,
})
export type Revision = z.infer<typeof Revision>

export const notesContract = {
  'notes.list': method('Notes, the pinned first, then the last changed.', {
    input: z.object({
      offset: z.number().int().nonnegative().default(0),
      limit: z.number().int().min(1).max(1_000).default(200),
    }),
    output: z.object({ total: z.number().int(), items: z.array(NoteSummary) }),
  }),
  'notes.get': method('One note, whole.', { input: z.object({ id: NoteId }), output: Note }),
  'notes.create': method('Makes a note.', {
    input: z.object({ title: z.string().max(1_000).default(''), document: NoteDocument.optional() }),
    output: Note,
    changes: ['notes', 'library', 'search'],
  }),
  'notes.save': method(
    'Saves title and text. Refused with `conflict` when the note has changed since `baseVersion`: nothing is overwritten.',
    {
      input: z.object({
        id: NoteId,
        baseVersion: z.number().int(),
        title: z.string().max(1_000),
        document: NoteDocument,
      }),
      output: z.object({ version: z.number().int(), savedAt: Timestamp }),
      changes: ['notes', 'search'],
    },
  ),
  'notes.setPinned': method('Pins a note to the head of the list, or lets it go.', {
    input: z.object({ id: NoteId, pinned: z.boolean() }),
    output: z.object({}),
    changes: ['notes'],
  }),
  'notes.complete': method('Notes, sources and highlights for what was typed after `[[`, the best first.', {
    input: z.object({ query: z.string().max(200), limit: z.number().int().min(1).max(50).default(12) }),
    output: z.array(LinkSuggestion),
  }),
  'notes.backlinks': method('The notes that link to an item, with the sentence around each link.', {
    input: z.object({ kind: z.enum(['note', 'source', 'annotation']), id: z.string() }),
    output: z.array(Backlink),
  }),
  'notes.titles': method('The present titles of link targets; a target in the trash or gone says so.', {
    input: z.object({
      targets: z.array(z.object({ kind: z.enum(['note', 'source', 'annotation']), id: z.string() })).max(5_000),
    }),
    output: z.array(
      z.object({
        kind: z.string(),
        id: z.string(),
        title: z.string(),
        state: z.enum(['present', 'trashed', 'missing']),
      }),
    ),
  }),
  'notes.revisions': method('The kept versions of a note, newest first.', {
    input: z.object({ id: NoteId }),
    output: z.array(Revision),
  }),
  'notes.getRevision': method('One kept version, whole.', {
    input: z.object({ revisionId: z.string() }),
    output: Revision.extend({ document: NoteDocument }),
  }),
}
