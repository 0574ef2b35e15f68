import type { ReaderContent } from '../clipping/clip-store.ts'

/**
 * What a clipped page may do: nothing but show its own text, images and our style sheet. Second layer under the
 * sanitised HTML; the frame's sandbox is the third.
 */
const policy = (fonts: string) =>
  [
    "default-src 'none'",
    "script-src 'none'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    `font-src ${fonts}`,
    "media-src 'none'",
    "object-src 'none'",
    "frame-src 'none'",
    "child-src 'none'",
    "worker-src 'none'",
    "connect-src 'none'",
    "manifest-src 'none'",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'self'",
    'sandbox allow-same-origin',
  ].join('; ')

export const SNAPSHOT_POLICY = policy("'self'")

/** The original view may use fonts that lie in the page itself, too. */
export const ORIGINAL_POLICY = policy("'self' data:")

/** An image of a clip, opened by itself (an SVG could carry script), may do nothing at all. */
export const BLOB_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"

const escapeAttribute = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')

/** A capture's reader HTML (sanitised when it was stored) as a whole page for the isolated frame. */
export function snapshotPage({ html, language, dir, title }: ReaderContent): string {
  const lang = language ? ` lang="${escapeAttribute(language)}"` : ''
  const direction = dir ? ` dir="${dir}"` : ''
  return `<!doctype html><html${lang}${direction}><head><meta charset="utf-8"><title>${escapeAttribute(title)}</title><link rel="stylesheet" href="/reader.css"></head><body><article>${html}</article></body></html>`
}
