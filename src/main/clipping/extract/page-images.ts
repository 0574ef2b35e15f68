import { createHash } from 'node:crypto'
import type { ExtractedImage, PageInput } from './extracted-page.ts'
import { imageCandidates, isPlaceholder } from './image-sources.ts'
import { attribute, type PageElement } from './page-tree.ts'

export interface KeptBlob {
  hash: string
  bytes: Uint8Array
  mime: string
}

const MAX_IMAGE_BYTES = 50 * 1024 * 1024
const SMALL_PIXELS = 24

/** Finds the bytes of images without any network: `data:` addresses and what was saved beside the page. */
export class PageImages {
  readonly images: ExtractedImage[] = []
  readonly blobs = new Map<string, KeptBlob>()
  private readonly input: PageInput
  private readonly base: string | undefined

  constructor(input: PageInput, base: string | undefined) {
    this.input = input
    this.base = base
  }

  /** The blob's hash when the image is kept; every image asked for is reported once. */
  keep(image: PageElement): string | undefined {
    const candidates = imageCandidates(image)
    const real = candidates.filter(url => !isPlaceholder(url))
    const src = real[0] ?? candidates[0] ?? ''
    if (isTiny(image)) return this.refuse(src, 'too-small')
    if (real.length === 0) return src ? this.refuse(src, 'placeholder-only') : undefined
    let reason = 'not-saved-with-the-page'
    for (const url of real) {
      const found = this.bytesOf(url)
      if (!found) continue
      if (found.bytes.byteLength > MAX_IMAGE_BYTES) {
        reason = 'too-large'
        continue
      }
      const mime = imageMime(found.bytes)
      if (!mime) {
        reason = 'not-an-image'
        continue
      }
      const hash = createHash('sha256').update(found.bytes).digest('hex')
      this.blobs.set(hash, { hash, bytes: found.bytes, mime })
      this.images.push({ src: shortSource(url), kept: true, blob: hash })
      return hash
    }
    return this.refuse(src, reason)
  }

  private refuse(src: string, reason: string): undefined {
    this.images.push({ src: shortSource(src), kept: false, reason })
    return undefined
  }

  private bytesOf(url: string): { bytes: Uint8Array; mime: string } | undefined {
    if (/^data:/i.test(url)) return dataUrlBytes(url)
    return this.input.resolveResource?.({ raw: url, absolute: absoluteUrl(url, this.base) })
  }
}

/** The address made absolute, or nothing when it cannot be. */
export function absoluteUrl(url: string, base: string | undefined): string | undefined {
  try {
    return new URL(url, base).href
  } catch {
    return undefined
  }
}

function isTiny(image: PageElement): boolean {
  const width = Number.parseInt(attribute(image, 'width') ?? '', 10)
  const height = Number.parseInt(attribute(image, 'height') ?? '', 10)
  return (width > 0 && width < SMALL_PIXELS) || (height > 0 && height < SMALL_PIXELS)
}

function shortSource(url: string): string {
  return url.startsWith('data:') && url.length > 120 ? `${url.slice(0, 100)}…` : url
}

function dataUrlBytes(url: string): { bytes: Uint8Array; mime: string } | undefined {
  const comma = url.indexOf(',')
  if (comma < 0) return undefined
  const head = url.slice(5, comma)
  const body = url.slice(comma + 1)
  const mime = head.split(';')[0] || 'text/plain'
  try {
    const bytes = /;\s*base64\s*$/i.test(head)
      ? Buffer.from(body.includes('%') ? decodeURIComponent(body) : body, 'base64')
      : Buffer.from(decodeURIComponent(body), 'utf8')
    return { bytes, mime }
  } catch {
    return undefined
  }
}

/** The image type by its first bytes; what a server claimed does not count. SVG counts only as a document of its own. */
export function imageMime(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 1024)).toString('latin1')
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png'
  if (head.startsWith('\xff\xd8\xff')) return 'image/jpeg'
  if (head.startsWith('GIF87a') || head.startsWith('GIF89a')) return 'image/gif'
  if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') return 'image/webp'
  if (/^....ftyp(avif|avis|mif1)/s.test(head)) return 'image/avif'
  if (head.startsWith('BM') && bytes.byteLength > 26) return 'image/bmp'
  if (head.startsWith('\x00\x00\x01\x00')) return 'image/x-icon'
  if (
    /^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*(?:<!doctype svg[^>]*>\s*)?<svg[\s>]/i.test(head)
  )
    return 'image/svg+xml'
  return undefined
}
