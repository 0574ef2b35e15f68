import type { Context, Hono } from 'hono'
import { AppError, type Result, unwrap } from '../../shared/rpc/result.ts'
import { isServableMime } from '../clipping/resource-mime.ts'
import type { StoredPage } from '../clipping/stored-page.ts'
import type { BlobStore } from '../storage/blob-store.ts'
import type { Store } from '../storage/store-client.ts'
import { BLOB_POLICY, ORIGINAL_POLICY, SNAPSHOT_POLICY, snapshotPage } from './snapshot-page.ts'

export const FOREVER = 'private, max-age=31536000, immutable'

export interface SnapshotFilesOptions {
  store: Store
  blobs: BlobStore
  /** Builds an original view, or one of its style sheets, in a page thread. */
  original(stored: StoredPage, style?: string): Promise<Result<string>>
}

const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  // A browser would otherwise look up the names of all linked sites.
  'x-dns-prefetch-control': 'off',
  'cache-control': 'no-store',
}

/** Adds what is shown of a capture: its reader page, its original view, and the files of both. */
export function addSnapshotFiles(app: Hono, { store, blobs, original }: SnapshotFilesOptions): void {
  app.get('/snapshots/:id/', async c => {
    const content = await store.call('readerContent', c.req.param('id'))
    return c.body(snapshotPage(content), 200, { ...PAGE_HEADERS, 'content-security-policy': SNAPSHOT_POLICY })
  })
  app.get('/snapshots/:id/original/', async c => {
    const stored = await store.call('storedPage', c.req.param('id'))
    if (stored.original.mime === 'application/pdf') return sendPdf(c, stored, blobs)
    const page = unwrap(await original(stored))
    return c.body(page, 200, { ...PAGE_HEADERS, 'content-security-policy': ORIGINAL_POLICY })
  })
  app.get('/snapshots/:id/resources/:hash', async c => {
    const stored = await store.call('storedPage', c.req.param('id'))
    const file = stored.files.find(each => each.hash === c.req.param('hash'))
    if (!file || !isServableMime(file.mime)) throw new AppError('not-found', 'There is no such file in this capture.')
    const isStyle = file.mime === 'text/css'
    const body = isStyle ? unwrap(await original(stored, file.hash)) : blobs.read(file.hash, file.encoding)
    return c.body(body, 200, {
      'content-type': isStyle ? 'text/css; charset=utf-8' : file.mime,
      'content-security-policy': BLOB_POLICY,
      'x-content-type-options': 'nosniff',
      'cache-control': isStyle ? 'no-store' : FOREVER,
    })
  })
}

/** A PDF is handed over, never opened in the window: a browser's viewer would follow its links. */
function sendPdf(c: Context, { original }: StoredPage, blobs: BlobStore): Response {
  return c.body(blobs.read(original.hash, original.encoding), 200, {
    'content-type': 'application/pdf',
    'content-disposition': `attachment; filename="${original.hash.slice(0, 12)}.pdf"`,
    'content-security-policy': BLOB_POLICY,
    'x-content-type-options': 'nosniff',
    'cache-control': FOREVER,
  })
}
