import { existsSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { type Browser, chromium } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findChromium } from '../../../../scripts/find-chromium.mjs'
import { ORIGINAL_POLICY } from '../../http/snapshot-page.ts'
import { elementsOf, parsePage } from '../extract/page-tree.ts'
import { HOSTILE_FRAGMENTS } from './hostile-vectors.ts'
import { originalPage } from './original-page.ts'

const VECTORS = join(import.meta.dirname, '../../../../../shared/corpora/hostile/xss-vectors.json')
const HOST = 'counting.example'

/** Whole pages: our own fragments, and the collection of cross-site scripting vectors where it is there. */
const pages = [
  ...HOSTILE_FRAGMENTS.map(fragment => fragment.replaceAll('{host}', HOST)),
  ...(existsSync(VECTORS) ? (JSON.parse(readFileSync(VECTORS, 'utf8')) as { payload: string }[]) : []).map(vector =>
    vector.payload.replaceAll(/(https?:)?\/\/(?!www\.w3\.org)[a-z0-9-]+(\.[a-z0-9-]+)+/gi, `http://${HOST}`),
  ),
].map(fragment => `<!doctype html><html><head><title>t</title></head><body><p>before</p>${fragment}`)

/** After the opening that every page here has. */
const BODY = /<body[\s\S]*<(body|frameset|html)/i

const inert = (html: string) =>
  originalPage({ bytes: Buffer.from(html), url: `http://${HOST}/page.html` }, { address: () => undefined })

const PER_PAGE = 12

/** What is built anew is closed in itself, so that many fit on one page; those that say something of `body` stand alone. */
function together(all: string[]): string[] {
  const [alone, mixed] = [all.filter(page => BODY.test(page)), all.filter(page => !BODY.test(page))]
  const out = alone.map(inert)
  for (let at = 0; at < mixed.length; at += PER_PAGE) {
    const bodies = mixed.slice(at, at + PER_PAGE).map(page => /<body[^>]*>([\s\S]*)<\/body>/.exec(inert(page))?.[1])
    expect(bodies.every(body => body)).toBe(true)
    out.push(inert('').replace('</body>', () => `${bodies.join('')}</body>`))
  }
  return out
}

let connections = 0
let served: { html: string; headers: Record<string, string> }
let counter: Server
let server: Server
let browser: Browser

beforeAll(async () => {
  counter = createServer((_, response) => response.end())
  counter.on('connection', () => connections++)
  server = createServer((_, response) =>
    response.writeHead(200, { 'content-type': 'text/html', ...served.headers }).end(served.html),
  )
  for (const each of [counter, server]) await new Promise<void>(resolve => each.listen(0, '127.0.0.1', resolve))
  const port = (counter.address() as AddressInfo).port
  browser = await chromium.launch({
    executablePath: findChromium(),
    // The browser's own calls home lead nowhere; the pages' lead to the machine that counts, whatever the port.
    args: ['--no-sandbox', `--host-resolver-rules=MAP ${HOST} 127.0.0.1:${port}, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1`],
  })
})

afterAll(async () => {
  await browser.close()
  for (const each of [counter, server]) {
    each.closeAllConnections()
    each.close()
  }
})

/** Opens each page, scrolls, hovers, focuses, and counts what ran and who called. */
async function open(all: string[], headers: Record<string, string>) {
  connections = 0
  let ran = 0
  const context = await browser.newContext()
  const page = await context.newPage()
  page.on('dialog', dialog => {
    ran++
    dialog.dismiss().catch(() => undefined)
  })
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const left: string[] = []
  for (const html of all) {
    served = { html, headers }
    await page.goto(address, { waitUntil: 'load', timeout: 5_000 }).catch(() => undefined)
    await page.mouse.move(40, 30).catch(() => undefined)
    await page.keyboard.press('Tab').catch(() => undefined)
    await page.mouse.wheel(0, 500).catch(() => undefined)
    await page.waitForTimeout(40)
    if (page.url() !== address && !page.url().startsWith(`${address}#`)) left.push(html)
  }
  await page.waitForTimeout(300)
  await context.close()
  return { ran, connections, left: left.length }
}

describe('hostile pages in a true browser', () => {
  it('run and call when nothing is done about them', async () => {
    const { ran, connections: calls } = await open(pages.slice(0, 12), {})
    expect(ran).toBeGreaterThan(2)
    expect(calls).toBeGreaterThan(0)
  })

  it('do nothing once built anew, without any policy', async () => {
    const bare = together(pages).map(page => page.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/g, ''))
    expect(bare.some(page => page.includes('Content-Security-Policy'))).toBe(false)
    expect(await open(bare, {})).toEqual({ ran: 0, connections: 0, left: 0 })
  }, 120_000)

  it('do nothing as they are served', async () => {
    const served = together(pages)
    expect(await open(served, { 'content-security-policy': ORIGINAL_POLICY })).toEqual({
      ran: 0,
      connections: 0,
      left: 0,
    })
  }, 120_000)
})

it('holds nothing for another parse to find', () => {
  for (const page of pages) {
    for (const element of elementsOf(parsePage(inert(page)))) {
      expect(element.tagName).not.toMatch(
        /^(script|iframe|frame|object|embed|base|template|noscript|animate|set|foreignobject|video)$/i,
      )
      for (const { name, value } of element.attrs) {
        expect(name).not.toMatch(/^on|^(srcdoc|action|formaction|ping|poster|srcset)$/i)
        if (name === 'src' || name === 'background') expect(value).toMatch(/^data:image/)
        if (name === 'href') expect(value).toMatch(/^(https?:|mailto:|#|data:image)/)
      }
    }
  }
})
