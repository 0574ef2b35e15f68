/** Stands for the folder a saved page lies in, so that relative names and addresses are compared alike. */
const LOCAL = 'http://page.invalid/'

/**
 * Where the files saved with a page can be found again. A key is what a file was saved under: a path relative to the
 * page (`page_files/a.png`), an absolute address, or `cid:…`.
 */
export class SavedResources {
  readonly #pageKey: string
  readonly #keys = new Set<string>()
  /** Comparable form → key; the first file wins. */
  readonly #exact = new Map<string, string>()
  readonly #loose = new Map<string, string>()

  /** `pageKey` is the page's own address; '' for a page that was saved as a file. */
  constructor(pageKey: string, keys: Iterable<string>) {
    this.#pageKey = pageKey
    for (const key of keys) {
      this.#keys.add(key)
      const address = addressOf(key)
      if (address === undefined) continue
      put(this.#exact, comparable(address), key)
      for (const form of looseForms(address)) put(this.#loose, form, key)
    }
  }

  get size(): number {
    return this.#keys.size
  }

  get keys(): Iterable<string> {
    return this.#keys
  }

  /** The key of the file that `reference`, as written in the file `from` (the page itself when absent), means. */
  find(reference: string, { from, base }: { from?: string; base?: string } = {}): string | undefined {
    const raw = reference.trim()
    if (raw === '' || raw.startsWith('#') || this.#keys.size === 0) return undefined
    if (/^cid:/i.test(raw)) return this.#contentId(raw)
    const own = addressOf(from ?? this.#pageKey)
    const addresses = [own, base].map(against => URL.parse(raw, against)?.href).filter(each => each !== undefined)
    for (const address of addresses) {
      const found = this.#exact.get(comparable(address))
      if (found !== undefined) return found
    }
    for (const address of addresses) {
      const found = looseForms(address)
        .map(form => this.#loose.get(form))
        .find(key => key !== undefined)
      if (found !== undefined) return found
    }
    return undefined
  }

  #contentId(raw: string): string | undefined {
    const id = `cid:${raw.slice(4).replace(/#.*$/s, '')}`
    if (this.#keys.has(id)) return id
    const decoded = decode(id)
    return this.#keys.has(decoded) ? decoded : undefined
  }
}

function put(map: Map<string, string>, form: string, key: string): void {
  if (!map.has(form)) map.set(form, key)
}

function addressOf(key: string): string | undefined {
  if (/^cid:/i.test(key)) return undefined
  if (/^[a-z][a-z0-9+.-]*:/i.test(key)) return URL.parse(key)?.href
  const path = key
    .replace(/^(\.?\/)+/, '')
    .split('/')
    .map(encodeURIComponent)
    .join('/')
  return URL.parse(path, LOCAL)?.href
}

const comparable = (address: string) => decode(address.replace(/#.*$/s, ''))

/** Names of local files are compared without regard to case (saved on one system, opened on another) and query. */
function looseForms(address: string): string[] {
  if (!address.startsWith(LOCAL)) return []
  const plain = comparable(address).toLowerCase().normalize('NFC')
  return [
    plain,
    comparable(address.replace(/[?#].*$/s, ''))
      .toLowerCase()
      .normalize('NFC'),
  ]
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
