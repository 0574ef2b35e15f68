import type { ExtractedPage } from './extract/extracted-page.ts'

/** One line of `commonplace extract --json`. */
export interface PrintablePage {
  file: string
  title: string
  byline: string | null
  siteName: string | null
  published: string | null
  language: string | null
  canonicalUrl: string | null
  text: string
  html: string
  wordCount: number
  images: { src: string; kept: boolean; reason?: string }[]
  warnings: { code: string; message: string }[]
}

export function printablePage(file: string, page: ExtractedPage): PrintablePage {
  return {
    file,
    title: page.title,
    byline: page.byline ?? (page.authors.length > 0 ? page.authors.join(', ') : null),
    siteName: page.siteName ?? null,
    published: page.published ?? null,
    language: page.language ?? null,
    canonicalUrl: page.canonicalUrl ?? null,
    text: page.bodyText,
    html: page.html,
    wordCount: page.wordCount,
    images: page.images.map(({ src, kept, reason }) => ({ src, kept, ...(reason === undefined ? {} : { reason }) })),
    warnings: page.warnings,
  }
}
