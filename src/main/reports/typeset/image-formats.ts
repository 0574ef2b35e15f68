import type { ReportImage } from './report-source.ts'

export interface ImageFormat {
  extension: 'png' | 'jpg' | 'gif' | 'webp' | 'svg'
  widthPx: number
  heightPx: number
}

// Decoding needs about eight bytes a pixel: more than this would take the memory of a small machine.
const MAX_PIXELS = 60_000_000

/**
 * The format by what the bytes say (never by their name or media type) with the size in pixels, or the reason, as the
 * end of a sentence, why the image cannot be printed.
 */
export function imageFormat({ bytes }: ReportImage): ImageFormat | { reason: string } {
  const format = pngFormat(bytes) ?? jpegFormat(bytes) ?? gifFormat(bytes) ?? webpFormat(bytes) ?? svgFormat(bytes)
  if (format === undefined)
    return { reason: 'is in a format that cannot be printed (PNG, JPEG, GIF, WebP and SVG can)' }
  if (!(format.widthPx > 0 && format.heightPx > 0)) return { reason: 'has no size' }
  if (format.widthPx * format.heightPx > MAX_PIXELS) return { reason: 'has more than 60 million pixels' }
  return format
}

function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

function startsWith(bytes: Uint8Array, text: string, offset = 0): boolean {
  return Array.from(text).every((character, index) => bytes[offset + index] === character.charCodeAt(0))
}

function pngFormat(bytes: Uint8Array): ImageFormat | undefined {
  if (bytes.length < 24 || !startsWith(bytes, '\u0089PNG\r\n\u001a\n')) return undefined
  return { extension: 'png', widthPx: view(bytes).getUint32(16), heightPx: view(bytes).getUint32(20) }
}

function gifFormat(bytes: Uint8Array): ImageFormat | undefined {
  if (bytes.length < 10 || !startsWith(bytes, 'GIF8')) return undefined
  return { extension: 'gif', widthPx: view(bytes).getUint16(6, true), heightPx: view(bytes).getUint16(8, true) }
}

function jpegFormat(bytes: Uint8Array): ImageFormat | undefined {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return undefined
  const data = view(bytes)
  let offset = 2
  while (offset + 9 < bytes.length) {
    if (bytes[offset] !== 0xff) return undefined
    const marker = bytes[offset + 1] ?? 0
    // Start of frame, of any coding but not the tables C4, C8 and CC that share its range.
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      return { extension: 'jpg', heightPx: data.getUint16(offset + 5), widthPx: data.getUint16(offset + 7) }
    }
    offset += marker === 0xff ? 1 : 2 + data.getUint16(offset + 2)
  }
  return undefined
}

function webpFormat(bytes: Uint8Array): ImageFormat | undefined {
  if (bytes.length < 30 || !startsWith(bytes, 'RIFF') || !startsWith(bytes, 'WEBP', 8)) return undefined
  const data = view(bytes)
  if (startsWith(bytes, 'VP8X', 12)) {
    const uint24 = (offset: number) => data.getUint16(offset, true) + ((bytes[offset + 2] ?? 0) << 16)
    return { extension: 'webp', widthPx: uint24(24) + 1, heightPx: uint24(27) + 1 }
  }
  if (startsWith(bytes, 'VP8L', 12)) {
    const bits = data.getUint32(21, true)
    return { extension: 'webp', widthPx: (bits & 0x3fff) + 1, heightPx: ((bits >> 14) & 0x3fff) + 1 }
  }
  const size = (offset: number) => data.getUint16(offset, true) & 0x3fff
  return { extension: 'webp', widthPx: size(26), heightPx: size(28) }
}

function svgFormat(bytes: Uint8Array): ImageFormat | undefined {
  const head = new TextDecoder().decode(bytes.slice(0, 20_000))
  const tag = /^[^<]*(?:<(?:\?|!)[\s\S]*?>\s*)*<svg\b([^>]*)>/.exec(head)?.[1]
  if (tag === undefined) return undefined
  const length = (name: string) => Number(new RegExp(`\\b${name}\\s*=\\s*["']([\\d.]+)(?:px)?["']`).exec(tag)?.[1])
  const box = /viewBox\s*=\s*["']([^"']+)["']/
    .exec(tag)?.[1]
    ?.trim()
    .split(/[\s,]+/)
    .map(Number)
  const width = length('width') || box?.[2] || 300
  const height = length('height') || box?.[3] || 150
  return { extension: 'svg', widthPx: width, heightPx: height }
}
