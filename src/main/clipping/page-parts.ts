import { readFileSync, statSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { AppError } from '../../shared/rpc/result.ts'
import { imageMime } from './extract/page-images.ts'
import { looksLikeMhtml, type Mhtml, parseMhtml } from './mhtml.ts'
import type { PageFile } from './page-files.ts'
import { SavedResources } from './saved-resources.ts'

export const MAX_PAGE_BYTES = 100 * 1024 * 1024
const MAX_RESOURCE_BYTES = 50 * 1024 * 1024

export type PageFormat = 'html' | 'text' | 'pdf' | 'image'

/** A page taken apart: its own bytes, what it is, and the files saved with it. */
export interface PageParts {
  format: PageFormat
  /** The page itself. */
  bytes: Uint8Array
  contentType?: string
  url?: string
  fileName?: string
  /** The file as it came: the page, or the whole MHTML. */
  original: Uint8Array
  originalMime: string
  resources: SavedResources
  read(key: string): Uint8Array | undefined
}

/** Opens a page on disk. Errors: `too-large`, `unreadable`. */
export function openPageFile(page: PageFile): PageParts {
  const { fileName, label, fetched } = page
  const original = readBytes(page.file, label)
  const resources = new SavedResources(fetched?.url ?? '', Object.keys(page.resources))
  const read = (key: string) => readResource(page.resources[key])
  return takeApart(original, { fileName, contentType: fetched?.contentType, url: fetched?.url }, { resources, read })
}

interface Known {
  fileName?: string
  contentType?: string
  url?: string
}

/** What bytes are, whatever their name says, with the parts inside them. Errors: `unreadable`. */
export function takeApart(original: Uint8Array, known: Known, saved: Pick<PageParts, 'resources' | 'read'>): PageParts {
  if (looksLikeMhtml(original)) return mhtmlParts(original, parseMhtml(original), known)
  const format = formatOf(original, known)
  const originalMime = mimeOf(format, original, known.contentType)
  return { format, bytes: original, ...known, original, originalMime, ...saved }
}

function mhtmlParts(original: Uint8Array, { root, parts, url }: Mhtml, known: Known): PageParts {
  const files = new Map<string, Uint8Array>()
  for (const part of parts) {
    if (part === root) continue
    for (const key of [part.location, part.contentId && `cid:${part.contentId}`]) {
      if (key && !files.has(key)) files.set(key, part.bytes)
    }
  }
  const address = known.url ?? url
  return {
    format: /^text\/plain/i.test(root.contentType) ? 'text' : 'html',
    bytes: root.bytes,
    contentType: root.contentType,
    url: address && /^https?:/.test(address) ? address : undefined,
    fileName: known.fileName,
    original,
    originalMime: 'multipart/related',
    resources: new SavedResources(root.location ?? url ?? '', files.keys()),
    read: key => files.get(key),
  }
}

function formatOf(bytes: Uint8Array, { fileName = '', contentType = '' }: Known): PageFormat {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(1024, bytes.byteLength)).toString('latin1')
  if (start.includes('%PDF-')) return 'pdf'
  const image = imageMime(bytes)
  if (image && (image !== 'image/svg+xml' || contentType.startsWith('image/'))) return 'image'
  if (contentType) return /^text\/(plain|markdown)/i.test(contentType) ? 'text' : 'html'
  return /\.(txt|text|md|markdown)(\.gz)?$/i.test(fileName) ? 'text' : 'html'
}

/** Text keeps the charset its server named: the bytes may not say it themselves. */
function mimeOf(format: PageFormat, bytes: Uint8Array, contentType = ''): string {
  if (format === 'pdf') return 'application/pdf'
  if (format === 'image') return imageMime(bytes) ?? 'application/octet-stream'
  const charset = /;\s*charset\s*=\s*"?([\w.:-]+)/i.exec(contentType)?.[1]
  return `${format === 'text' ? 'text/plain' : 'text/html'}${charset ? `; charset=${charset.toLowerCase()}` : ''}`
}

function readBytes(file: string, label: string): Uint8Array {
  const stat = statSync(file, { throwIfNoEntry: false })
  if (!stat) throw new AppError('not-found', `${label} is not there any more.`)
  if (stat.size > MAX_PAGE_BYTES) throw new AppError('too-large', `${label} is larger than 100 MB and was left out.`)
  const bytes = readFileSync(file)
  if (!label.toLowerCase().endsWith('.gz') && (bytes[0] !== 0x1f || bytes[1] !== 0x8b)) return bytes
  try {
    return gunzipSync(bytes, { maxOutputLength: MAX_PAGE_BYTES })
  } catch (error) {
    throw new AppError('unreadable', `${label} could not be unpacked; it is damaged or larger than 100 MB.`, {
      cause: error,
    })
  }
}

function readResource(file: string | undefined): Uint8Array | undefined {
  const stat = file ? statSync(file, { throwIfNoEntry: false }) : undefined
  return file && stat?.isFile() && stat.size <= MAX_RESOURCE_BYTES ? readFileSync(file) : undefined
}
