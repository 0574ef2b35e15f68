import { readFileSync, statSync } from 'node:fs'
import { extname } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { AppError } from '../../shared/rpc/result.ts'
import { extractPage } from './extract/extract-page.ts'
import { extractPlainText } from './extract/extract-plain-text.ts'
import type { ExtractedPage } from './extract/extracted-page.ts'
import type { PageFile } from './page-files.ts'

const MAX_PAGE_BYTES = 100 * 1024 * 1024
const MAX_RESOURCE_BYTES = 50 * 1024 * 1024

const MIME_BY_EXTENSION: Record<string, string> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.svg': 'image/svg+xml',
  '.bmp': 'image/bmp',
  '.ico': 'image/x-icon',
}

function readBytes(file: string, label: string): Uint8Array {
  if (statSync(file).size > MAX_PAGE_BYTES)
    throw new AppError('too-large', `${label} is larger than 100 MB and was left out.`)
  const bytes = readFileSync(file)
  if (!file.toLowerCase().endsWith('.gz') && !label.toLowerCase().endsWith('.gz')) return bytes
  try {
    return gunzipSync(bytes, { maxOutputLength: MAX_PAGE_BYTES })
  } catch (error) {
    throw new AppError('unreadable', `${label} could not be unpacked; it is damaged or larger than 100 MB.`, {
      cause: error,
    })
  }
}

/** References as they are compared: percent-decoded, without query, `./` and leading slashes. */
function normalise(reference: string): string {
  const path = reference.replace(/[?#].*$/s, '').replace(/^(\.?\/)+/, '')
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

function resourceFinder(resources: Record<string, string>) {
  const byPath = new Map(Object.entries(resources).map(([path, file]) => [normalise(path), file]))
  return ({ raw }: { raw: string }) => {
    const file = byPath.get(raw.replace(/^(\.?\/)+/, '')) ?? byPath.get(normalise(raw))
    if (!file || statSync(file).size > MAX_RESOURCE_BYTES) return undefined
    return {
      bytes: readFileSync(file),
      mime: MIME_BY_EXTENSION[extname(file).toLowerCase()] ?? 'application/octet-stream',
    }
  }
}

export interface ReadPage {
  bytes: Uint8Array
  mime: string
  page: ExtractedPage
}

const isPlainText = (fileName: string) => /\.(txt|text|md|markdown)(\.gz)?$/i.test(fileName)

/** Reads a page from disk and extracts it. Errors: `too-large`, `unreadable`. */
export function readPage({ file, fileName, label, resources }: PageFile): ReadPage {
  const bytes = readBytes(file, label)
  if (isPlainText(fileName)) return { bytes, mime: 'text/plain', page: extractPlainText(bytes, fileName) }
  const page = extractPage({ bytes, fileName, resolveResource: resourceFinder(resources) })
  return { bytes, mime: 'text/html', page }
}
