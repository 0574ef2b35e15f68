import type { PageInput, PageMetadata } from './extracted-page.ts'
import type { PageAnalysis } from './page-analysis.ts'
import { attribute, collapse, findElement, type PageParent, textOf } from './page-tree.ts'

/** Title, authors, dates and the rest, each with its origin. */
export function readMetadata(document: PageParent, _page: PageAnalysis, input: PageInput): PageMetadata {
  const meta = (name: string) => {
    const found = findElement(
      document,
      e => e.tagName === 'meta' && (attribute(e, 'name') === name || attribute(e, 'property') === name),
    )
    return found && collapse(attribute(found, 'content') ?? '')
  }
  const titleElement = findElement(document, e => e.tagName === 'title')
  const html = findElement(document, e => e.tagName === 'html')
  const title = meta('og:title') || (titleElement && textOf(titleElement)) || input.fileName || 'Untitled'
  const author = meta('author')
  return {
    title,
    authors: author ? [author] : [],
    byline: author,
    siteName: meta('og:site_name'),
    published: meta('article:published_time'),
    language: html && attribute(html, 'lang'),
    canonicalUrl: meta('og:url') ?? input.url,
    cslType: 'webpage',
    metadataOrigin: {},
  }
}
