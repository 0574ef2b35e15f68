import type { FidelityReport } from '../../shared/contract/clipping.ts'
import type { Person } from '../../shared/contract/library.ts'
import { BlobStore, hashBytes } from '../storage/blob-store.ts'
import type { ClipRecord } from './clip-store.ts'
import { EXTRACTION_RULES_VERSION, type ExtractedPage } from './extract/extracted-page.ts'
import { filesOfOriginal } from './original/saved-files.ts'
import type { FetchedFrom } from './page-files.ts'
import type { ReadPage } from './read-page.ts'

const HONORIFIC = /^(dr|prof|mr|mrs|ms|sir|dame)\.?\s+/i
/** Names written family name first, or not made of two parts, are kept whole. */
const WESTERN_NAME = /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{M}'’.\- ]+$/u
const MAX_IMAGE_SRC_CHARS = 300

/** A name as printed → a person; the last word is the family name unless the name says otherwise ("Okafor, Ifeoma"). */
export function toPerson(name: string): Person {
  const clean = name.replace(HONORIFIC, '').trim()
  const comma = clean.split(/\s*,\s*/)
  if (comma.length === 2 && comma[0] && comma[1]) return { family: comma[0], given: comma[1] }
  const words = clean.split(/\s+/)
  if (words.length < 2 || words.length > 4 || !WESTERN_NAME.test(clean)) return { literal: clean }
  const particle = words.findIndex(
    (word, index) => index > 0 && /^(van|von|de|der|den|del|della|di|da|dos|du|la|le|ten|ter|zu|zur)$/.test(word),
  )
  const at = particle > 0 ? particle : words.length - 1
  return { given: words.slice(0, at).join(' '), family: words.slice(at).join(' ') }
}

export interface CaptureContext {
  libraryFolder: string
  toolVersion: string
  fileName: string | null
  fetched?: FetchedFrom
}

/** An extracted page as the record to store; its original and its images are on disk when this returns. */
export function capturePage({ parts, page }: ReadPage, context: CaptureContext): ClipRecord {
  const blobs = new BlobStore(context.libraryFolder)
  const { fetched } = context
  return {
    ...metadataOf(page),
    title: page.title.trim() || context.fileName || 'Untitled page',
    url: parts.url ?? page.canonicalUrl ?? null,
    capturedAtMs: Date.now(),
    original: blobs.put(parts.original, parts.originalMime),
    fileName: context.fileName,
    redirects: fetched?.redirects ?? [],
    toolVersion: context.toolVersion,
    rulesVersion: EXTRACTION_RULES_VERSION,
    wordCount: page.wordCount,
    textHash: hashBytes(new TextEncoder().encode(page.text)),
    readerHtml: page.html,
    canonicalText: page.text,
    blobs: page.blobs.map(blob => blobs.put(blob.bytes, blob.mime)),
    files: filesOfOriginal(parts).map(({ key, bytes, mime }) => ({ key, blob: blobs.put(bytes, mime) })),
    report: reportOf(page, fetched),
  }
}

/** What the person is told of a capture. */
export function reportOf(page: ExtractedPage, fetched?: FetchedFrom): FidelityReport {
  const whyMissing = new Map(fetched?.missing.map(({ url, reason }) => [url, reason]))
  return {
    images: page.images.map(({ src, kept, reason }) => ({
      src: src.slice(0, MAX_IMAGE_SRC_CHARS),
      kept,
      reason: kept ? undefined : (whyMissing.get(URL.parse(src, fetched?.url)?.href ?? '') ?? reason),
    })),
    coverage: page.coverage,
    removed: page.removed,
    warnings: page.warnings,
  }
}

/** The record of a page without its title. */
export function metadataOf(page: ExtractedPage) {
  return {
    kind: page.kind,
    subtitle: page.subtitle ?? null,
    authors: page.authors.map(toPerson),
    siteName: page.siteName ?? null,
    published: page.published ?? null,
    modified: page.modified ?? null,
    language: page.language ?? null,
    dir: page.dir ?? null,
    canonicalUrl: page.canonicalUrl ?? null,
    doi: page.doi ?? null,
    isbn: page.isbn ?? null,
    description: page.description ?? null,
    cslType: page.cslType,
    metadataOrigin: page.metadataOrigin,
  }
}
