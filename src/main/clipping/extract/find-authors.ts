import { groupBit } from './class-words.ts'
import type { PageAnalysis, Region } from './page-analysis.ts'
import { cleanByline, NAME_SHAPE, namesOf } from './page-authors.ts'
import type { PageCues } from './page-cues.ts'
import { firstMeta, type PageSources } from './page-sources.ts'
import { attribute, elementsOf, type PageElement, textOf } from './page-tree.ts'
import { describingObjects, namesUnder } from './structured-data.ts'
import { collectBlocks } from './text-blocks.ts'
import { CUE_NAMES, textCues } from './text-cues.ts'

export interface FoundAuthors {
  names: string[]
  byline: string
  origin: string
}

const AUTHOR_BIT = groupBit('author')
const AWAY =
  groupBit('comment') |
  groupBit('related') |
  groupBit('sidebar') |
  groupBit('footer') |
  groupBit('navigation') |
  groupBit('list')
/** How many lines before and after the title a byline is looked for. */
const LINES_BEFORE = 6
const LINES_AFTER = 14

/** Who wrote the page, from its best witness. */
export function findAuthors(
  sources: PageSources,
  page: PageAnalysis,
  cues: PageCues,
  siteNames: string[],
): FoundAuthors | undefined {
  const found = bestAuthors(sources, page, cues, siteNames)
  return found && { ...found, byline: printedByline(found.names, page, cues) ?? found.byline }
}

/** Several names as the page prints them, joined by its own words; metadata only lists them. */
function printedByline(names: string[], page: PageAnalysis, cues: PageCues): string | undefined {
  if (names.length < 2) return undefined
  const start = Math.max(0, cues.titleBlock - LINES_BEFORE)
  for (const { text } of page.blocks.slice(start, start + 3 * LINES_AFTER)) {
    if (text.length > 300 || !names.every(name => text.includes(name))) continue
    const places = names.map(name => text.indexOf(name))
    const end = Math.max(...names.map((name, i) => (places[i] as number) + name.length))
    return text.slice(Math.min(...places), end)
  }
  return undefined
}

function bestAuthors(
  sources: PageSources,
  page: PageAnalysis,
  cues: PageCues,
  siteNames: string[],
): FoundAuthors | undefined {
  const highwire = sources.metas.get('citation_author')
  if (highwire?.length) return authors(highwire.map(unreversed), 'meta:citation_author')
  for (const object of describingObjects(sources)) {
    for (const key of ['author', 'creator']) {
      const found = authors(namesUnder(object, key, sources), 'json-ld')
      if (found && !isSite(found, siteNames)) return found
    }
  }
  const declared = metaAuthors(sources)
  if (declared && !isSite(declared, siteNames)) return declared
  return (
    markedAuthors(sources, page) ??
    bylineAuthors(page, cues) ??
    nameBesideDate(page, cues) ??
    fallback(sources, declared)
  )
}

function fallback(sources: PageSources, declared: FoundAuthors | undefined): FoundAuthors | undefined {
  for (const object of describingObjects(sources)) {
    const found = authors(namesUnder(object, 'author', sources), 'json-ld')
    if (found) return found
  }
  return declared
}

function isSite(found: FoundAuthors, siteNames: string[]): boolean {
  const name = found.byline.toLowerCase()
  return siteNames.some(site => site.toLowerCase() === name)
}

function metaAuthors(sources: PageSources): FoundAuthors | undefined {
  for (const name of [
    'author',
    'article:author',
    'parsely-author',
    'sailthru.author',
    'dc.creator',
    'dcterms.creator',
    'dc:creator',
    'byl',
    'cxenseparse:author',
    'twitter:data1',
  ]) {
    const values = sources.metas.get(name)
    if (!values || (name === 'twitter:data1' && !/written by/i.test(firstMeta(sources, 'twitter:label1') ?? '')))
      continue
    const found = authors(values, `meta:${name}`)
    if (found) return found
  }
  return undefined
}

function unreversed(name: string): string {
  const parts = name.split(/\s*,\s*/)
  return parts.length === 2 ? `${parts[1]} ${parts[0]}` : name
}

function authors(raw: string[], origin: string): FoundAuthors | undefined {
  const names = [...new Set(raw.flatMap(namesOf))]
  if (names.length === 0) return undefined
  const byline = raw.length === 1 && names.length > 1 ? cleanByline(raw[0] as string) : names.join(', ')
  return { names, byline, origin }
}

function markedAuthors(sources: PageSources, page: PageAnalysis): FoundAuthors | undefined {
  for (const element of sources.itemProps.get('author') ?? []) {
    const named = [...elementsOf(element)].find(inner => attribute(inner, 'itemprop') === 'name')
    const found = authors([attribute(named ?? element, 'content') ?? textOf(named ?? element)], 'microdata')
    if (found) return found
  }
  const marked: [PageElement, string][] = []
  for (const element of elementsOf(page.root)) {
    const rel = attribute(element, 'rel')
    if (rel && /(^|\s)author(\s|$)/.test(rel)) marked.push([element, 'rel=author'])
    else if (
      /(^|[\s_-])(author|byline|by-line|writer)[-_]?(name|link)?s?(\s|$)/i.test(attribute(element, 'class') ?? '')
    )
      marked.push([element, 'class'])
    if (marked.length > 20) break
  }
  for (const kind of ['rel=author', 'class']) {
    for (const [element, origin] of marked) {
      if (origin !== kind) continue
      const text = nameInside(element)
      if (text.length > 120) continue
      const found = authors([text], `byline:${origin}`)
      if (found && found.names.length <= 6) return found
    }
  }
  return undefined
}

/** The name within a byline that also holds a role, a portrait's label or a button. */
function nameInside(element: PageElement): string {
  for (const inner of elementsOf(element)) {
    const named = inner.tagName === 'a' || /(^|[\s_-])(name|author)/i.test(attribute(inner, 'class') ?? '')
    const text = named ? textOf(inner) : ''
    if (text && NAME_SHAPE.test(text)) return text
  }
  return collectBlocks(element)[0]?.text ?? textOf(element)
}

/** An unmarked line shaped like a name, right under the title and beside a date. */
function nameBesideDate(page: PageAnalysis, cues: PageCues): FoundAuthors | undefined {
  if (cues.titleBlock < 0) return undefined
  for (let i = cues.titleBlock + 1; i < Math.min(page.blocks.length, cues.titleBlock + 7); i++) {
    const line = page.blocks[i]?.text ?? ''
    const text = line.length < 120 ? (line.split(/\s[|·•⋅–—]\s/)[0] as string) : line
    if (text !== line && NAME_SHAPE.test(text) && (textCues(line) & DATE_CUE) !== 0)
      return authors([text], 'line with the date')
    if (!NAME_SHAPE.test(text) || PUBLICATION.test(text) || text.length > 40 || (textCues(text) & ~DATE_CUE) !== 0)
      continue
    const dated = [i - 2, i - 1, i + 1, i + 2].some(k => {
      const near = page.blocks[k]?.text ?? ''
      return near.length < 60 && (textCues(near) & DATE_CUE) !== 0
    })
    if (dated) return authors([text], 'line beside the date')
  }
  return undefined
}

const PUBLICATION = /\b((we)?blog|news|magazine|journal|times|press)\b/i

const DATE_CUE = 1 << CUE_NAMES.indexOf('date')

const BY =
  /^[Bb]y(?=\p{Lu}\p{Ll}+\s\p{Lu})|^(?:.{0,30}\d[\d./:-]*\s+(?:[|·•–-]\s+)?)?(?:(?:written|posted|story|words|report(?:ed)?|text)\s+)?by(?:\s*:\s*|\s+)(?=\p{Lu})|^(?:von|par|por|przez|автор|autor|auteur|作者|记者|記者|撰文)\s*[:：]?\s*/iu

function bylineAuthors(page: PageAnalysis, cues: PageCues): FoundAuthors | undefined {
  const title = Math.max(0, cues.titleBlock)
  const start = Math.max(0, title - LINES_BEFORE)
  const end = Math.min(page.blocks.length, title + LINES_AFTER)
  for (let i = start; i < end; i++) {
    const block = page.blocks[i]
    if (!block || block.text.length > 120 || i === cues.titleBlock) continue
    const region = page.regionOf[i] as Region
    const written = chineseByline(block.text)
    if (written) return written
    const near = region.mask | (region.parent?.mask ?? 0) | (region.parent?.parent?.mask ?? 0)
    const named = (near & AUTHOR_BIT) !== 0 && (near & AWAY) === 0
    if (!BY.test(block.text) && !named) continue
    const found = authors([block.text], 'byline')
    if (
      found &&
      found.names.length <= 6 &&
      found.byline.length < 90 &&
      (BY.test(block.text) || found.byline.split(/\s+/).length <= 4)
    )
      return found
  }
  return signedBelow(page)
}

const CHINESE_BYLINE =
  /(?:作者|记者|記者|撰文)\s*[:：]\s*([^\s|｜:：）)]{2,20}(?:\s[^\s|｜:：）)\d阅评发来编]{2,4})*)|(?:日报|晚报|本报|时报|商报|网|社)[^，。]{0,6}记者\s*(\p{Script=Han}{2,4}(?:\s\p{Script=Han}{2,4}){0,3})(?=\s|\/|[)）]|$)/u

function chineseByline(line: string): FoundAuthors | undefined {
  const names = CHINESE_BYLINE.exec(line)?.slice(1).find(Boolean)
  return names ? authors([names], 'byline') : undefined
}

const LINES_BELOW = 4
const LONGEST_SIGNATURE = 60

/** Chinese papers often name the writer under the text. */
function signedBelow(page: PageAnalysis): FoundAuthors | undefined {
  const last = page.candidate?.last ?? -1
  for (let i = Math.max(0, last - LINES_BELOW); i <= Math.min(page.blocks.length - 1, last + LINES_BELOW); i++) {
    const text = page.blocks[i]?.text ?? ''
    const found = text.length <= LONGEST_SIGNATURE ? chineseByline(text) : undefined
    if (found) return found
  }
  return undefined
}
