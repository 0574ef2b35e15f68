import type { CslDate, CslItem, CslName } from './report-source.ts'
import { runningText } from './typst-literal.ts'

/**
 * CSL-JSON items as the bytes of a hayagriva bibliography. JSON is YAML, so the only thing left to escape is what
 * hayagriva itself reads inside a field: a `$…$` in a title is evaluated as Typst code unless its signs are escaped.
 */
export function bibliographyFile(items: readonly { key: string; csl: CslItem }[]): string {
  const entries = items.map(({ key, csl }) => [key, toEntry(csl)] as const)
  return JSON.stringify(Object.fromEntries(entries), undefined, 1)
}

type Entry = Record<string, unknown>

/** Text for a field in which hayagriva reads formatting. */
function formattable(text: string | undefined): string | undefined {
  const clean = runningText(text ?? '').trim()
  return clean === '' ? undefined : clean.replace(/[\\${}]/g, character => `\\${character}`)
}

/** Text for a field that hayagriva takes as it is. */
function plain(text: string | number | undefined): string | undefined {
  const clean = runningText(String(text ?? '')).trim()
  return clean === '' ? undefined : clean
}

function toEntry(csl: CslItem): Entry {
  const shape = SHAPES[csl.type] ?? { type: csl.URL === undefined ? 'misc' : 'web' }
  const url = webUrl(csl.URL)
  const accessed = isoDate(csl.accessed)
  const parent = shape.parent === undefined ? undefined : toParent(shape.parent, csl)
  return defined({
    type: shape.type,
    title: formattable(csl.title) ?? url ?? '—',
    author: names(csl.author),
    editor: parent === undefined ? names(csl.editor) : undefined,
    date: isoDate(csl.issued),
    publisher: parent === undefined ? publisher(csl) : undefined,
    url: url === undefined ? undefined : accessed === undefined ? url : { value: url, date: accessed },
    'serial-number': compact({ doi: doi(csl.DOI), isbn: plain(csl.ISBN) }),
    'page-range': pages(csl.page),
    volume: parent === undefined ? numeric(csl.volume) : undefined,
    edition: numeric(csl.edition),
    genre: formattable(csl.genre),
    language: languageTag(csl.language),
    parent,
  })
}

interface Shape {
  type: string
  parent?: string
}

const SHAPES: Record<string, Shape> = {
  'article-journal': { type: 'article', parent: 'periodical' },
  'article-magazine': { type: 'article', parent: 'periodical' },
  'article-newspaper': { type: 'article', parent: 'newspaper' },
  article: { type: 'article', parent: 'periodical' },
  book: { type: 'book' },
  chapter: { type: 'chapter', parent: 'anthology' },
  'entry-encyclopedia': { type: 'entry', parent: 'reference' },
  'entry-dictionary': { type: 'entry', parent: 'reference' },
  'paper-conference': { type: 'article', parent: 'proceedings' },
  'post-weblog': { type: 'article', parent: 'blog' },
  post: { type: 'post' },
  report: { type: 'report' },
  thesis: { type: 'thesis' },
  webpage: { type: 'web' },
  software: { type: 'repository' },
  broadcast: { type: 'video' },
  motion_picture: { type: 'video' },
  song: { type: 'audio' },
  legislation: { type: 'legislation' },
  legal_case: { type: 'case' },
  patent: { type: 'patent' },
  manuscript: { type: 'manuscript' },
}

/** What holds the work; a work without a named container stands alone, except that a web page names its site. */
function toParent(type: string, csl: CslItem): Entry | undefined {
  const title = formattable(csl['container-title'])
  if (title === undefined) return undefined
  return compact({
    type,
    title,
    editor: names(csl.editor),
    publisher: publisher(csl),
    volume: numeric(csl.volume),
    issue: numeric(csl.issue),
    'serial-number': compact({ issn: plain(csl.ISSN) }),
  })
}

function publisher(csl: CslItem): Entry | undefined {
  // A web page's site stands where a book's publisher does.
  const site = csl.type === 'webpage' ? csl['container-title'] : undefined
  return compact({ name: formattable(csl.publisher ?? site), location: formattable(csl['publisher-place']) })
}

function names(people: readonly CslName[] | undefined): Entry[] | undefined {
  const entries = (people ?? []).flatMap(person => {
    const name = plain(person.literal) ?? plain(person.family) ?? plain(person.given)
    if (name === undefined) return []
    const given = person.literal === undefined && person.family !== undefined ? plain(person.given) : undefined
    const prefix = plain([person['dropping-particle'], person['non-dropping-particle']].filter(Boolean).join(' '))
    return [defined({ name, 'given-name': given, prefix, suffix: plain(person.suffix) })]
  })
  return entries.length === 0 ? undefined : entries
}

/** `2026`, `2026-11` or `2026-11-23`; undefined when no year can be told. */
export function isoDate(date: CslDate | undefined): string | undefined {
  const parts = date?.['date-parts']?.[0]?.map(Number)
  const text = /(?<!\d)(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?!\d)/.exec(date?.raw ?? date?.literal ?? '')
  const [year, month, day] = parts ?? (text ?? []).slice(1).map(part => Number(part ?? Number.NaN))
  if (year === undefined || !Number.isInteger(year) || year < 0 || year > 9_999) return undefined
  const y = String(year).padStart(4, '0')
  if (month === undefined || !(month >= 1 && month <= 12)) return y
  const m = String(Math.trunc(month)).padStart(2, '0')
  if (day === undefined || !isDayOfMonth(year, month, day)) return `${y}-${m}`
  return `${y}-${m}-${String(day).padStart(2, '0')}`
}

function isDayOfMonth(year: number, month: number, day: number): boolean {
  return Number.isInteger(day) && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate()
}

/** The URL when it may be printed as a link: http, https or mailto, short enough for Typst; else undefined. */
export function webUrl(text: string | undefined): string | undefined {
  if (text === undefined || text.length > MAX_URL_CHARS || !/^(https?:\/\/|mailto:)\S+$/i.test(text)) return undefined
  try {
    const { href } = new URL(text)
    return href.length > MAX_URL_CHARS ? undefined : href
  } catch {
    return undefined
  }
}

const MAX_URL_CHARS = 7_999

function doi(value: string | undefined): string | undefined {
  return /\b(10\.\d{4,9}\/[^\s"<>{}$\\]+)$/.exec(plain(value) ?? '')?.[1]
}

function numeric(value: string | number | undefined): string | number | undefined {
  const text = plain(value)
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : formattable(text)
}

function pages(value: string | undefined): string | undefined {
  const text = plain(value)?.replace(/\s*[–—]\s*/g, '-')
  return text !== undefined && /^[\w-]+(?:\s*,\s*[\w-]+)*$/.test(text) ? text : undefined
}

function languageTag(value: string | undefined): string | undefined {
  return value !== undefined && /^[a-z]{2,3}(-[A-Z]{2})?$/.test(value) ? value : undefined
}

function defined(entry: Entry): Entry {
  return Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== undefined))
}

function compact(entry: Entry): Entry | undefined {
  const kept = defined(entry)
  return Object.keys(kept).length === 0 ? undefined : kept
}
