import { request as httpRequest } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import type { ChangeEvent } from '../../shared/rpc/topics.ts'
import type { Backend } from '../rpc/backend-types.ts'
import { type BrowserHost, startBrowserHost } from './browser-host.ts'

class EchoBackend implements Backend {
  readonly listeners = new Set<(event: ChangeEvent) => void>()
  async call(method: string, input: unknown) {
    return { ok: true as const, value: { method, input } }
  }
  async fetch(request: Request) {
    const path = new URL(request.url).pathname
    if (path === '/slow') await new Promise(resolve => setTimeout(resolve, 300))
    if (path === '/own-policy') return new Response('x', { headers: { 'content-security-policy': 'sandbox' } })
    return new Response(`${request.method} ${path} ${await request.text()}`)
  }
  onChanged(listener: (event: ChangeEvent) => void) {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }
  async close() {}
}

const open: BrowserHost[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map(host => host.close()))
})

async function start() {
  const backend = new EchoBackend()
  const host = await startBrowserHost(backend)
  open.push(host)
  const { origin } = new URL(host.url)
  const entry = await fetch(host.url, { redirect: 'manual' })
  const cookie = entry.headers.get('set-cookie')?.split(';')[0] ?? ''
  return { backend, host, origin, entry, cookie }
}

describe('the door', () => {
  it('takes the token once, for a cookie that no script can read', async () => {
    const { host, origin, entry, cookie } = await start()
    expect(entry.status).toBe(303)
    expect(entry.headers.get('location')).toBe('/')
    expect(entry.headers.get('set-cookie')).toMatch(/; HttpOnly; SameSite=Strict$/)
    expect((await fetch(host.url, { redirect: 'manual' })).status).toBe(401)
    expect((await fetch(`${origin}/`, { headers: { cookie } })).status).toBe(200)
    expect((await fetch(`${origin}/`)).status).toBe(401)
  })

  it('has a new token in every run', async () => {
    const [first, second] = [await start(), await start()]
    expect(new URL(first.host.url).search).not.toBe(new URL(second.host.url).search)
    expect((await fetch(`${second.origin}/`, { headers: { cookie: first.cookie } })).status).toBe(401)
  })

  it('refuses a name that was rebound to this machine', async () => {
    const { origin, cookie } = await start()
    const status = await new Promise(resolve => {
      const headers = { host: 'evil.example', cookie }
      httpRequest(origin, { headers }, response => resolve(response.resume().statusCode)).end()
    })
    expect(status).toBe(421)
  })

  it('refuses what another site posts, before the backend sees it', async () => {
    const { origin, cookie } = await start()
    const headers = { cookie, origin: 'https://evil.example', 'content-type': 'text/plain' }
    expect((await fetch(`${origin}/rpc/notes.delete`, { method: 'POST', headers, body: '{}' })).status).toBe(403)
  })

  it('listens on 127.0.0.1 and on no other address', async () => {
    const { origin, cookie } = await start()
    const { port } = new URL(origin)
    await expect(fetch(`http://127.0.0.2:${port}/`, { headers: { cookie } })).rejects.toThrow()
  })
})

describe('calls', () => {
  const post = (origin: string, cookie: string, body: string, type = 'application/json') =>
    fetch(`${origin}/rpc/notes.get`, { method: 'POST', headers: { cookie, origin, 'content-type': type }, body })

  it('reach the backend as JSON and come back as a result', async () => {
    const { origin, cookie } = await start()
    const response = await post(origin, cookie, '{"id":"ü"}')
    expect(await response.json()).toEqual({ ok: true, value: { method: 'notes.get', input: { id: 'ü' } } })
    expect(response.headers.get('cache-control')).toBe('no-store')
  })

  it('must be JSON', async () => {
    const { origin, cookie } = await start()
    expect((await post(origin, cookie, '{}', 'text/plain')).status).toBe(415)
    const broken = await post(origin, cookie, '{')
    expect(broken.status).toBe(400)
    expect(await broken.json()).toMatchObject({ ok: false, error: { code: 'invalid-input' } })
  })
})

describe('files', () => {
  it('come from the backend, with the rules of the window', async () => {
    const { origin, cookie } = await start()
    const response = await fetch(`${origin}/uploads`, { method: 'POST', headers: { cookie, origin }, body: 'page' })
    expect(await response.text()).toBe('POST /uploads page')
    expect(response.headers.get('content-security-policy')).toContain("script-src 'self'")
  })

  it("keep the backend's own policy", async () => {
    const { origin, cookie } = await start()
    const response = await fetch(`${origin}/own-policy`, { headers: { cookie } })
    expect(response.headers.get('content-security-policy')).toBe('sandbox')
  })
})

describe('events', () => {
  it('reach the window, and stop when it leaves', async () => {
    const { backend, origin, cookie } = await start()
    const leaving = new AbortController()
    const response = await fetch(`${origin}/events`, { headers: { cookie }, signal: leaving.signal })
    expect(response.headers.get('content-type')).toContain('text/event-stream')
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    while (!text.includes('retry')) text += (await reader?.read())?.value ?? ''
    for (const listener of backend.listeners) listener({ topics: ['notes', 'search'] })
    while (!text.includes('data:')) text += (await reader?.read())?.value ?? ''
    expect(text).toContain('event: changed\ndata: {"topics":["notes","search"]}\n\n')
    leaving.abort()
    await expect.poll(() => backend.listeners.size).toBe(0)
  })

  it('end when the host closes, and what is running finishes', async () => {
    const { backend, host, origin, cookie } = await start()
    const stream = await fetch(`${origin}/events`, { headers: { cookie } })
    const slow = fetch(`${origin}/slow`, { headers: { cookie } })
    await new Promise(resolve => setTimeout(resolve, 100))
    const closing = host.close()
    expect(await (await slow).text()).toBe('GET /slow ')
    await stream.text()
    await closing
    expect(backend.listeners.size).toBe(0)
    await expect(fetch(`${origin}/`)).rejects.toThrow()
  })
})

it('says when a port is taken', async () => {
  const { origin } = await start()
  const port = Number(new URL(origin).port)
  await expect(startBrowserHost(new EchoBackend(), { port })).rejects.toThrow(`Port ${port} is not free`)
})
