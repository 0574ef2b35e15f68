import { extractPage } from '../../src/main/clipping/extract/extract-page.ts'

export interface ExtractorResult {
  title?: string
  byline?: string
  published?: string
  language?: string
  text: string
  /** Time of the extraction alone, where it can be told from the parsing. */
  ms?: number
}

type Extractor = (bytes: Uint8Array, url?: string) => Promise<ExtractorResult> | ExtractorResult

export const extractors: Record<string, Extractor> = {
  commonplace: (bytes, url) => {
    const { title, byline, published, language, bodyText } = extractPage({ bytes, url })
    return { title, byline, published, language, text: bodyText }
  },
}
