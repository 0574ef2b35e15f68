import type { AppFailure } from '../../../shared/rpc/result.ts'
import type { CitationGroup, CitationTexts } from './citation-texts.ts'
import type { PortableTypesetInput } from './report-source.ts'

/** One report to typeset, as it is sent to the process that does it. */
export interface TypesetRequest {
  input: PortableTypesetInput
  resourcesFolder: string
  /** Seconds since 1970 for the PDF's creation date; with it the same input gives the same bytes. */
  timestamp: number
  /** For showing only: faster, without tags, standard and the search for characters without a glyph. */
  preview: boolean
}

/** The citations of one report to put into words, for forms that Typst does not write. */
export interface CiteRequest {
  cite: CitationGroup[]
  input: PortableTypesetInput
}

export interface TypesetResult {
  pdf: Uint8Array
  pageCount: number
  /** Sentences on what was left out or replaced. */
  warnings: string[]
}

export type TypesetPhase = 'composing' | 'laying-out' | 'writing'

export type TypesetReply =
  | { kind: 'progress'; phase: TypesetPhase }
  | { kind: 'done'; result: TypesetResult }
  | { kind: 'cited'; result: CitationTexts }
  | { kind: 'failed'; error: AppFailure }
