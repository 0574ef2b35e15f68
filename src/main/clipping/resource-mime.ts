import { imageMime } from './extract/page-images.ts'

const IMAGE_MIMES = /^image\/(png|jpeg|gif|webp|avif|svg\+xml|bmp|x-icon)$/
const FONT_MIMES = /^font\/(woff2?|ttf|otf|collection)$/

/** Types that a clip's own page may be given. */
export function isServableMime(mime: string): boolean {
  return IMAGE_MIMES.test(mime) || FONT_MIMES.test(mime) || mime === 'text/css'
}

/** The type of a font by its first bytes. */
function fontMime(bytes: Uint8Array): string | undefined {
  const tag = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(4, bytes.byteLength)).toString('latin1')
  switch (tag) {
    case 'wOF2':
      return 'font/woff2'
    case 'wOFF':
      return 'font/woff'
    case 'OTTO':
      return 'font/otf'
    case '\x00\x01\x00\x00':
    case 'true':
      return 'font/ttf'
    case 'ttcf':
      return 'font/collection'
    default:
      return undefined
  }
}

/** What a file is, for the use a page makes of it; undefined when its bytes are not that. Names and claims do not count. */
export function resourceMime(bytes: Uint8Array, use: 'media' | 'style' | 'frame'): string | undefined {
  const sniffed = imageMime(bytes) ?? fontMime(bytes)
  if (use === 'media') return sniffed
  if (sniffed !== undefined || bytes.subarray(0, 4096).includes(0)) return undefined
  return use === 'style' ? 'text/css' : 'text/html'
}
