export const EXTRACTION_RULES_VERSION = 1

export interface PageInput {
  bytes: Uint8Array
  /** The MIME header when known. */
  contentType?: string
  /** The final address when known. */
  url?: string
  fileName?: string
  /** Local bytes for a reference in the page: its `_files` folder, an MHTML part, a zip entry. */
  resolveResource?: (reference: { raw: string; absolute?: string }) => { bytes: Uint8Array; mime: string } | undefined
}

export interface ExtractedImage {
  src: string
  kept: boolean
  /** `not-saved-with-the-page`, `not-an-image`, `too-small`, `too-large`, `placeholder-only`. */
  reason?: string
  /** SHA-256 of the bytes, hex. */
  blob?: string
}

export type PageKind = 'article' | 'forum' | 'product' | 'listing' | 'documentation' | 'page' | 'stub'

export interface PageMetadata {
  title: string
  subtitle?: string
  authors: string[]
  byline?: string
  siteName?: string
  /** ISO 8601, no more precise than the page says: `2024`, `2024-05`, `2024-05-01` or with a time. */
  published?: string
  modified?: string
  language?: string
  dir?: 'ltr' | 'rtl'
  canonicalUrl?: string
  description?: string
  section?: string
  doi?: string
  isbn?: string
  pmid?: string
  license?: string
  leadImage?: string
  cslType: string
  /** Field → where it came from, e.g. `json-ld`, `meta:citation_author`, `byline`. */
  metadataOrigin: Record<string, string>
}

export interface RemovedPart {
  rule: string
  reason: string
  /** At most its first 200 characters. */
  text: string
}

export interface ExtractedPage extends PageMetadata {
  kind: PageKind
  /** Clean, inert reader HTML. */
  html: string
  /** The canonical text of `html`. */
  text: string
  /** The body alone: headings, paragraphs, lists, quotations, cells, code; one block a line. */
  bodyText: string
  wordCount: number
  images: ExtractedImage[]
  blobs: { hash: string; bytes: Uint8Array; mime: string }[]
  removed: RemovedPart[]
  /** Share of the page's main text that was kept, 0–1. */
  coverage: number
  warnings: { code: string; message: string }[]
}
