import { createHash } from 'node:crypto'
import type { ExtractedPage } from './extract/extracted-page.ts'
import type { PageParts } from './page-parts.ts'

/** The name of a file or of the last part of an address, without extension, as a title. */
function titleOf({ fileName, url }: PageParts): string {
  const path = url ? new URL(url).pathname : (fileName ?? '')
  const last = path.split('/').filter(Boolean).at(-1) ?? ''
  try {
    return decodeURIComponent(last).replace(/\.[a-z0-9]{1,5}$/i, '') || 'Untitled'
  } catch {
    return last || 'Untitled'
  }
}

function blankPage(parts: PageParts, what: Pick<ExtractedPage, 'html' | 'text' | 'cslType'>): ExtractedPage {
  const title = titleOf(parts)
  const siteName = parts.url ? new URL(parts.url).hostname.replace(/^www\./, '') : undefined
  return {
    kind: 'page',
    title,
    ...(siteName ? { siteName } : {}),
    authors: [],
    metadataOrigin: { title: parts.url ? 'address' : 'file-name' },
    bodyText: '',
    wordCount: 0,
    images: [],
    blobs: [],
    removed: [],
    coverage: 1,
    warnings: [],
    ...what,
  }
}

/** A picture by itself, as a page that shows it. */
export function imagePage(parts: PageParts): ExtractedPage {
  const hash = createHash('sha256').update(parts.original).digest('hex')
  const page = blankPage(parts, {
    html: `<figure><img src="blobs/${hash}" alt=""></figure>`,
    text: '',
    cslType: 'graphic',
  })
  return {
    ...page,
    images: [{ src: parts.url ?? parts.fileName ?? '', kept: true, blob: hash }],
    blobs: [{ hash, bytes: parts.original, mime: parts.originalMime }],
  }
}

/** A PDF, kept as it is: the reader says so and the original view hands it over. */
export function documentPage(parts: PageParts): ExtractedPage {
  const size = (parts.original.byteLength / 1_048_576).toFixed(1)
  const sentence = `This source is a PDF of ${size} MB. It is kept whole; open its original to read it.`
  return {
    ...blankPage(parts, { html: `<p>${sentence}</p>`, text: sentence, cslType: 'document' }),
    warnings: [{ code: 'pdf', message: 'The text inside a PDF is not searched.' }],
  }
}
