import { decodePage } from './extract/decode-page.ts'
import { originalPage } from './original/original-page.ts'
import { rewriteCss } from './original/rewrite-css.ts'

/** Addresses that a page or a style sheet would load, absolute. */
export interface References {
  media: string[]
  styles: string[]
}

/** What a fetched page needs in order to look like itself: its pictures, best version each, and its style sheets. */
export function referencesOf(kind: 'page' | 'style', bytes: Uint8Array, url: string, contentType?: string): References {
  const found = { media: new Set<string>(), style: new Set<string>() }
  const note = (reference: string, use: 'media' | 'style', base: string | undefined) => {
    const absolute = URL.parse(reference, base ?? url)
    if (!absolute || !/^https?:$/.test(absolute.protocol)) return undefined
    absolute.hash = ''
    found[use].add(absolute.href)
    return 'noted'
  }
  if (kind === 'page')
    originalPage({ bytes, contentType, url }, { address: (reference, use, { base }) => note(reference, use, base) })
  else rewriteCss(decodePage(bytes, contentType).text, (reference, use) => note(reference, use, url))
  return { media: [...found.media], styles: [...found.style] }
}
