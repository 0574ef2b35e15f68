import { z } from 'zod'
import { method } from '../rpc/contract.ts'
import { JobId, NoteId, ReportId, SourceId, Timestamp } from './ids.ts'

export const ReportSettings = z.object({
  template: z.enum(['article', 'report', 'brief', 'manuscript']).default('article'),
  pageSize: z.enum(['a4', 'us-letter', 'a5']).default('a4'),
  citationStyle: z.string().default('apa'),
  language: z.string().default('en'),
  toc: z.boolean().default(false),
  numbering: z.boolean().default(false),
  bibliography: z.enum(['cited', 'all']).default('cited'),
  evidence: z.boolean().default(false),
  /** A standard the PDF must meet; the export fails, saying why, when it cannot. */
  pdfStandard: z
    .enum(['ua-1', 'a-1b', 'a-2b', 'a-2u', 'a-2a', 'a-3b', 'a-3u', 'a-3a', 'a-4', 'a-4f'])
    .nullable()
    .default(null),
})
export type ReportSettings = z.infer<typeof ReportSettings>

/** What a report can be exported as. */
export const ReportForm = z.enum(['pdf', 'docx', 'html', 'md', 'typ'])
export type ReportForm = z.infer<typeof ReportForm>

export const ReportFront = z.object({
  subtitle: z.string().default(''),
  authors: z.array(z.object({ name: z.string(), affiliation: z.string().optional() })).default([]),
  date: z.string().default(''),
  abstract: z.string().default(''),
})
export type ReportFront = z.infer<typeof ReportFront>

export const ReportSection = z.object({ noteId: NoteId, title: z.string(), included: z.boolean() })

export const ReportSummary = z.object({
  id: ReportId,
  title: z.string(),
  sectionCount: z.number().int(),
  createdAt: Timestamp,
  updatedAt: Timestamp,
})
export type ReportSummary = z.infer<typeof ReportSummary>

export const Report = ReportSummary.extend({
  front: ReportFront,
  settings: ReportSettings,
  sections: z.array(ReportSection),
})
export type Report = z.infer<typeof Report>

export const CheckKind = z.enum([
  'quotation-uncited',
  'quotation-differs',
  'highlight-lost',
  'highlight-doubtful',
  'locator-missing',
  'source-incomplete',
  'link-broken',
  'note-trashed',
  'image-alt',
  'heading-skipped',
  'section-empty',
  'comment',
])
export type CheckKind = z.infer<typeof CheckKind>

/** One thing to look at before a report is handed in. */
export const CheckFinding = z.object({
  /** The same for as long as the same thing is found in the same words, wherever its section moves. */
  id: z.string(),
  kind: CheckKind,
  severity: z.enum(['error', 'warning', 'info']),
  message: z.string(),
  noteId: NoteId,
  noteTitle: z.string(),
  /** Index of the block among the note's top-level blocks. */
  blockIndex: z.number().int().nonnegative(),
  sourceId: SourceId.optional(),
  /** Why it may stay as it is, in the words of whoever decided so. */
  waived: z.string().optional(),
})
export type CheckFinding = z.infer<typeof CheckFinding>

export const reportsContract = {
  'reports.list': method('Every report, the last changed first.', {
    input: z.object({}),
    output: z.array(ReportSummary),
  }),
  'reports.get': method('One report with its sections.', { input: z.object({ id: ReportId }), output: Report }),
  'reports.create': method('Makes a report from notes, in the order given.', {
    input: z.object({ title: z.string().min(1).max(1_000), noteIds: z.array(NoteId).default([]) }),
    output: Report,
    changes: ['reports', 'library'],
  }),
  'reports.update': method('Changes title, front matter, settings or the order of sections.', {
    input: z.object({
      id: ReportId,
      title: z.string().min(1).max(1_000).optional(),
      front: ReportFront.partial().optional(),
      settings: ReportSettings.partial().optional(),
      sections: z.array(z.object({ noteId: NoteId, included: z.boolean() })).optional(),
    }),
    output: Report,
    changes: ['reports'],
  }),
  'reports.check': method('What to look at before a note or a report is handed in, in reading order.', {
    input: z.object({ kind: z.enum(['note', 'report']), id: z.string() }),
    output: z.array(CheckFinding),
  }),
  'reports.waive': method('Lets a finding of a report stand, with the reason; without one, takes that back.', {
    input: z.object({
      id: ReportId,
      findingId: z.string().min(1).max(200),
      reason: z.string().trim().min(1).max(1_000).nullable(),
    }),
    output: z.object({}),
    changes: ['reports'],
  }),
  'reports.export': method(
    'Exports a note or a report, as a job whose result is a download under /exports/; several files come as a zip.',
    {
      input: z.object({
        kind: z.enum(['note', 'report']),
        id: z.string(),
        form: ReportForm.default('pdf'),
        settings: ReportSettings.partial().optional(),
      }),
      output: z.object({ jobId: JobId }),
      changes: ['jobs'],
    },
  ),
}
