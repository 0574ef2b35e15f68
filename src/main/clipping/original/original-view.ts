import type { BlobStore } from '../../storage/blob-store.ts'
import { decodePage } from '../extract/decode-page.ts'
import { escapeHtml } from '../extract/reader-node.ts'
import type { PageParts } from '../page-parts.ts'
import { isServableMime } from '../resource-mime.ts'
import { openStoredPage, type StoredFile, type StoredPage } from '../stored-page.ts'
import { type OriginalFiles, originalPage } from './original-page.ts'
import { rewriteCss } from './rewrite-css.ts'

const pathOf = (snapshotId: string, hash: string) => `/snapshots/${encodeURIComponent(snapshotId)}/resources/${hash}`

/** A capture as it was saved, as one inert page. Errors: those of `openStoredPage`. */
export function originalView(stored: StoredPage, blobs: BlobStore): string {
  const parts = openStoredPage(stored, blobs)
  switch (parts.format) {
    case 'text':
      return shell(
        `<pre style="white-space:pre-wrap">${escapeHtml(decodePage(parts.bytes, parts.contentType).text)}</pre>`,
      )
    case 'image':
      return shell(
        `<img src="/snapshots/${encodeURIComponent(stored.snapshotId)}/blobs/${stored.original.hash}" alt="">`,
      )
    case 'pdf':
      return shell('<p>This source is a PDF.</p>')
    case 'html':
      return originalPage(parts, filesAt(stored, parts))
  }
}

const shell = (body: string) => `<!doctype html><html><head><meta charset="utf-8"></head><body>${body}</body></html>`

function filesAt({ snapshotId, files }: StoredPage, parts: PageParts): OriginalFiles {
  const byKey = new Map(files.map(file => [file.key, file]))
  const find = (reference: string, at: { from?: string; base?: string }): StoredFile | undefined => {
    const key = parts.resources.find(reference, at)
    return key === undefined ? undefined : byKey.get(key)
  }
  return {
    address(reference, use, at) {
      const file = find(reference, at)
      const fits = file && isServableMime(file.mime) && (file.mime === 'text/css') === (use === 'style')
      return fits ? pathOf(snapshotId, file.hash) : undefined
    },
    frame(reference, at) {
      const file = find(reference, at)
      const bytes = file?.mime === 'text/html' ? parts.read(file.key) : undefined
      return file && bytes ? { key: file.key, bytes } : undefined
    },
  }
}

/** A style sheet of a capture with its addresses rewritten like the page's own. Errors: those of `openStoredPage`. */
export function originalStyle(stored: StoredPage, hash: string, blobs: BlobStore): string {
  const parts = openStoredPage(stored, blobs)
  const sheet = stored.files.find(file => file.hash === hash && file.mime === 'text/css')
  if (!sheet) return ''
  const files = filesAt(stored, parts)
  const css = decodePage(blobs.read(sheet.hash, sheet.encoding)).text
  return rewriteCss(css, (reference, use) => files.address(reference, use, { from: sheet.key }))
}
