import { z } from 'zod'
import { method } from '../rpc/contract.ts'
import { JobId, SnapshotId, SourceId, Timestamp } from './ids.ts'

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
  fileName: z.string().nullable(),
  rulesVersion: z.number().int(),
  wordCount: z.number().int(),
  language: z.string().nullable(),
  dir: z.enum(['ltr', 'rtl']).nullable(),
  report: FidelityReport,
})
export type SnapshotDetail = z.infer<typeof SnapshotDetail>

export const ClipStatus = z.enum(['added', 'snapshot', 'duplicate', 'failed'])
export type ClipStatus = z.infer<typeof ClipStatus>

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
}
