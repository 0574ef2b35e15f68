import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AppError, toFailure } from '../../../shared/rpc/result.ts'
import { newId } from '../../storage/new-id.ts'
import type { PageFile } from '../page-files.ts'
import type { References } from '../page-references.ts'
import { type Fetched, Fetcher, type FetchLimits } from './fetch-bytes.ts'
import { Reach } from './reachable-address.ts'

const PAGE: FetchLimits = {
  maxBytes: 50 * 1024 * 1024,
  timeoutMs: 90_000,
  accept: 'text/html,application/xhtml+xml,application/pdf;q=0.9,text/plain;q=0.9,image/*;q=0.8,*/*;q=0.5',
}
const PART: FetchLimits = { maxBytes: 30 * 1024 * 1024, timeoutMs: 45_000, accept: '*/*' }
const MAX_PARTS = 400
const MAX_TOTAL_BYTES = 200 * 1024 * 1024
const AT_ONCE = 6
/** Style sheets may import others, a few deep. */
const MAX_STYLE_ROUNDS = 4

export interface FetchOptions {
  /** Where the files are put. */
  folder: string
  appVersion: string
  /** Reads a page's or a style sheet's references in a page thread. */
  references(kind: 'page' | 'style', file: string, url: string, contentType: string): Promise<References>
  signal?: AbortSignal
}

/**
 * Fetches a page and what it shows. What cannot be had of the parts is noted in `fetched.missing`.
 * Errors: `invalid-input`, `network`, `timeout`, `too-large`, `unsupported`, `cancelled`.
 */
export async function fetchPage(address: string, options: FetchOptions): Promise<PageFile> {
  const typed = URL.parse(withScheme(address.trim()))
  if (!typed) throw new AppError('invalid-input', `${address} is not an address.`)
  const fetcher = new Fetcher(new Reach(typed), options.appVersion)
  try {
    const fetched = await fetcher.fetch(typed, PAGE, options.signal)
    const { url, redirects, contentType } = fetched
    assertClippable(fetched)
    mkdirSync(options.folder, { recursive: true })
    const file = put(options.folder, fetched.bytes)
    const parts = new PartFetcher(fetcher, options)
    if (isHtml(contentType, fetched.bytes))
      await parts.fetchAll(await options.references('page', file, url.href, contentType))
    return {
      label: address,
      file,
      fileName: fileNameOf(url),
      resources: Object.fromEntries(parts.files),
      fetched: { url: url.href, redirects, contentType, missing: parts.missing },
    }
  } finally {
    await fetcher.close()
  }
}

/** People type `example.org/page`. */
const withScheme = (address: string) => (/^[\w-]+(\.[\w-]+)+(\/\S*)?$/.test(address) ? `https://${address}` : address)

function put(folder: string, bytes: Uint8Array): string {
  const file = join(folder, newId())
  writeFileSync(file, bytes)
  return file
}

const fileNameOf = (url: URL) => url.pathname.split('/').filter(Boolean).at(-1)?.slice(0, 200) ?? url.hostname

const CLIPPABLE =
  /^(text\/(html|plain|markdown|xml)|application\/(xhtml\+xml|xml|pdf)|image\/(png|jpeg|gif|webp|avif|svg\+xml|bmp))\b/i

function assertClippable({ url, contentType, bytes }: Fetched): void {
  if (contentType === '' || CLIPPABLE.test(contentType)) return
  // A server that does not know better says this of anything.
  if (
    /^application\/octet-stream/i.test(contentType) &&
    Buffer.from(bytes.subarray(0, 5)).toString('latin1') === '%PDF-'
  )
    return
  throw new AppError(
    'unsupported',
    `${url.href} is not a page but ${contentType.split(';')[0]}. Commonplace clips pages, plain text, PDF and pictures.`,
  )
}

function isHtml(contentType: string, bytes: Uint8Array): boolean {
  if (contentType) return /html|xml/i.test(contentType) && !/svg/i.test(contentType)
  return /<(!doctype|html|head|body)/i.test(Buffer.from(bytes.subarray(0, 2048)).toString('latin1'))
}

/** The parts of one page, a few at a time; one that cannot be had costs only itself. */
class PartFetcher {
  readonly files = new Map<string, string>()
  readonly missing: { url: string; reason: string }[] = []
  readonly #asked = new Set<string>()
  readonly #fetcher: Fetcher
  readonly #options: FetchOptions
  #bytes = 0
  constructor(fetcher: Fetcher, options: FetchOptions) {
    this.#fetcher = fetcher
    this.#options = options
  }

  async fetchAll(first: References): Promise<void> {
    const media = [...first.media]
    let styles = first.styles
    for (let round = 0; round < MAX_STYLE_ROUNDS && styles.length > 0; round++) {
      const fetched = await this.#fetchSome(styles)
      styles = []
      for (const { asked, file, part } of fetched) {
        const inside = await this.#options.references('style', file, part.url.href, part.contentType)
        media.push(...inside.media)
        styles.push(...inside.styles)
        // Its own references are relative to where it was in the end.
        if (part.url.href !== asked) this.files.set(part.url.href, file)
      }
    }
    await this.#fetchSome(media)
  }

  async #fetchSome(urls: string[]): Promise<{ asked: string; file: string; part: Fetched }[]> {
    const waiting = urls.filter(url => !this.#asked.has(url) && this.#asked.add(url))
    const done: { asked: string; file: string; part: Fetched }[] = []
    const work = async () => {
      for (let asked = waiting.shift(); asked !== undefined; asked = waiting.shift()) {
        const found = await this.#fetchOne(asked)
        if (found) done.push({ asked, ...found })
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, work))
    return done
  }

  async #fetchOne(asked: string): Promise<{ file: string; part: Fetched } | undefined> {
    try {
      if (this.files.size >= MAX_PARTS || this.#bytes > MAX_TOTAL_BYTES)
        throw new AppError('too-large', 'The page has more or larger parts than are kept.')
      const part = await this.#fetcher.fetch(new URL(asked), PART, this.#options.signal)
      this.#bytes += part.bytes.length
      const file = put(this.#options.folder, part.bytes)
      this.files.set(asked, file)
      return { file, part }
    } catch (error) {
      if (this.#options.signal?.aborted) throw error
      this.missing.push({ url: asked, reason: toFailure(error).message })
      return undefined
    }
  }
}
