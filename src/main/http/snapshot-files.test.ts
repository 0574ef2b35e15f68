import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { findChromium } from '../../../scripts/find-chromium.mjs'
import { type OpenLibrary, openBackend } from '../backend.ts'
import { articleHtml, FONT_BYTES, mhtmlOf, PARAGRAPH, RED_PIXEL } from '../clipping/test-pages.ts'
import { startBrowserHost } from '../hosts/browser-host.ts'

const libraryFolder = mkdtempSync(join(tmpdir(), 'commonplace-original-'))
let library: OpenLibrary

beforeAll(async () => {
  library = await openBackend({
    libraryFolder,
    resourcesFolder: join(import.meta.dirname, '../../../resources'),
    appVersion: 'test',
  })
})
afterAll(async () => {
  await library.close()
  rmSync(libraryFolder, { recursive: true, force: true })
})

const get = (path: string) => library.fetch(new Request(`http://notebook.test${path}`))

async function clip(files: Record<string, string | Buffer>): Promise<string> {
  const batchId = crypto.randomUUID()
  for (const [path, content] of Object.entries(files)) {
    const query = new URLSearchParams({ batch: batchId, path })
    const body = new Uint8Array(Buffer.from(content as string))
    expect(
      (await library.fetch(new Request(`http://notebook.test/uploads?${query}`, { method: 'POST', body }))).status,
    ).toBe(200)
  }
  await library.call('clipping.clipUploads', { batchId })
  for (;;) {
    const jobs = await library.call('jobs.list', {})
    const [job] = (jobs as { value: { state: string; items: { sourceId?: string; message?: string }[] }[] }).value
    if (job?.state === 'running') await new Promise(resolve => setTimeout(resolve, 20))
    else {
      expect(job?.items.map(item => item.message)).toEqual([undefined])
      const source = await library.call('library.getSource', { id: job?.items[0]?.sourceId })
      return (source as { value: { currentSnapshotId: string } }).value.currentSnapshotId
    }
  }
}

it('shows an MHTML page as it was saved, with its own files and nothing else', async () => {
  const part = (type: string, location: string, body: string | Buffer) => ({
    headers: { 'Content-Type': type, 'Content-Location': location, 'Content-Transfer-Encoding': 'binary' },
    body,
  })
  const html = articleHtml(
    'Saved whole',
    '<img src="/i/red.png"><img src="https://other.example/not-saved.png"><script>alert(1)</script>',
  ).replace('</head>', '<link rel="stylesheet" href="/css/site.css"></head>')
  const id = await clip({
    'page.mhtml': mhtmlOf([
      part('text/html', 'https://shore.example/page.html', html),
      part('image/png', 'https://shore.example/i/red.png', RED_PIXEL),
      part(
        'text/css',
        'https://shore.example/css/site.css',
        '@import "https://other.example/x.css"; @font-face{font-family:f;src:url(f.woff2)} p{background:url(../i/red.png);color:red}',
      ),
      part('font/woff2', 'https://shore.example/css/f.woff2', FONT_BYTES),
    ]),
  })
  const response = await get(`/snapshots/${id}/original/`)
  const page = await response.text()
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(page).toContain(PARAGRAPH)
  expect(page).not.toMatch(/alert|other\.example/)

  const [, image] = /<img src="(\/snapshots\/[^"]+)"/.exec(page) ?? []
  const picture = await get(image ?? '')
  expect(picture.headers.get('content-type')).toBe('image/png')
  expect(Buffer.from(await picture.arrayBuffer())).toEqual(RED_PIXEL)

  const [, sheet] = /<link rel="stylesheet" href="([^"]+)"/.exec(page) ?? []
  const style = await get(sheet ?? '')
  const css = await style.text()
  expect(style.headers.get('content-type')).toBe('text/css; charset=utf-8')
  expect(style.headers.get('x-content-type-options')).toBe('nosniff')
  expect(css).not.toContain('other.example')
  expect(css).toContain(`url("${image}")`)
  const [, font] = /src:url\("([^"]+)"\)/.exec(css) ?? []
  expect((await get(font ?? '')).headers.get('content-type')).toBe('font/woff2')
})

it('shows a page with its folder of files, and serves no file of another capture', async () => {
  const id = await clip({
    'Shore.html': articleHtml('Shore', '<p style="background:url(Shore_files/red.png)">styled</p>'),
    'Shore_files/red.png': RED_PIXEL,
  })
  const page = await (await get(`/snapshots/${id}/original/`)).text()
  const [, hash] = /resources\/([0-9a-f]{64})/.exec(page) ?? []
  expect((await get(`/snapshots/${id}/resources/${hash}`)).status).toBe(200)
  const other = await clip({ 'plain.txt': 'Only text.\n\nNothing else.' })
  expect((await get(`/snapshots/${other}/resources/${hash}`)).status).toBe(404)
  expect(await (await get(`/snapshots/${other}/original/`)).text()).toContain('Nothing else.')
})

it('looks like itself in a true browser: its pictures, style sheet and font are there, and nothing is refused', async () => {
  const sheet =
    '@font-face{font-family:f;src:url(f.woff2)} p{color:rgb(1, 2, 3);font-family:f} h1{background:url(red.png)}'
  const id = await clip({
    'Look.html': articleHtml(
      'Look',
      '<img src="Look_files/red.png"><svg width="9" height="9"><rect width="9" height="9"/></svg>',
    ).replace(
      '</head>',
      '<link rel="stylesheet" href="Look_files/site.css"><script src="Look_files/s.js"></script></head>',
    ),
    'Look_files/site.css': sheet,
    'Look_files/red.png': RED_PIXEL,
    'Look_files/f.woff2': FONT_BYTES,
    'Look_files/s.js': 'document.body.innerHTML = ""',
  })
  const host = await startBrowserHost(library)
  const browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox'] })
  try {
    const page = await browser.newPage()
    const refused: string[] = []
    page.on('console', message => refused.push(message.text()))
    page.on('response', response => {
      if (response.status() >= 400 && !response.url().endsWith('/favicon.ico')) refused.push(response.url())
    })
    page.on('requestfailed', request => refused.push(request.url()))
    const asked = new Set<string>()
    page.on('request', request =>
      asked.add(new URL(request.url()).pathname.replace(/[0-9a-f]{64}/, 'hash').replace(id, 'id')),
    )
    await page.goto(host.url)
    asked.clear()
    refused.length = 0
    await page.goto(`${new URL(host.url).origin}/snapshots/${id}/original/`)
    expect(await page.evaluate('document.images[0].naturalWidth')).toBe(1)
    expect(await page.evaluate("getComputedStyle(document.querySelector('p')).color")).toBe('rgb(1, 2, 3)')
    await page.waitForTimeout(200)
    expect([...asked].sort()).toEqual(['/snapshots/id/original/', '/snapshots/id/resources/hash'])
    // The font of this test is none; that it was fetched and looked at is enough.
    expect(
      refused.filter(message => !/decode downloaded font|OTS parsing error|Failed to load resource/.test(message)),
    ).toEqual([])
  } finally {
    await browser.close()
    await host.close()
  }
})
