import { Readability } from '@mozilla/readability'
import { Defuddle } from 'defuddle/node'
import { parseHTML } from 'linkedom'
import { parse, serialize } from 'parse5'
import { decodePage } from '../../src/main/clipping/extract/decode-page.ts'
import { extractParsedPage } from '../../src/main/clipping/extract/extract-page.ts'
import { type PageElement, parsePage, parsePiece } from '../../src/main/clipping/extract/page-tree.ts'
import { collectBlocks } from '../../src/main/clipping/extract/text-blocks.ts'

export interface ExtractorResult {
  title?: string
  byline?: string
  published?: string
  language?: string
  text: string
  /** Milliseconds of the whole: decoding, parsing, extraction. */
  totalMs: number
  /** Milliseconds after the page's tree stood. */
  extractMs: number
}

type Extractor = (bytes: Uint8Array, url?: string) => Promise<ExtractorResult>

/** One text serialiser for every extractor: one line per block. */
function linesOf(html: string): string {
  return collectBlocks(parsePiece(html) as unknown as PageElement)
    .map(block => block.text)
    .join('\n')
}

/** As engine notes advise: parse5 repairs the mark-up, linkedom gives the tree. */
function domOf(bytes: Uint8Array): Document {
  return parseHTML(serialize(parse(decodePage(bytes).text))).document as unknown as Document
}

async function withReadability(bytes: Uint8Array): Promise<ExtractorResult> {
  const started = performance.now()
  const document = domOf(bytes)
  const parsed = performance.now()
  const article = new Readability(document).parse()
  const done = performance.now()
  return {
    title: article?.title ?? undefined,
    byline: article?.byline ?? undefined,
    published: article?.publishedTime ?? undefined,
    language: article?.lang ?? undefined,
    text: linesOf(article?.content ?? ''),
    totalMs: done - started,
    extractMs: done - parsed,
  }
}

async function withDefuddle(bytes: Uint8Array, url = 'https://page.invalid/'): Promise<ExtractorResult> {
  const started = performance.now()
  const document = domOf(bytes)
  const parsed = performance.now()
  const article = await Defuddle(document, url)
  const done = performance.now()
  return {
    title: article.title,
    byline: article.author,
    published: article.published,
    language: article.language,
    text: linesOf(article.content),
    totalMs: done - started,
    extractMs: done - parsed,
  }
}

async function withCommonplace(bytes: Uint8Array, url?: string): Promise<ExtractorResult> {
  const started = performance.now()
  const document = parsePage(decodePage(bytes).text)
  const parsed = performance.now()
  const { title, byline, published, language, bodyText } = extractParsedPage(document, { bytes, url })
  const done = performance.now()
  return { title, byline, published, language, text: bodyText, totalMs: done - started, extractMs: done - parsed }
}

export const extractors: Record<string, Extractor> = {
  commonplace: withCommonplace,
  readability: withReadability,
  defuddle: withDefuddle,
}
