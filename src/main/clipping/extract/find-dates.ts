import { classMask, groupBit } from './class-words.ts'
import type { PageAnalysis } from './page-analysis.ts'
import type { PageCues } from './page-cues.ts'
import { parseDate } from './page-dates.ts'
import { firstMeta, type PageSources } from './page-sources.ts'
import type { Found } from './page-title.ts'
import { attribute, type PageElement, parentElement, textOf } from './page-tree.ts'
import { describingObjects, textField } from './structured-data.ts'

const PUBLISHED_METAS = [
  'article:published_time',
  'citation_publication_date',
  'citation_online_date',
  'citation_date',
  'datepublished',
  'itemprop:datepublished',
  'og:published_time',
  'parsely-pub-date',
  'sailthru.date',
  'dc.date.issued',
  'dcterms.issued',
  'dcterms.created',
  'dc.date.created',
  'dc.date',
  'dc:date',
  'dcterms.date',
  'publishdate',
  'publish_date',
  'publish-date',
  'pubdate',
  'publication_date',
  'published_time',
  'published-date',
  'article.published',
  'article_date_original',
  'originalpublicationdate',
  'cxenseparse:recs:publishtime',
  'ptime',
  'apub:time',
  'date',
  'release_date',
  'article:post_date',
  'rnews:datepublished',
]
const MODIFIED_METAS = [
  'article:modified_time',
  'og:updated_time',
  'itemprop:datemodified',
  'datemodified',
  'dcterms.modified',
  'dc.date.modified',
  'lastmod',
  'last-modified',
  'last_modified',
  'revised',
  'updated_time',
]
const AWAY =
  groupBit('comment') | groupBit('related') | groupBit('sidebar') | groupBit('footer') | groupBit('navigation')
/** Lines around the title and at the head of the text in which a date is believed. */
const LINES_BEFORE = 8
const LINES_AFTER = 16

export function findPublished(
  sources: PageSources,
  page: PageAnalysis,
  cues: PageCues,
  language: string,
  url: string | undefined,
): Found | undefined {
  for (const object of describingObjects(sources)) {
    const found = dated(textField(object, 'datePublished') ?? textField(object, 'uploadDate'), 'json-ld', language)
    if (found) return found
  }
  for (const name of PUBLISHED_METAS) {
    const found = dated(firstMeta(sources, name), `meta:${name}`, language)
    if (found) return found
  }
  for (const element of sources.itemProps.get('datepublished') ?? []) {
    const found = dated(machineDate(element) ?? textOf(element), 'microdata', language)
    if (found) return found
  }
  const times = rankedTimes(sources, page, language)
  return (
    publishedTime(times) ??
    lineDate(page, cues, language) ??
    urlDate(url) ??
    createdDate(sources, language) ??
    updatedTime(times) ??
    findModified(sources, language)
  )
}

export function findModified(sources: PageSources, language: string): Found | undefined {
  for (const object of describingObjects(sources)) {
    const found = dated(textField(object, 'dateModified'), 'json-ld', language)
    if (found) return found
  }
  for (const name of MODIFIED_METAS) {
    const found = dated(firstMeta(sources, name), `meta:${name}`, language)
    if (found) return found
  }
  const element = sources.itemProps.get('datemodified')?.[0]
  return element ? dated(machineDate(element) ?? textOf(element), 'microdata', language) : undefined
}

function createdDate(sources: PageSources, language: string): Found | undefined {
  for (const object of sources.jsonLd) {
    const found = dated(textField(object, 'dateCreated') ?? textField(object, 'datePublished'), 'json-ld', language)
    if (found) return found
  }
  return undefined
}

function dated(text: string | undefined, origin: string, language: string): Found | undefined {
  if (!text || text.length > 200) return undefined
  const value = parseDate(text, language)
  return value ? { value, origin } : undefined
}

function machineDate(element: PageElement): string | undefined {
  return attribute(element, 'datetime') ?? attribute(element, 'content') ?? attribute(element, 'title')
}

interface RankedTime {
  value: string
  rank: number
}

const IN_PLACE = 2

function publishedTime([best]: RankedTime[]): Found | undefined {
  return best && best.rank >= IN_PLACE ? { value: best.value, origin: 'time' } : undefined
}

/** Where a page tells no other date, the one of its last change stands for it. */
function updatedTime([best]: RankedTime[]): Found | undefined {
  return best?.rank === IN_PLACE - 1 ? { value: best.value, origin: 'time of change' } : undefined
}

/** Dates in `time` elements: outside menus and comments first, those named for publication before those of changes. */
function rankedTimes(sources: PageSources, page: PageAnalysis, language: string): RankedTime[] {
  const found: RankedTime[] = []
  for (const element of sources.times) {
    const value =
      (attribute(element, 'datetime') && parseDate(attribute(element, 'datetime') as string, language)) ||
      parseDate(textOf(element), language)
    if (!value) continue
    let words = ''
    let outside = false
    for (
      let at: PageElement | undefined = element, level = 0;
      at && at !== page.root;
      at = parentElement(at), level++
    ) {
      const own = `${attribute(at, 'class') ?? ''} ${attribute(at, 'id') ?? ''}`
      if (level < 3) words += ` ${own}`
      if (['aside', 'footer', 'nav'].includes(at.tagName) || classMask(own) & AWAY) outside = true
    }
    const rank =
      (outside ? -IN_PLACE : IN_PLACE) +
      (/publish|posted|entry-date|created/i.test(words) ? 1 : 0) -
      (/update|modif/i.test(words) || UPDATED.test(textOf(parentElement(element) ?? element).slice(0, 100)) ? 1 : 0)
    found.push({ value, rank })
  }
  return found.sort((a, b) => b.rank - a.rank)
}

const UPDATED =
  /\b(updated|modified|last|reviewed|aktualis|mis à jour|actualizado|обновлен|modificat|zaktualizowano)\b/i

function lineDate(page: PageAnalysis, cues: PageCues, language: string): Found | undefined {
  const title = cues.titleBlock
  const first = page.candidate?.first ?? 0
  const ranges: [number, number][] =
    title >= 0
      ? [
          [title + 1, title + LINES_AFTER],
          [title - LINES_BEFORE, title],
          [first - 4, first + 6],
        ]
      : [[first - LINES_BEFORE, first + LINES_AFTER]]
  let updated: Found | undefined
  for (const [from, to] of ranges) {
    for (let i = Math.max(0, from); i < Math.min(to, page.blocks.length); i++) {
      const text = page.blocks[i]?.text ?? ''
      if (text.length > 160) continue
      const value = parseDate(text, language)
      if (!value || value.length < 7) continue
      if (!UPDATED.test(text)) return { value, origin: 'byline' }
      updated ??= { value, origin: 'byline' }
    }
  }
  return updated ?? dateBelow(page, language)
}

const SAYS_PUBLISHED =
  /\b(published|posted|written|by|veröffentlicht|publié|publicado|pubblicato|opublikowano)\b|опубликован|发布|发表/i

/** Some sites print the date under the text; there it must say that it is one of publication. */
function dateBelow(page: PageAnalysis, language: string): Found | undefined {
  const last = page.candidate?.last ?? -1
  for (let i = Math.max(0, last - LINES_BEFORE); i < Math.min(page.blocks.length, last + LINES_BEFORE); i++) {
    const text = page.blocks[i]?.text ?? ''
    if (text.length > 100 || !SAYS_PUBLISHED.test(text)) continue
    const value = parseDate(text, language)
    if (value && value.length >= 10) return { value, origin: 'line below the text' }
  }
  return undefined
}

function urlDate(url: string | undefined): Found | undefined {
  const match = /[/_-]((?:19|20)\d{2})[/_-]?(0[1-9]|1[0-2])[/_-]?(0[1-9]|[12]\d|3[01])(?=[/_.\-t]|$)/.exec(url ?? '')
  const value = match && parseDate(`${match[1]}-${match[2]}-${match[3]}`)
  return value ? { value, origin: 'address' } : undefined
}
