import { type ReportForm, ReportSettings } from '../../shared/contract/reports.ts'
import { BlobStore } from '../storage/blob-store.ts'
import type { Store } from '../storage/store-client.ts'
import { toCslItem } from './csl-item.ts'
import { type MadeForm, makeForm } from './forms/make-form.ts'
import type { GatheredReport } from './gather-report.ts'
import { contextAfter, contextBefore } from './quotation-context.ts'
import { imageHashes } from './typeset/compose.ts'
import type { ReportImage, TypesetInput } from './typeset/report-source.ts'

export interface ReportContext {
  store: Store
  libraryFolder: string
  resourcesFolder: string
}

export interface ReportTarget {
  kind: 'note' | 'report'
  id: string
  form?: ReportForm
  settings?: Partial<ReportSettings>
}

async function readImages(context: ReportContext, hashes: Set<string>): Promise<Map<string, ReportImage>> {
  const blobs = new BlobStore(context.libraryFolder)
  const images = new Map<string, ReportImage>()
  for (const hash of hashes) {
    const found = await context.store.call('findBlob', hash)
    if (found) images.set(hash, { bytes: blobs.read(hash, found.encoding), mime: found.mime })
  }
  return images
}

function toSource(source: GatheredReport['sources'][number]) {
  const capture = source.snapshots.find(snapshot => snapshot.id === source.currentSnapshotId)
  return { id: source.id, csl: toCslItem(source), capturedAtMs: capture?.capturedAt, sha256: capture?.originalHash }
}

function toInput(gathered: GatheredReport, overrides: Partial<ReportSettings>): Omit<TypesetInput, 'images'> {
  const settings = { ...(gathered.report?.settings ?? ReportSettings.parse({})), ...overrides }
  const front = gathered.report?.front
  return {
    title: gathered.title || 'Untitled',
    subtitle: front?.subtitle || undefined,
    authors: front?.authors,
    date: front?.date || undefined,
    abstract: front?.abstract || undefined,
    language: settings.language,
    // A note by itself is the document: its title stands at the head already.
    sections: gathered.sections.map(({ noteId, title, document }, index) => ({
      id: noteId,
      title: gathered.report ? title : '',
      level: 1,
      document,
      anchorId: `section-${index + 1}`,
    })),
    sources: Object.fromEntries(gathered.sources.map(source => [source.id, toSource(source)])),
    quotations: Object.fromEntries(
      gathered.annotations.map(({ id, passage, sourceId, status }) => [
        id,
        {
          text: passage.exact,
          prefix: contextBefore(passage.prefix),
          suffix: contextAfter(passage.suffix),
          sourceId,
          status,
        },
      ]),
    ),
    embedded: gathered.embedded,
    settings: { ...settings, pdfStandard: settings.pdfStandard ?? undefined },
  }
}

/**
 * A note or a report in the form asked for; files beside it lie in `folder`.
 * Errors: `not-found`, `cancelled`, and those of `makeForm`.
 */
export async function makeReport(
  context: ReportContext,
  target: ReportTarget,
  folder: string,
  signal?: AbortSignal,
): Promise<MadeForm> {
  const gathered = await context.store.call('gatherReport', { kind: target.kind, id: target.id })
  const input = toInput(gathered, target.settings ?? {})
  const images = await readImages(context, imageHashes(input))
  const whole = { ...input, images: (hash: string) => images.get(hash) }
  return makeForm(whole, target.form ?? 'pdf', { folder, signal })
}
