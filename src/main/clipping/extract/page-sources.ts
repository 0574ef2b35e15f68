import { attribute, collapse, elementsOf, type PageElement, type PageParent, textOf } from './page-tree.ts'

export type JsonObject = { [key: string]: unknown }

/** Everything a page says about itself outside its text, gathered in one pass. */
export interface PageSources {
  /** Lower-cased name or property → contents in document order. */
  metas: Map<string, string[]>
  /** Objects of JSON-LD, graphs opened, outermost first. */
  jsonLd: JsonObject[]
  /** `<title>`. */
  titleText: string
  language: string | undefined
  direction: string | undefined
  links: Map<string, PageElement[]>
  /** Elements with `itemprop`, by property. */
  itemProps: Map<string, PageElement[]>
  /** Elements whose `rel`, class or id names an author or a date; looked at when nothing better speaks. */
  headings: PageElement[]
  times: PageElement[]
  baseHref: string | undefined
}

const MAX_JSON_LD_LENGTH = 4 * 1024 * 1024

export function gatherSources(document: PageParent): PageSources {
  const sources: PageSources = {
    metas: new Map(),
    jsonLd: [],
    titleText: '',
    language: undefined,
    direction: undefined,
    links: new Map(),
    itemProps: new Map(),
    headings: [],
    times: [],
    baseHref: undefined,
  }
  for (const element of elementsOf(document)) gather(element, sources)
  return sources
}

function gather(element: PageElement, sources: PageSources): void {
  switch (element.tagName) {
    case 'meta':
      gatherMeta(element, sources)
      return
    case 'script':
      if (/ld\+json/i.test(attribute(element, 'type') ?? '')) gatherJsonLd(element, sources)
      return
    case 'title':
      if (!sources.titleText && element.namespaceURI.endsWith('xhtml')) sources.titleText = textOf(element)
      return
    case 'html':
      sources.language = attribute(element, 'lang') ?? attribute(element, 'xml:lang')
      sources.direction = attribute(element, 'dir')
      return
    case 'base':
      sources.baseHref ??= attribute(element, 'href')
      return
    case 'link':
      for (const rel of (attribute(element, 'rel') ?? '').toLowerCase().split(/\s+/)) push(sources.links, rel, element)
      break
    case 'h1':
    case 'h2':
      sources.headings.push(element)
      break
    case 'time':
      sources.times.push(element)
      break
  }
  const property = attribute(element, 'itemprop')
  if (property) for (const name of property.split(/\s+/)) push(sources.itemProps, name.toLowerCase(), element)
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  if (!key) return
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}

function gatherMeta(element: PageElement, sources: PageSources): void {
  const content = collapse(attribute(element, 'content') ?? attribute(element, 'value') ?? '')
  if (!content) return
  for (const source of ['name', 'property', 'http-equiv', 'itemprop'] as const) {
    const names = attribute(element, source)
    if (!names) continue
    for (const name of names.trim().toLowerCase().split(/\s+/))
      push(sources.metas, source === 'itemprop' ? `itemprop:${name}` : name, content)
  }
}

function gatherJsonLd(element: PageElement, sources: PageSources): void {
  const raw = element.childNodes.map(node => ('value' in node ? node.value : '')).join('')
  if (raw.length > MAX_JSON_LD_LENGTH) return
  const parsed = parseLoosely(raw)
  const queue: unknown[] = [parsed]
  for (let i = 0; i < queue.length && i < 2000; i++) {
    const value = queue[i]
    if (Array.isArray(value)) queue.push(...value.slice(0, 200))
    else if (isObject(value)) {
      sources.jsonLd.push(value)
      if (value['@graph']) queue.push(value['@graph'])
      for (const key of ['mainEntity', 'mainEntityOfPage', 'subjectOf', 'liveBlogUpdate', 'hasPart'])
        if (isObject(value[key])) queue.push(value[key])
    }
  }
}

/** JSON as pages really write it: in comments or CDATA, with raw line feeds or a trailing semicolon. */
function parseLoosely(raw: string): unknown {
  const trimmed = raw
    .replace(/^\s*(?:\/\/\s*)?(?:<!--|<!\[CDATA\[|\/\*<!\[CDATA\[\*\/)/, '')
    .replace(/(?:\/\/\s*)?(?:-->|\]\]>|\/\*\]\]>\*\/)\s*$/, '')
    .replace(/;\s*$/, '')
    .trim()
  for (const text of [
    trimmed,
    trimmed.replace(/[\n\r\t]+/g, ' '),
    trimmed.replace(/[\n\r\t]+/g, ' ').replace(/,\s*([}\]])/g, '$1'),
  ]) {
    try {
      return JSON.parse(text)
    } catch {
      // The next, more forgiving reading is tried.
    }
  }
  return undefined
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The types an object of JSON-LD declares, without the vocabulary's address. */
export function typesOf(object: JsonObject): string[] {
  const type = object['@type']
  return (Array.isArray(type) ? type : [type])
    .filter((name): name is string => typeof name === 'string')
    .map(name => name.replace(/^.*[/#:]/, ''))
}

export function firstMeta(sources: PageSources, ...names: string[]): string | undefined {
  for (const name of names) {
    const value = sources.metas.get(name)?.find(content => content !== '')
    if (value) return value
  }
  return undefined
}
