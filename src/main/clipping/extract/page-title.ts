import { wordsOf } from './page-cues.ts'
import { firstMeta, type PageSources } from './page-sources.ts'
import { attribute, collapse, elementsOf, type PageElement, parentElement, textOf } from './page-tree.ts'
import { decodeEntities } from './structured-data.ts'

export interface Found {
  value: string
  origin: string
}

/** Share of the shorter title's words that the other must have. */
const SHARED_WORDS = 0.3

const SEPARATOR =
  /\s+[|–—\-·•:»«>/\\]+\s+|\s*[|｜»«]\s*|(?<=\p{Script=Han})[_—-]+(?=\p{Script=Han})|[_]{1,2}(?=\p{Script=Han})/u

/** The page's title without the site's name. A heading that the metadata confirms is the best witness. */
export function findTitle(sources: PageSources, siteNames: string[], declared: Found | undefined): Found | undefined {
  const candidates: Found[] = [
    declared,
    meta(sources, 'citation_title'),
    meta(sources, 'og:title'),
    meta(sources, 'twitter:title'),
    meta(sources, 'dc.title', 'dcterms.title', 'dc:title'),
    sources.titleText ? { value: sources.titleText, origin: 'title' } : undefined,
  ].filter((found): found is Found => !!found && wordsOf(found.value).length > 0 && !isSiteName(found.value, siteNames))
  const headings = sources.headings
    .filter(heading => !isInFurniture(heading))
    .map(heading => ({ text: cleanHeading(headingText(heading)), level: heading.tagName }))
    .filter(heading => heading.text.length > 1 && heading.text.length < 300 && !isSiteName(heading.text, siteNames))
  for (const level of ['h1', 'h2']) {
    const confirmed = headings
      .filter(heading => heading.level === level)
      .flatMap(({ text }) => {
        const witness = candidates.find(candidate => confirms(candidate.value, text, siteNames))
        return witness ? [{ text, witness, at: witness.value.toLowerCase().indexOf(text.toLowerCase()) }] : []
      })
    // A book's title may be a heading as well; the chapter stands first in the declared title.
    const first = confirmed.sort((a, b) => a.at - b.at)[0]
    if (first)
      return { value: withoutKnownTail(first.text, siteNames), origin: `heading confirmed by ${first.witness.origin}` }
  }
  const main = headings.filter(heading => heading.level === 'h1')
  const visible = main.length === 1 ? main[0] : undefined
  if (visible && candidates.some(candidate => sharesWords(candidate.value, visible.text))) {
    return { value: visible.text, origin: 'heading' }
  }
  const best = candidates[0]
  if (best) return { value: withoutSiteName(best.value, siteNames), origin: best.origin }
  const first = headings.find(heading => heading.level === 'h1') ?? headings[0]
  if (first) return { value: first.text, origin: 'heading' }
  return sources.titleText ? { value: sources.titleText, origin: 'title' } : undefined
}

function meta(sources: PageSources, ...names: string[]): Found | undefined {
  for (const name of names) {
    const value = firstMeta(sources, name)
    if (value)
      return {
        value: collapse(decodeEntities(value)),
        origin: `meta:${name}`,
      }
  }
  return undefined
}

/** Without buttons that stand in the heading, such as one that copies its address. */
function headingText(heading: PageElement): string {
  const labels = [...elementsOf(heading)].filter(element => element.tagName === 'button').map(textOf)
  return labels.reduce((text, label) => (label ? text.replace(label, ' ') : text), textOf(heading))
}

/** Permalink marks and the like that documentation puts behind its headings. */
function cleanHeading(text: string): string {
  return collapse(decodeEntities(text).replace(/\s*[¶#§🔗]\s*$/u, ''))
}

const FURNITURE = new Set(['nav', 'aside', 'footer', 'dialog'])

function isInFurniture(element: PageElement): boolean {
  for (let at: PageElement | undefined = element; at; at = parentElement(at)) {
    if (FURNITURE.has(at.tagName)) return true
    if (
      /\b(logo|site-?(title|name|brand)|cookie|modal)/i.test(
        `${attribute(at, 'class') ?? ''} ${attribute(at, 'id') ?? ''}`,
      ) &&
      at.tagName !== 'body'
    )
      return true
  }
  return false
}

/** True when a declared title is this heading, alone or with a site's name or section around it. */
function confirms(title: string, heading: string, siteNames: string[]): boolean {
  const wanted = wordsOf(heading).join(' ')
  if (!wanted) return false
  const whole = wordsOf(title).join(' ')
  if (whole === wanted) return true
  const parts = title
    .split(SEPARATOR)
    .filter(part => part && !isSiteName(part, siteNames))
    .map(part => wordsOf(part).join(' '))
  if (parts.includes(wanted)) return wanted.length >= whole.length * 0.18
  if (wanted.length < 12) return false
  return whole.startsWith(wanted)
    ? wanted.length > whole.length * 0.4
    : whole.includes(wanted) && wanted.length > whole.length * 0.5
}

/** A heading that says the same as the title in other words. */
function sharesWords(title: string, heading: string): boolean {
  const own = new Set(wordsOf(heading))
  const other = new Set(wordsOf(title))
  if (own.size < 2) return false
  let shared = 0
  for (const word of own) if (other.has(word)) shared++
  return shared >= Math.min(own.size, other.size) * SHARED_WORDS
}

export function isSiteName(text: string, siteNames: string[]): boolean {
  const words = wordsOf(text).join('')
  return siteNames.some(name => {
    const site = wordsOf(name).join('')
    return (
      site !== '' &&
      (site === words ||
        (words.length > 3 &&
          site.length > 3 &&
          (site.startsWith(words) || (words.startsWith(site) && words.length < site.length * 1.6))))
    )
  })
}

/** A heading may end in the site's name as well; only a known one is taken off. */
function withoutKnownTail(heading: string, siteNames: string[]): string {
  const last = [...heading.matchAll(new RegExp(SEPARATOR, 'gu'))].at(-1)
  const tail = last && heading.slice(last.index + last[0].length)
  return tail && isSiteName(tail, siteNames) ? heading.slice(0, last.index).trim() : heading
}

/** Takes the site's name off either end; without a known one, a short last part behind a strong separator. */
export function withoutSiteName(title: string, siteNames: string[]): string {
  const marks = [...title.matchAll(new RegExp(SEPARATOR, 'gu'))]
  if (marks.length === 0) return title
  let start = 0
  let end = title.length
  for (let i = marks.length - 1; i >= 0; i--) {
    const mark = marks[i] as RegExpMatchArray
    const tail = title.slice((mark.index as number) + mark[0].length, end)
    const strong = /[|｜_»«]|\s[–—-]\s/u.test(mark[0])
    const known = isSiteName(tail, siteNames)
    const bar = /[|｜]/.test(mark[0]) && wordsOf(title.slice(0, mark.index)).length >= 3
    const short = strong && wordsOf(tail).length <= 4 && tail.length < (mark.index as number) * 0.7
    const likely = bar || (short && i === marks.length - 1)
    if (!known && !likely) break
    end = mark.index as number
    if (!known && !bar) break
  }
  const head = marks[0] as RegExpMatchArray
  if ((head.index as number) < end && isSiteName(title.slice(0, head.index), siteNames))
    start = (head.index as number) + head[0].length
  return title.slice(start, end).trim() || title
}
