import { AppError } from '../../shared/rpc/result.ts'
import { extractPage } from './extract/extract-page.ts'
import { extractPlainText } from './extract/extract-plain-text.ts'
import type { ExtractedPage } from './extract/extracted-page.ts'
import { documentPage, imagePage } from './file-page.ts'
import { mainFrame } from './main-frame.ts'
import type { PageFile } from './page-files.ts'
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

/** Reads a page from disk and extracts it. Errors: `too-large`; `unreadable`, also for a file with nothing in it. */
export function readPage(file: PageFile): ReadPage {
  const parts = openPageFile(file)
  if (isBlank(parts.original)) {
    throw new AppError(
      'unreadable',
      `${file.label} is an empty file. Save the page again in your browser and clip that.`,
    )
  }
  return { parts, page: extractParts(parts) }
}
