import { z } from 'zod'
import { method } from '../rpc/contract.ts'
import { AnnotationId, JobId, SnapshotId, SourceId, Timestamp } from './ids.ts'

export const ImageReport = z.object({ src: z.string(), kept: z.boolean(), reason: z.string().optional() })
export const Removal = z.object({ rule: z.string(), reason: z.string(), text: z.string() })
export const Warning = z.object({ code: z.string(), message: z.string() })

/** What was kept of a page, what was not, and why. */
export const FidelityReport = z.object({
  images: z.array(ImageReport),
  /** Share of the page's main text that was kept, 0–1. */
  coverage: z.number(),
  removed: z.array(Removal),
  warnings: z.array(Warning),
})
export type FidelityReport = z.infer<typeof FidelityReport>

export const SnapshotDetail = z.object({
  id: SnapshotId,
  sourceId: SourceId,
  capturedAt: Timestamp,
  originalHash: z.string(),
  originalBytes: z.number().int(),
  originalMime: z.string(),
  finalUrl: z.string().nullable(),
  /** The addresses that led there, the typed one first; empty when there were none. */
  redirects: z.array(z.string()),
  toolVersion: z.string(),
  fileName: z.string().nullable(),
  rulesVersion: z.number().int(),
  /** The rules that `clipping.reextract` would read it with. */
  latestRulesVersion: z.number().int(),
  wordCount: z.number().int(),
  language: z.string().nullable(),
  dir: z.enum(['ltr', 'rtl']).nullable(),
  report: FidelityReport,
})
export type SnapshotDetail = z.infer<typeof SnapshotDetail>

export const ClipStatus = z.enum(['added', 'snapshot', 'duplicate', 'failed'])
export type ClipStatus = z.infer<typeof ClipStatus>

/** A paragraph of two captures compared. */
export const TextChange = z.object({
  kind: z.enum(['same', 'added', 'removed', 'changed']),
  /** In reading order; a changed paragraph has several. */
  runs: z.array(z.object({ kind: z.enum(['same', 'added', 'removed']), text: z.string() })),
})
export type TextChange = z.infer<typeof TextChange>

/** What became of an annotation from one capture to another. */
export const AnnotationChange = z.object({
  id: AnnotationId,
  exact: z.string(),
  status: z.enum(['same', 'changed', 'vanished', 'new']),
  /** The words that stand there now; empty when it vanished. */
  text: z.string(),
})
export type AnnotationChange = z.infer<typeof AnnotationChange>

const Block = z.object({ text: z.string(), state: z.enum(['shown', 'hidden']) })

export const clippingContract = {
  'clipping.clipUploads': method('Clips the files uploaded under a batch id, as a job. See POST /uploads.', {
    input: z.object({ batchId: z.string().min(1).max(64) }),
    output: z.object({ jobId: JobId }),
    changes: ['jobs'],
  }),
  'clipping.clipUrls': method(
    'Fetches pages from the web (http, https) with their pictures and clips them, as a job.',
    {
      input: z.object({ urls: z.array(z.string().min(1).max(8_000)).min(1).max(1_000) }),
      output: z.object({ jobId: JobId }),
      changes: ['jobs'],
    },
  ),
  'clipping.clipPasted': method('Clips pasted HTML or plain text.', {
    input: z.object({
      html: z.string().max(50_000_000).optional(),
      text: z.string().max(50_000_000).optional(),
      url: z.string().max(8_000).optional(),
      title: z.string().max(1_000).optional(),
    }),
    output: z.object({ status: ClipStatus, sourceId: SourceId, snapshotId: SnapshotId, title: z.string() }),
    changes: ['library', 'clipping', 'search'],
  }),
  'clipping.getSnapshot': method('One capture with its fidelity report. Its page is at /snapshots/<id>/.', {
    input: z.object({ id: SnapshotId }),
    output: SnapshotDetail,
  }),
  'clipping.getText': method('The canonical text of a capture: the space in which annotations live.', {
    input: z.object({ id: SnapshotId }),
    output: z.object({ text: z.string() }),
  }),
  'clipping.reextract': method(
    'Reads a capture anew with the rules of this version; annotations and repairs are kept.',
    {
      input: z.object({ snapshotId: SnapshotId }),
      output: SnapshotDetail,
      changes: ['library', 'clipping', 'annotations', 'search'],
    },
  ),
  'clipping.compare': method(
    'What changed from one capture of a page to another, and what became of its annotations.',
    {
      input: z.object({ olderId: SnapshotId, newerId: SnapshotId }),
      output: z.object({ changes: z.array(TextChange), annotations: z.array(AnnotationChange) }),
    },
  ),
  'clipping.listBlocks': method(
    'The blocks of a capture and the parts left out of it, as `clipping.repair` counts them.',
    {
      input: z.object({ snapshotId: SnapshotId }),
      output: z.object({
        blocks: z.array(Block),
        /** In the order of the report’s `removed`. */
        removed: z.array(z.object({ text: z.string(), restored: z.boolean() })),
        mainBlock: z.number().int().nullable(),
      }),
    },
  ),
  'clipping.repair': method(
    'Lays corrections over a capture, in place of those before; empty lists take them all away.',
    {
      input: z.object({
        snapshotId: SnapshotId,
        hideBlocks: z.array(z.number().int().nonnegative()).default([]),
        /** Places in the report’s `removed`. */
        restoreBlocks: z.array(z.number().int().nonnegative()).default([]),
        /** Shows only this block, and what is restored. */
        mainBlock: z.number().int().nonnegative().nullable().default(null),
      }),
      output: SnapshotDetail,
      changes: ['library', 'clipping', 'annotations', 'search'],
    },
  ),
}
