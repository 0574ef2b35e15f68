import type { FidelityReport } from '../../../shared/contract/clipping.ts'
import { BlobStore, hashBytes, type StoredBlob } from '../../storage/blob-store.ts'
import { metadataOf, reportOf } from '../capture-page.ts'
import { decodePage } from '../extract/decode-page.ts'
import { EXTRACTION_RULES_VERSION } from '../extract/extracted-page.ts'
import { openContainers } from '../extract/open-containers.ts'
import { parsePage } from '../extract/page-tree.ts'
import { countWords } from '../extract/word-count.ts'
import { mainFrame } from '../main-frame.ts'
import type { PageParts } from '../page-parts.ts'
import { extractParts } from '../read-page.ts'
import { openStoredPage, type StoredPage } from '../stored-page.ts'
import type { FoundRecord } from './refresh-record.ts'
import { type ReaderEdit, repairReader } from './repair-reader.ts'
import type { Revision } from './revise-store.ts'

export interface ReviseTask {
  libraryFolder: string
  stored: StoredPage
  /** The reader before corrections; absent: the page is extracted anew. */
  extractedHtml?: string
  edit: ReaderEdit | null
}

/** A capture read anew, or corrected, or both; nothing is stored but new pictures. Errors: those of reading a page. */
export function revisePage({ libraryFolder, stored, extractedHtml, edit }: ReviseTask): Revision {
  const blobs = new BlobStore(libraryFolder)
  const parts = openStoredPage(stored, blobs)
  const extraction = extractedHtml === undefined ? extractAnew(parts, blobs) : undefined
  const base = extraction?.html ?? extractedHtml ?? ''
  const { html, text } = repairReader(base, edit ?? { hide: [], restore: [] }, treeOf(parts))
  const shown = edit || !extraction ? { html, text } : { html: extraction.html, text: extraction.text }
  return {
    snapshotId: stored.snapshotId,
    ...shown,
    textHash: hashBytes(new TextEncoder().encode(shown.text)),
    wordCount: edit || !extraction ? countWords(shown.text) : extraction.wordCount,
    extractedHtml: base,
    edit,
    ...(extraction ? { extraction: extraction.record } : {}),
  }
}

interface Extraction {
  html: string
  text: string
  wordCount: number
  record: { rulesVersion: number; report: FidelityReport; blobs: StoredBlob[]; found: FoundRecord }
}

function extractAnew(parts: PageParts, blobs: BlobStore): Extraction {
  const page = extractParts(parts)
  const record = {
    rulesVersion: EXTRACTION_RULES_VERSION,
    report: reportOf(page),
    blobs: page.blobs.map(blob => blobs.put(blob.bytes, blob.mime)),
    found: { ...metadataOf(page), title: page.title.trim() || null },
  }
  return { html: page.html, text: page.text, wordCount: page.wordCount, record }
}

function treeOf(parts: PageParts) {
  if (parts.format !== 'html') return parsePage('')
  const { bytes, contentType } = mainFrame(parts)
  const document = parsePage(decodePage(bytes, contentType).text)
  openContainers(document)
  return document
}
