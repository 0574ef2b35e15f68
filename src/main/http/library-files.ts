import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs'
import { extname, join, normalize, sep } from 'node:path'
import { Readable } from 'node:stream'
import { type Context, Hono } from 'hono'
import { AppError, toFailure } from '../../shared/rpc/result.ts'
import type { Staging } from '../clipping/staging.ts'
import { BlobStore, type StoredBlob } from '../storage/blob-store.ts'
import { toLibraryError } from '../storage/storage-errors.ts'
import type { Store } from '../storage/store-client.ts'
import { addSnapshotFiles, FOREVER, type SnapshotFilesOptions } from './snapshot-files.ts'
import { BLOB_POLICY } from './snapshot-page.ts'

const MAX_IMAGE_BYTES = 50 * 1024 * 1024
const IMAGE = /^image\/(png|jpeg|gif|webp|avif|svg\+xml|bmp|x-icon)$/

const MIME: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.pdf': 'application/pdf',
  '.wasm': 'application/wasm',
}

export interface LibraryFilesOptions {
  store: Store
  staging: Staging
  libraryFolder: string
  resourcesFolder: string
  rendererFolder?: string
  /** Folders in which the reader's fonts lie. */
  fontFolders: string[]
  original: SnapshotFilesOptions['original']
  /** The finished file of an export job, or undefined. */
  exportFile(jobId: string): string | undefined
}

/** The library and the renderer as a fetch handler; which requests reach it is the host's business. */
export function libraryFiles(options: LibraryFilesOptions): Hono {
  const app = new Hono()
  const blobs = new BlobStore(options.libraryFolder)
  app.onError((error, c) => {
    const known = toLibraryError(error, options.libraryFolder)
    return c.json(toFailure(known), statusOf(known))
  })

  addSnapshotFiles(app, { store: options.store, blobs, original: options.original })
  const sendBlob = async (c: Context) => {
    const hash = c.req.param('hash') ?? ''
    const found = await options.store.call('findBlob', hash)
    if (!found || !IMAGE.test(found.mime)) throw new AppError('not-found', 'There is no such image in the library.')
    return c.body(blobs.read(hash, found.encoding), 200, {
      'content-type': found.mime,
      'content-security-policy': BLOB_POLICY,
      'x-content-type-options': 'nosniff',
      'cache-control': FOREVER,
    })
  }
  app.get('/snapshots/:id/blobs/:hash', sendBlob)
  app.get('/blobs/:hash', sendBlob)
  app.get('/reader.css', c => sendFile(c, options.resourcesFolder, 'reader/reader.css'))
  app.get('/reader-fonts/:name', c => {
    const name = c.req.param('name')
    const folder = options.fontFolders.find(each => existsSync(join(each, name)))
    return folder ? sendFile(c, folder, name, FOREVER) : c.notFound()
  })
  app.get('/exports/:jobId/:name', c => {
    const file = options.exportFile(c.req.param('jobId'))
    if (!file || !existsSync(file))
      throw new AppError('not-found', 'That export is not kept any more. Export it again.')
    return streamFile(c, file, { 'content-disposition': attachment(c.req.param('name')) })
  })
  app.post('/uploads', async c => {
    await options.staging.receive(c.req.query('batch') ?? '', c.req.query('path') ?? '', c.req.raw.body)
    return c.json({ ok: true })
  })
  app.post('/images', async c => c.json({ hash: (await storeImage(c, blobs, options.store)).hash }))
  if (options.rendererFolder) {
    const folder = options.rendererFolder
    app.get('*', c => sendFile(c, folder, c.req.path === '/' ? 'index.html' : c.req.path))
  }
  return app
}

/** The renderer alone, where there is no library to serve. */
export function sendRenderer(request: Request, rendererFolder: string | undefined): Response {
  const { pathname } = new URL(request.url)
  const file = rendererFolder && fileInside(rendererFolder, pathname === '/' ? 'index.html' : pathname)
  if (!file) return new Response('Not found\n', { status: 404 })
  return new Response(new Uint8Array(readFileSync(file)), { headers: headersOf(file, 'no-cache') })
}

async function storeImage(c: Context, blobs: BlobStore, store: Store): Promise<StoredBlob> {
  const mime = (c.req.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  if (!IMAGE.test(mime))
    throw new AppError('unsupported', 'Only PNG, JPEG, GIF, WebP, AVIF, SVG and BMP images can be put into a note.')
  const blob = blobs.put(await bodyWithin(c, MAX_IMAGE_BYTES), mime)
  await store.call('recordBlob', blob)
  return blob
}

async function bodyWithin(c: Context, limit: number): Promise<Uint8Array> {
  const tooLarge = () => new AppError('too-large', `That file is larger than ${Math.round(limit / 1048576)} MB.`)
  if (Number(c.req.header('content-length') ?? 0) > limit) throw tooLarge()
  const bytes = new Uint8Array(await c.req.arrayBuffer())
  if (bytes.length > limit) throw tooLarge()
  return bytes
}

/** RFC 6266: the name for people in UTF-8, and one in ASCII for whatever cannot read that. */
function attachment(name: string): string {
  const ascii = name.replaceAll(/[^\w.\- ]/g, '_')
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(name)}`
}

function sendFile(c: Context, folder: string, name: string, cacheControl = 'no-cache'): Response | Promise<Response> {
  const file = fileInside(folder, name)
  if (!file) return c.notFound()
  return c.body(new Uint8Array(readFileSync(file)), 200, headersOf(file, cacheControl))
}

/** A file's path, or undefined when it is not there or lies outside the folder. */
function fileInside(folder: string, name: string): string | undefined {
  const file = normalize(join(folder, name))
  const inside = file.startsWith(normalize(folder + sep))
  return inside && statSync(file, { throwIfNoEntry: false })?.isFile() ? file : undefined
}

function headersOf(file: string, cacheControl: string): Record<string, string> {
  return {
    'content-type': MIME[extname(file)] ?? 'application/octet-stream',
    'x-content-type-options': 'nosniff',
    'cache-control': cacheControl,
  }
}

function streamFile(c: Context, file: string, headers: Record<string, string>): Response {
  const stream = Readable.toWeb(createReadStream(file)) as ReadableStream<Uint8Array>
  return c.body(stream, 200, {
    'content-type': MIME[extname(file)] ?? 'application/octet-stream',
    'content-length': String(statSync(file).size),
    'x-content-type-options': 'nosniff',
    ...headers,
  })
}

function statusOf(error: unknown): 400 | 404 | 413 | 415 | 500 | 507 {
  switch (toFailure(error).code) {
    case 'invalid-input':
      return 400
    case 'not-found':
      return 404
    case 'too-large':
      return 413
    case 'unsupported':
      return 415
    case 'disk-full':
      return 507
    default:
      return 500
  }
}
