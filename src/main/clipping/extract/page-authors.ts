import { collapse } from './page-tree.ts'

const NOT_A_NAME =
  /^(admin(istrator)?|user|written( by)?:?|posted( by)?:?|in this article|table of contents|guest|author|editor(ial)?|staff( writer)?|unknown|anonymous|none|null|undefined|n\/a|by|post(ed)?|written|comments?|share|read more|follow( us)?|home|news|press release|super user|webmaster|root|test|\d+|default|facebook|twitter|last|(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*\.?\s\d{1,2})$|\s(?:editor|writer|reporter|correspondent|columnist|contributor|journalist)$/i
const PREFIX =
  /^(?:(?:story|words|text|written|post|posted|published|reviewed|medically reviewed|created|authored|article|report(?:ed|ing)?|submitted|started|asked|by\s+our|edited|photography|photos?)\s+)*(?:by|von|par|por|di|da|af|av|door|przez|автор(?:ы)?|текст|του|της|by:|author|authors|autor(?:es|in)?|auteurs?|作者|记者|記者|文|撰文|编辑|来源)\s*[:：／/|-]?\s+|^(?:作者|记者|記者|撰文|文)\s*[:：／/]\s*|^(?:(?:written|posted)\s+)?by\s*:?\s*/i
const GLUED_BY = /^[Bb]y(?=\p{Lu}\p{Ll})/u
const LONGEST_NAME = 80
/** Two to four capitalised words: what a name looks like when nothing marks it. */
export const NAME_SHAPE =
  /^\p{Lu}[\p{L}.'’-]*(?:\s(?:(?:de|van|von|der|da|di|la|le|bin|al|el)\s)*\p{Lu}[\p{L}.'’-]*){1,3}$/u

/** Splits a byline into names, drops what stands around them, and keeps each name once. */
export function namesOf(byline: string): string[] {
  const line = cleanByline(byline)
  if (!line) return []
  const names = line
    .split(
      /\s*(?:;|\||、|\n|\s[–—•·⋅]\s)\s*|\s*,?\s+(?:and|und|et|y|e|i|и|και|with|&)\s+|\s*,\s*(?![A-Z][A-Za-z]{0,4}\.?(?:[A-Z]\.?)?(?:$|,)|ph\.?\s?d|jr|sr|m\.?d|esq|cfp|cpa)/i,
    )
    .map(name => collapse(name).replace(/^[,\s]+|[,\s]+$/g, ''))
    .filter(isName)
  return [...new Set(names)]
}

/** A line naming authors without "by", dates, addresses and follow buttons. Empty when it cannot be one. */
export function cleanByline(text: string): string {
  let line = collapse(text.replace(/<[^>]+>/g, ' '))
  if (/^https?:\/\//i.test(line) || line.length > 300) return ''
  line = line
    .replace(/^.*\S\s+(?:written|words|story)\s+by:?\s+(?=\p{Lu})/iu, '')
    .replace(/^.{0,30}\d[\d./:-]*\s+(?:[|·•–-]\s+)?by\s+(?=\p{Lu})/u, '')
    .replace(/(?<=\S)[\s.,;|—–-]+(?:(?:medically|fact[- ]checked|edited|reviewed)\s+)+by\b.*$/i, '')
  for (let i = 0; i < 2; i++) line = line.replace(PREFIX, '').replace(GLUED_BY, '')
  line = line
    .replace(/\s*\(?\b[\w.+-]+@[\w-]+\.[\w.]+\)?/g, '')
    .replace(
      /\s+(?:on|·|\||•|–|-|,)?\s*(?:(?:updated|published|posted|last)\b.*|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d{1,2}(?:,|\s).*|on\s+(?:mon|tues|wednes|thurs|fri|satur|sun)day\b.*|\d{1,2}[\s./-].*|\d{4}.*)$/i,
      '',
    )
    .replace(/\s*»(?:\s.*)?$/, '')
    .replace(/\s*\d{1,2}[./-]\d{1,2}[./-]\d{2,4}.*$/, '')
    .replace(/\s*[|·•⋅,–-]+\s*$/, '')
    .replace(/\s+(?:follow|view profile|view all posts|see all).*$/i, '')
  return collapse(line)
}

export function isName(name: string): boolean {
  if (name.length < 2 || name.length > LONGEST_NAME || NOT_A_NAME.test(name) || /https?:|www\.|[<>{}]/.test(name))
    return false
  if (!/\p{L}/u.test(name)) return false
  return name.split(/\s+/).length <= 9
}
