import { AppError } from '../../shared/rpc/result.ts'
import { extractPage } from './extract/extract-page.ts'
import { extractPlainText } from './extract/extract-plain-text.ts'
import type { ExtractedPage } from './extract/extracted-page.ts'
import { documentPage, imagePage } from './file-page.ts'
import { mainFrame } from './main-frame.ts'
import { isNamedOtherwise, type PageFile } from './page-files.ts'
import { openPageFile, type PageParts } from './page-parts.ts'

export interface ReadPage {
  parts: PageParts
  page: ExtractedPage
}

/** Extracts a page that was taken apart. Errors: `too-large`, `unreadable`. */
export function extractParts(parts: PageParts): ExtractedPage {
  const { fileName, url } = parts
  switch (parts.format) {
    case 'text':
      return extractPlainText(parts.bytes, fileName)
    case 'pdf':
      return documentPage(parts)
    case 'image':
      return imagePage(parts)
    case 'html': {
      const { bytes, contentType, from } = mainFrame(parts)
      const base = from && /^https?:/.test(from) ? from : url
      return extractPage({
        bytes,
        contentType,
        url: base,
        fileName,
        resolveResource: ({ raw, absolute }) => {
          const key = parts.resources.find(raw, { from }) ?? (absolute ? parts.resources.find(absolute) : undefined)
          const found = key === undefined ? undefined : parts.read(key)
          return found && { bytes: found, mime: 'application/octet-stream' }
        },
      })
    }
  }
}

const isBlank = (bytes: Uint8Array) => bytes.every(byte => byte <= 0x20)

const SAMPLE_BYTES = 4_096
const MAX_CONTROL_SHARE = 0.02

/** Bytes that no text in any charset holds many of; NUL is one of UTF-16's. */
const isControl = (byte: number) =>
  (byte > 0 && byte < 0x09) || byte === 0x0b || (byte > 0x0d && byte < 0x1b) || byte === 0x7f

function isNoText(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, SAMPLE_BYTES)
  return sample.filter(isControl).length > sample.length * MAX_CONTROL_SHARE
}

function assertReadable({ format, bytes, original }: PageParts, { label, fileName, fetched }: PageFile): void {
  if (format === 'html' && !fetched && isNamedOtherwise(fileName)) {
    throw new AppError(
      'unsupported',
      `${label} is not a page. Commonplace clips .html, .mhtml, .txt and .md files, PDFs and images.`,
    )
  }
  if (isBlank(original)) {
    throw new AppError('unreadable', `${label} is an empty file. Save the page again in your browser and clip that.`)
  }
  if ((format === 'html' || format === 'text') && isNoText(bytes)) {
    throw new AppError('unreadable', `${label} holds no text: it is damaged, or not a page at all.`)
  }
}

/** Reads a page from disk and extracts it. Errors: `too-large`; `unreadable`, also for a file that holds no text. */
export function readPage(file: PageFile): ReadPage {
  const parts = openPageFile(file)
  assertReadable(parts, file)
  const page = extractParts(parts)
  if (parts.originalMime === 'multipart/related' && page.text.trim() === '' && page.blobs.length === 0) {
    throw new AppError(
      'unreadable',
      `${file.label} ends before its page begins. Save it again in your browser and clip that.`,
    )
  }
  return { parts, page }
}
