import { Agent, fetch, type Response } from 'undici'
import { AppError } from '../../../shared/rpc/result.ts'
import { networkFailure, statusFailure } from './fetch-failure.ts'
import { lookupPublic, type Reach } from './reachable-address.ts'

const MAX_REDIRECTS = 10
const CONNECT_TIMEOUT_MS = 15_000
const ANSWER_TIMEOUT_MS = 30_000

export interface FetchLimits {
  maxBytes: number
  /** For the whole of it, redirects included. */
  timeoutMs: number
  accept: string
}

export interface Fetched {
  /** Where the bytes were in the end. */
  url: URL
  /** The addresses that led there, the first one asked first. */
  redirects: string[]
  contentType: string
  bytes: Uint8Array
}

/** Fetches for one clip: keeps no cookies, sends no referrer, and asks only machines within `reach`. */
export class Fetcher {
  readonly #reach: Reach
  readonly #userAgent: string
  readonly #public: Agent
  readonly #typed: Agent
  constructor(reach: Reach, appVersion: string) {
    this.#reach = reach
    this.#userAgent = `Mozilla/5.0 (compatible) Commonplace/${appVersion}`
    const limits = { headersTimeout: ANSWER_TIMEOUT_MS, bodyTimeout: ANSWER_TIMEOUT_MS }
    this.#public = new Agent({ ...limits, connect: { timeout: CONNECT_TIMEOUT_MS, lookup: lookupPublic } })
    this.#typed = new Agent({ ...limits, connect: { timeout: CONNECT_TIMEOUT_MS } })
  }

  async close(): Promise<void> {
    await Promise.all([this.#public.destroy(), this.#typed.destroy()])
  }

  /** Errors: `network`, `timeout`, `too-large`, `unsupported`, `cancelled`, each with a sentence that names the machine. */
  async fetch(address: URL, limits: FetchLimits, signal?: AbortSignal): Promise<Fetched> {
    const timeout = AbortSignal.timeout(limits.timeoutMs)
    const either = signal ? AbortSignal.any([signal, timeout]) : timeout
    let url = withoutSecrets(address)
    const redirects: string[] = []
    try {
      for (;;) {
        const response = await this.#ask(url, limits.accept, either)
        const next = redirectOf(response, url)
        if (!next) {
          if (!response.ok) throw statusFailure(url, response.status)
          const contentType = response.headers.get('content-type') ?? ''
          return { url, redirects, contentType, bytes: await readWithin(response, limits.maxBytes, url) }
        }
        await response.body?.cancel()
        redirects.push(url.href)
        if (redirects.length > MAX_REDIRECTS)
          throw new AppError('network', `${address.host} sends its visitors round and round; no page was reached.`)
        url = next
      }
    } catch (error) {
      if (signal?.aborted) throw new AppError('cancelled', 'Stopped.')
      if (timeout.aborted) throw new AppError('timeout', `${url.host} took too long to send its page. Try again later.`)
      throw networkFailure(error, url)
    }
  }

  async #ask(url: URL, accept: string, signal: AbortSignal): Promise<Response> {
    this.#reach.assertAllowed(url)
    return fetch(url, {
      dispatcher: this.#reach.isTyped(url) ? this.#typed : this.#public,
      redirect: 'manual',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      headers: { accept, 'user-agent': this.#userAgent, 'accept-language': 'en, *;q=0.5' },
      signal,
    })
  }
}

function withoutSecrets(address: URL): URL {
  const url = new URL(address)
  url.username = ''
  url.password = ''
  url.hash = ''
  return url
}

function redirectOf(response: Response, url: URL): URL | undefined {
  const location = [301, 302, 303, 307, 308].includes(response.status) ? response.headers.get('location') : null
  if (!location) return undefined
  const next = URL.parse(location, url.href)
  if (!next) throw new AppError('network', `${url.host} leads to an address that cannot be read.`)
  return withoutSecrets(next)
}

async function readWithin(response: Response, maxBytes: number, url: URL): Promise<Uint8Array> {
  const tooLarge = () =>
    new AppError('too-large', `${url.href} is larger than ${Math.round(maxBytes / 1_048_576)} MB and was left out.`)
  if (Number(response.headers.get('content-length') ?? 0) > maxBytes) {
    await response.body?.cancel()
    throw tooLarge()
  }
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of response.body ?? []) {
    length += (chunk as Uint8Array).length
    if (length > maxBytes) throw tooLarge()
    chunks.push(chunk as Uint8Array)
  }
  return Buffer.concat(chunks)
}
