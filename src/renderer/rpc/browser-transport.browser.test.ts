import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { TOPICS } from '../../shared/rpc/topics.ts'
import { browserNotebook } from './browser-transport.ts'

/** Stands for the network, which a page under test cannot take down: the part of EventSource that is used. */
class FakeEventSource extends EventTarget {
  static readonly CLOSED = 2
  static made: FakeEventSource[] = []
  readyState = 1
  readonly url: string
  constructor(url: string) {
    super()
    this.url = url
    FakeEventSource.made.push(this)
  }
  close() {
    this.readyState = FakeEventSource.CLOSED
  }
  change(topics: string[]) {
    this.dispatchEvent(new MessageEvent('changed', { data: JSON.stringify({ topics }) }))
  }
}

beforeEach(() => {
  FakeEventSource.made = []
  vi.stubGlobal('EventSource', FakeEventSource)
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

describe('call', () => {
  const call = () => browserNotebook().call('settings.get', {})

  it('posts the input as JSON and gives back the result', async () => {
    const fetch = vi.fn(async (_url: string, _init: RequestInit) =>
      Response.json({ ok: true, value: { theme: 'dark' } }),
    )
    vi.stubGlobal('fetch', fetch)
    expect(await browserNotebook().call('settings.update', { theme: 'dark' })).toEqual({
      ok: true,
      value: { theme: 'dark' },
    })
    const [url, init] = fetch.mock.calls[0] ?? []
    expect(url).toBe('/rpc/settings.update')
    expect(init).toMatchObject({ method: 'POST', body: '{"theme":"dark"}' })
  })

  it('gives back a failure that came with an error status', async () => {
    const failure = { ok: false, error: { code: 'too-large', message: 'Too much.' } }
    vi.stubGlobal('fetch', async () => Response.json(failure, { status: 413 }))
    expect(await call()).toEqual(failure)
  })

  it('says that the program is gone', async () => {
    vi.stubGlobal('fetch', async () => {
      throw new TypeError('Failed to fetch')
    })
    expect(await call()).toMatchObject({ ok: false, error: { code: 'network' } })
  })

  it('says that the program was started again', async () => {
    vi.stubGlobal('fetch', async () => new Response('Open Commonplace with the address…', { status: 401 }))
    const result = await call()
    expect(result).toMatchObject({ ok: false, error: { code: 'network' } })
    expect(!result.ok && result.error.message).toContain('again')
  })
})

describe('on', () => {
  it('passes changes on over one connection, until nobody listens', () => {
    const notebook = browserNotebook()
    const [first, second] = [vi.fn(), vi.fn()]
    const stops = [notebook.on('changed', first), notebook.on('changed', second)]
    expect(FakeEventSource.made).toHaveLength(1)
    FakeEventSource.made[0]?.change(['notes'])
    stops[0]?.()
    FakeEventSource.made[0]?.change(['jobs'])
    expect(first.mock.calls).toEqual([[{ topics: ['notes'] }]])
    expect(second).toHaveBeenLastCalledWith({ topics: ['jobs'] })
    stops[1]?.()
    expect(FakeEventSource.made[0]?.readyState).toBe(FakeEventSource.CLOSED)
  })

  it('announces everything after a gap, and nothing when it first connects', () => {
    const listener = vi.fn()
    browserNotebook().on('changed', listener)
    const [source] = FakeEventSource.made
    source?.dispatchEvent(new Event('open'))
    expect(listener).not.toHaveBeenCalled()
    source?.dispatchEvent(new Event('error'))
    source?.dispatchEvent(new Event('open'))
    expect(listener.mock.calls).toEqual([[{ topics: [...TOPICS] }]])
  })

  it('tries again where the browser has given up', () => {
    vi.useFakeTimers()
    browserNotebook().on('changed', () => {})
    const [source] = FakeEventSource.made
    source?.close()
    source?.dispatchEvent(new Event('error'))
    vi.advanceTimersByTime(60_000)
    expect(FakeEventSource.made).toHaveLength(2)
  })
})
