import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { referencesOf } from '../page-references.ts'
import { readPage } from '../read-page.ts'
import { articleHtml, FONT_BYTES, RED_PIXEL } from '../test-pages.ts'
import { Fetcher } from './fetch-bytes.ts'
import { fetchPage } from './fetch-page.ts'
import { Reach } from './reachable-address.ts'

type Answer = (request: IncomingMessage, response: ServerResponse) => void
const html =
  (body: string): Answer =>
  (_, response) =>
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(body)
const redirect =
  (to: string): Answer =>
  (_, response) =>
    response.writeHead(302, { location: to, 'set-cookie': 'a=b' }).end()
const status =
  (code: number): Answer =>
  (_, response) =>
    response.writeHead(code).end('no')
const typed =
  (type: string, body: string | Buffer): Answer =>
  (_, response) =>
    response.writeHead(200, { 'content-type': type }).end(body)

const folder = mkdtempSync(join(tmpdir(), 'commonplace-fetch-'))
const asked: IncomingMessage[] = []
let answers: Record<string, Answer> = {}
let server: Server
let other: Server
let otherAsked = 0
let base = ''

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request)
    const answer = answers[request.url ?? ''] ?? status(404)
    answer(request, response)
  })
  other = createServer((_, response) => {
    otherAsked++
    response.end('secret')
  })
  for (const each of [server, other]) await new Promise<void>(resolve => each.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  for (const each of [server, other]) {
    each.closeAllConnections()
    each.close()
  }
  rmSync(folder, { recursive: true, force: true })
})
beforeEach(() => {
  asked.length = 0
  otherAsked = 0
})

const fetchAt = (path: string, signal?: AbortSignal) =>
  fetchPage(base + path, {
    folder,
    appVersion: '1',
    signal,
    references: async (kind, file, url, contentType) => referencesOf(kind, readFileSync(file), url, contentType),
  })

describe('fetchPage', () => {
  it('fetches a page with its pictures, style sheets and fonts, and remembers the way there', async () => {
    answers = {
      '/start': redirect('/a/page'),
      '/a/page': html(
        articleHtml(
          'Fetched',
          '<img src="../i/red.png" width="300" height="200"><img src="/gone.png" width="300" height="200">',
        ).replace('</head>', '<link rel="stylesheet" href="/c/site.css"><script src="/s.js"></script></head>'),
      ),
      '/i/red.png': typed('image/png', RED_PIXEL),
      '/c/site.css': typed('text/css', '@import "more.css"; p{background:url(../i/red.png)}'),
      '/c/more.css': typed('text/css', '@font-face{font-family:f;src:url(f.woff2)}'),
      '/c/f.woff2': typed('font/woff2', FONT_BYTES),
    }
    const page = await fetchAt('/start')
    expect(page.fetched).toMatchObject({ url: `${base}/a/page`, redirects: [`${base}/start`] })
    expect(Object.keys(page.resources).sort()).toEqual(
      ['/c/f.woff2', '/c/more.css', '/c/site.css', '/i/red.png'].map(path => base + path),
    )
    expect(page.fetched?.missing).toEqual([{ url: `${base}/gone.png`, reason: expect.stringContaining('404') }])
    expect(asked.map(request => request.url)).not.toContain('/s.js')
    const { page: extracted } = readPage(page)
    expect(extracted.images.map(image => image.kept)).toEqual([true, false])
  })

  it('sends no cookie and no referrer, and says what it is', async () => {
    answers = {
      '/start': redirect('/page'),
      '/page': html(articleHtml('Quiet', '<img src="/i.png">')),
      '/i.png': typed('image/png', RED_PIXEL),
    }
    await fetchAt('/start')
    expect(asked).toHaveLength(3)
    for (const { headers } of asked) {
      expect(headers.cookie).toBeUndefined()
      expect(headers.referer).toBeUndefined()
      expect(headers['user-agent']).toMatch(/Commonplace\/1$/)
    }
  })

  it('uses the charset of the header, and unpacks what came packed', async () => {
    const body = Buffer.from(articleHtml('Caf\xe9').replace('<meta charset="utf-8">', ''), 'latin1')
    answers = {
      '/page': (_, response) =>
        response
          .writeHead(200, { 'content-type': 'text/html; charset=iso-8859-1', 'content-encoding': 'gzip' })
          .end(gzipSync(body)),
    }
    const { page, parts } = readPage(await fetchAt('/page'))
    expect(page.title).toBe('Café')
    expect(parts.originalMime).toBe('text/html; charset=iso-8859-1')
  })

  it('keeps a PDF and a picture as what they are, whatever they are called', async () => {
    answers = { '/paper': typed('application/octet-stream', '%PDF-1.7 …'), '/red': typed('image/jpeg', RED_PIXEL) }
    expect(readPage(await fetchAt('/paper')).parts).toMatchObject({ format: 'pdf', originalMime: 'application/pdf' })
    const picture = readPage(await fetchAt('/red'))
    expect(picture.parts).toMatchObject({ format: 'image', originalMime: 'image/png' })
    expect(picture.page).toMatchObject({ title: 'red', images: [{ kept: true }] })
  })

  it('asks no other machine nearby, neither for the page nor for a part of it', async () => {
    const secret = `http://127.0.0.1:${(other.address() as AddressInfo).port}/`
    answers = {
      '/start': redirect(secret),
      '/page': html(
        articleHtml(
          'Reaches out',
          `<img src="${secret}i.png"><img src="http://localhost:${(other.address() as AddressInfo).port}/j.png">`,
        ),
      ),
    }
    await expect(fetchAt('/start')).rejects.toMatchObject({
      code: 'network',
      message: expect.stringContaining('your own network'),
    })
    const page = await fetchAt('/page')
    expect(page.fetched?.missing).toHaveLength(2)
    expect(otherAsked).toBe(0)
  })

  it.each([
    [401, 'a name and a password'],
    [403, 'refuses to give the page to programs'],
    [404, 'does not have this page'],
    [410, 'taken this page away'],
    [429, 'too many requests'],
    [503, 'a problem of its own (503)'],
  ])('says what a %s means', async (code, words) => {
    answers = { '/page': status(code) }
    await expect(fetchAt('/page')).rejects.toMatchObject({ code: 'network', message: expect.stringContaining(words) })
  })

  it.each([
    ['a loop of redirects', redirect('/page'), 'network', 'round and round'],
    ['a film', typed('video/mp4', 'x'), 'unsupported', 'not a page but video/mp4'],
    ['a redirect out of the web', redirect('file:///etc/passwd'), 'unsupported', 'not a web address'],
    [
      'a page that says it is too large',
      ((_, response) =>
        response.writeHead(200, { 'content-type': 'text/html', 'content-length': '99000000' }).end()) satisfies Answer,
      'too-large',
      '50 MB',
    ],
    [
      'a broken connection',
      (request => request.socket.destroy()) satisfies Answer,
      'network',
      'broke the connection off',
    ],
  ])('says so of %s', async (_, answer, code, words) => {
    answers = { '/page': answer }
    await expect(fetchAt('/page')).rejects.toMatchObject({ code, message: expect.stringContaining(words) })
  })

  it('says so of a machine that does not answer, a name nobody has, and no address', async () => {
    const closed = createServer()
    await new Promise<void>(resolve => closed.listen(0, '127.0.0.1', resolve))
    const port = (closed.address() as AddressInfo).port
    await new Promise(resolve => closed.close(resolve))
    const options = { folder, appVersion: '1', references: async () => ({ media: [], styles: [] }) }
    await expect(fetchPage(`http://127.0.0.1:${port}/`, options)).rejects.toMatchObject({
      message: expect.stringContaining('nothing listens'),
    })
    await expect(fetchPage('http://no-such-machine.invalid/', options)).rejects.toMatchObject({
      code: 'network',
      message: expect.stringContaining('no-such-machine.invalid'),
    })
    await expect(fetchPage(base.replace('http:', 'https:'), options)).rejects.toMatchObject({
      message: expect.stringContaining('could not be made secure'),
    })
    await expect(fetchPage('no-such-machine.invalid/page', options)).rejects.toMatchObject({ code: 'network' })
    await expect(fetchPage('not an address', options)).rejects.toMatchObject({ code: 'invalid-input' })
    await expect(fetchPage('ftp://127.0.0.1/', options)).rejects.toMatchObject({ code: 'unsupported' })
  })

  it('stops when told to', async () => {
    answers = { '/page': () => undefined }
    const controller = new AbortController()
    const fetching = fetchAt('/page', controller.signal)
    setTimeout(() => controller.abort(), 50)
    await expect(fetching).rejects.toMatchObject({ code: 'cancelled' })
  })
})

describe('Fetcher', () => {
  it('reads no more than it may, however small the answer is packed', async () => {
    answers = {
      '/bomb': (_, response) =>
        response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(20 * 1024 * 1024))),
      '/slow': (_, response) => response.writeHead(200).write('a'),
    }
    const fetcher = new Fetcher(new Reach(new URL(base)), '1')
    const limits = { maxBytes: 1_048_576, timeoutMs: 5_000, accept: '*/*' }
    await expect(fetcher.fetch(new URL(`${base}/bomb`), limits)).rejects.toMatchObject({ code: 'too-large' })
    await expect(fetcher.fetch(new URL(`${base}/slow`), { ...limits, timeoutMs: 200 })).rejects.toMatchObject({
      code: 'timeout',
    })
    await fetcher.close()
  })
})
