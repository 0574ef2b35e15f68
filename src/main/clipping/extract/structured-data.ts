import { isObject, type JsonObject, type PageSources, typesOf } from './page-sources.ts'

const ARTICLE =
  /Article$|Posting$|^(Report|Recipe|HowTo|Review|Book|Dataset|QAPage|Question|Course|VideoObject|PodcastEpisode)$/
const PAGE =
  /^(WebPage|ItemPage|AboutPage|ProfilePage|FAQPage|CollectionPage|MedicalWebPage|TechArticle|Product|Event|CreativeWork)$/

/** The object of JSON-LD that describes this page, if one does: an article before a page. */
export function mainObject(sources: PageSources): JsonObject | undefined {
  const rank = (object: JsonObject) => {
    const types = typesOf(object)
    if (types.some(type => ARTICLE.test(type) && type !== 'VideoObject' && type !== 'Review')) return 3
    if (types.some(type => PAGE.test(type))) return 2
    return types.some(type => ARTICLE.test(type)) ? 1 : 0
  }
  let best: JsonObject | undefined
  for (const object of sources.jsonLd) if (rank(object) > (best ? rank(best) : 0)) best = object
  return best
}

/** Every object that may describe the page, the main one first. */
export function describingObjects(sources: PageSources): JsonObject[] {
  const main = mainObject(sources)
  const others = sources.jsonLd.filter(
    object => object !== main && typesOf(object).some(type => ARTICLE.test(type) || PAGE.test(type)),
  )
  return main ? [main, ...others] : others
}

export function textField(object: JsonObject, key: string): string | undefined {
  const value = object[key]
  if (typeof value === 'string') return decodeEntities(value).trim() || undefined
  if (Array.isArray(value)) return value.map(item => (typeof item === 'string' ? item.trim() : '')).find(Boolean)
  if (isObject(value)) return textField(value, 'name') ?? textField(value, '@value') ?? textField(value, 'url')
  return undefined
}

/** Names under `author`, `creator` or `publisher`; references by `@id` are looked up in the page's graph. */
export function namesUnder(object: JsonObject, key: string, sources: PageSources): string[] {
  const value = object[key]
  const list = Array.isArray(value) ? value : value === undefined ? [] : [value]
  return list.flatMap(item => {
    if (typeof item === 'string') return [decodeEntities(item).trim()]
    if (!isObject(item)) return []
    const name = personName(item)
    if (name) return [name]
    const id = item['@id']
    const target =
      typeof id === 'string' ? sources.jsonLd.find(other => other['@id'] === id && other !== item) : undefined
    return target ? [personName(target)].filter((found): found is string => !!found) : []
  })
}

function personName(object: JsonObject): string | undefined {
  const name = object.name
  if (typeof name === 'string' && name.trim()) return decodeEntities(name).trim()
  if (Array.isArray(name))
    return name.filter((part): part is string => typeof part === 'string').join(', ') || undefined
  const given = object.givenName
  const family = object.familyName
  return typeof given === 'string' && typeof family === 'string' ? `${given} ${family}` : undefined
}

const ENTITIES: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  rsquo: '’',
  lsquo: '‘',
  ldquo: '“',
  rdquo: '”',
  ndash: '–',
  mdash: '—',
  hellip: '…',
}

/** JSON-LD often carries text that was escaped for HTML first. */
export function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|([a-z]+));/gi, (whole, decimal: string, hex: string, name: string) => {
    if (name) return ENTITIES[name.toLowerCase()] ?? whole
    const code = decimal ? Number(decimal) : Number.parseInt(hex, 16)
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}
