import type { NoteDocument } from '../../../shared/document/document.ts'

export interface CslName {
  family?: string
  given?: string
  literal?: string
  'non-dropping-particle'?: string
  'dropping-particle'?: string
  suffix?: string
}

export interface CslDate {
  'date-parts'?: (number | string)[][]
  raw?: string
  literal?: string
}

/** A CSL-JSON item, as far as a report uses it. */
export interface CslItem {
  type: string
  title?: string
  author?: CslName[]
  editor?: CslName[]
  translator?: CslName[]
  'container-title'?: string
  'collection-title'?: string
  publisher?: string
  'publisher-place'?: string
  issued?: CslDate
  accessed?: CslDate
  URL?: string
  DOI?: string
  ISBN?: string
  ISSN?: string
  language?: string
  page?: string
  volume?: string | number
  issue?: string | number
  edition?: string | number
  genre?: string
}

export interface ReportSourceRecord {
  id: string
  csl: CslItem
  capturedAtMs?: number
  /** SHA-256 of the archived original, in hexadecimal. */
  sha256?: string
}

/** A highlight as a report quotes it. */
export interface ReportQuotation {
  text: string
  sourceId: string
  prefix?: string
  suffix?: string
  status: string
}

export interface ReportSectionSource {
  /** Id of the note; references to it become links inside the report. */
  id: string
  title: string
  /** Level of the section's heading in the report, from 1. */
  level: number
  document: NoteDocument
  anchorId: string
}

export interface ReportImage {
  bytes: Uint8Array
  mime: string
}

export const PDF_STANDARDS = ['ua-1', 'a-1b', 'a-2b', 'a-2u', 'a-2a', 'a-3b', 'a-3u', 'a-3a', 'a-4', 'a-4f'] as const
export type PdfStandard = (typeof PDF_STANDARDS)[number]

export interface TypesetSettings {
  template: 'article' | 'report' | 'brief' | 'manuscript'
  pageSize: 'a4' | 'us-letter' | 'a5'
  /** The name of a built-in style ("apa", "chicago-notes") or the bytes of a .csl file. */
  citationStyle: string | Uint8Array
  toc: boolean
  numbering: boolean
  bibliography: 'cited' | 'all'
  evidence: boolean
  pdfStandard?: PdfStandard
}

/** Everything a report is made of; nothing else is read while it is typeset. */
export interface TypesetInput {
  title: string
  subtitle?: string
  authors?: { name: string; affiliation?: string }[]
  /** As it is to be printed. */
  date?: string
  abstract?: string
  keywords?: string[]
  /** BCP 47. */
  language: string
  sections: ReportSectionSource[]
  sources: Record<string, ReportSourceRecord>
  /** By id of the highlight. */
  quotations: Record<string, ReportQuotation>
  /** Notes shown in place inside others, by id; one that is missing is left out with a warning. */
  embedded?: Record<string, { title: string; document: NoteDocument }>
  images: (blobHash: string) => ReportImage | undefined
  settings: TypesetSettings
}

/** The input as it travels to the process that typesets: images by hash instead of a function. */
export type PortableTypesetInput = Omit<TypesetInput, 'images'> & { images: Record<string, ReportImage> }
