import type { BlobEncoding, BlobStore } from '../storage/blob-store.ts'
import { type PageParts, takeApart } from './page-parts.ts'
import { SavedResources } from './saved-resources.ts'

export interface StoredFile {
  key: string
  hash: string
  encoding: BlobEncoding
  mime: string
}

/** A capture's original with the files saved with it, as the database names them. */
export interface StoredPage {
  snapshotId: string
  original: { hash: string; encoding: BlobEncoding; mime: string }
  fileName: string | null
  /** The address the page was had from; null for a file. */
  url: string | null
  files: StoredFile[]
}

/** Opens a capture's original anew. Errors: `not-found`, `library-damaged`, `unreadable`. */
export function openStoredPage({ original, fileName, url, files }: StoredPage, blobs: BlobStore): PageParts {
  const byKey = new Map(files.map(file => [file.key, file]))
  const read = (key: string) => {
    const file = byKey.get(key)
    return file && blobs.read(file.hash, file.encoding)
  }
  // Files saved beside a page have relative names, whatever address the page gives for itself.
  const isWeb = files.some(file => /^https?:/.test(file.key))
  const resources = new SavedResources(isWeb && url ? url : '', byKey.keys())
  const known = { fileName: fileName ?? undefined, contentType: original.mime, url: url ?? undefined }
  return takeApart(blobs.read(original.hash, original.encoding), known, { resources, read })
}
