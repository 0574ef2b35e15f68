import type { SearchTerm } from './parse-query.ts'

export interface SnippetRun {
  text: string
  hit: boolean
}

const BEFORE_CHARS = 60
const SNIPPET_CHARS = 200
/** A hit deep inside a book is found by the index; its snippet shows the beginning then. */
const MAX_SEARCHED_CHARS = 200_000

const escapeRegex = (word: string) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')

const foldedLetters = new Map<string, string>()

function foldLetter(letter: string): string {
  let plain = foldedLetters.get(letter)
  if (plain === undefined) {
    plain = letter.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
    // Offsets must stay: a letter that folds to more or fewer units is kept.
    if (plain.length !== letter.length)
      plain = letter.toLowerCase().length === letter.length ? letter.toLowerCase() : letter
    foldedLetters.set(letter, plain)
  }
  return plain
}

/** Letters as they are compared: no case, no diacritics; the same number of UTF-16 units as before. */
function fold(text: string): string {
  // The text of a whole article is folded for each hit of each key press, and most of it is plain.
  return text.replaceAll(/[A-Z]+/g, capitals => capitals.toLowerCase()).replaceAll(/[^\0-\x7f]/gu, foldLetter)
}

const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u

function pattern(terms: SearchTerm[]): RegExp | null {
  const alternatives = terms.map(({ words, prefix }) => {
    const body = words.map(word => escapeRegex(fold(word))).join('[^\\p{L}\\p{N}]*')
    const unspaced = UNSPACED.test(words.join(''))
    const open = unspaced ? '' : '(?<![\\p{L}\\p{N}])'
    const close = prefix || unspaced ? '' : '(?![\\p{L}\\p{N}])'
    return `${open}${body}${close}`
  })
  return alternatives.length > 0 ? new RegExp(alternatives.join('|'), 'gu') : null
}

/** The stretch of `text` around the first hit, as runs; without a hit, its beginning. */
export function makeSnippet(whole: string, terms: SearchTerm[]): SnippetRun[] {
  const regex = pattern(terms)
  const text = whole.slice(0, MAX_SEARCHED_CHARS)
  const folded = fold(text)
  const first = regex?.exec(folded)
  const from = wordStart(text, Math.max(0, (first?.index ?? 0) - BEFORE_CHARS))
  const to = wordEnd(text, Math.min(text.length, from + SNIPPET_CHARS))
  const runs: SnippetRun[] = []
  let at = from
  if (regex) {
    regex.lastIndex = from
    for (let hit = regex.exec(folded); hit && hit.index < to && hit[0].length > 0; hit = regex.exec(folded)) {
      if (hit.index > at) runs.push({ text: text.slice(at, hit.index), hit: false })
      runs.push({ text: text.slice(hit.index, hit.index + hit[0].length), hit: true })
      at = hit.index + hit[0].length
    }
  }
  if (at < to) runs.push({ text: text.slice(at, to), hit: false })
  return withEllipses(runs, from > 0, to < text.length)
}

function wordStart(text: string, at: number): number {
  if (at === 0) return 0
  const space = text.slice(at, at + 20).search(/\s/)
  return space < 0 ? at : at + space + 1
}

function wordEnd(text: string, at: number): number {
  if (at >= text.length) return text.length
  const space = text.slice(at, at + 20).search(/\s/)
  return space < 0 ? at : at + space
}

function withEllipses(runs: SnippetRun[], before: boolean, after: boolean): SnippetRun[] {
  const flat = runs.map(run => ({ ...run, text: run.text.replaceAll(/\s+/g, ' ') }))
  if (before) flat.unshift({ text: '… ', hit: false })
  if (after) flat.push({ text: ' …', hit: false })
  return flat
}
