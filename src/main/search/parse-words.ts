import { spaceUnspaced } from '../storage/text-index.ts'

const WORD = /[\p{L}\p{N}\p{M}]+/gu

/** One thing that must be found: a word, or words in a row. The last word typed may still be growing. */
export interface SearchTerm {
  words: string[]
  prefix: boolean
}

/** A query as terms: quoted words stand in a row, other words stand anywhere. A word of an unspaced script is a row of characters. */
export function parseWords(query: string): SearchTerm[] {
  const terms: SearchTerm[] = []
  const parts = query.split('"')
  parts.forEach((part, index) => {
    const quoted = index % 2 === 1
    const words = [...spaceUnspaced(part).matchAll(WORD)].map(match => match[0])
    if (quoted && words.length > 0) terms.push({ words, prefix: false })
    if (!quoted) terms.push(...looseTerms(part))
  })
  const last = terms.at(-1)
  if (last && !/["\s]$/.test(query)) last.prefix = true
  return terms
}

function looseTerms(part: string): SearchTerm[] {
  return [...part.matchAll(WORD)].map(match => ({
    words: [...spaceUnspaced(match[0]).matchAll(WORD)].map(word => word[0]),
    prefix: false,
  }))
}

/** The terms as an FTS5 query. Only letters, digits and marks ever reach it, inside quotation marks. */
export function toMatch(terms: SearchTerm[]): string {
  return terms.map(term => `"${term.words.join(' ')}"${term.prefix ? '*' : ''}`).join(' ')
}
