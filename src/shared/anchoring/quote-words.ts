import type { QuoteWords } from './span-alignment.ts'
import { at, tokenAt, tokenizeWords, type Vocabulary, type WordTokens } from './word-tokens.ts'

/** A quotation to be found: its words, the text around it, and its place in the text it was made on, if that is known. */
export interface Quote {
  id: string
  exact: string
  prefix: string
  suffix: string
  start?: number
  end?: number
}

/** A quotation cut into words. `lead` and `trail` are the characters before its first and after its last word. */
export interface PreparedQuote extends QuoteWords {
  quote: Quote
  folded: string
  lead: string
  trail: string
  firstWord: string
  lastWord: string
}

/** White space as one space: what is compared when a quotation is said to stand word for word. */
export function foldSpaces(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

/** Cuts a quotation with its saved context into words; `exactFrom` equals `exactTo` if it has none. */
export function prepareQuote(quote: Quote, vocabulary: Vocabulary): PreparedQuote {
  const exact = tokenizeWords(quote.exact.trim(), vocabulary)
  const prefix = tokenizeWords(quote.prefix, vocabulary)
  const suffix = tokenizeWords(quote.suffix, vocabulary)
  // The outermost word of the context may have been cut in two when the quotation was saved.
  const before = prefix.ids.subarray(prefix.ids.length > 2 && at(prefix.starts, 0) === 0 ? 1 : 0)
  const isCut = suffix.ids.length > 2 && at(suffix.ends, suffix.ids.length - 1) === quote.suffix.length
  const after = suffix.ids.subarray(0, suffix.ids.length - (isCut ? 1 : 0))
  const ids = new Int32Array(before.length + exact.ids.length + after.length)
  ids.set(before)
  ids.set(exact.ids, before.length)
  ids.set(after, before.length + exact.ids.length)
  return { ids, exactFrom: before.length, exactTo: before.length + exact.ids.length, ...edgesOf(quote, exact) }
}

function edgesOf(quote: Quote, exact: WordTokens) {
  const last = exact.ids.length - 1
  const isWordless = last < 0
  return {
    quote,
    folded: foldSpaces(quote.exact),
    lead: isWordless ? '' : exact.text.slice(0, at(exact.starts, 0)),
    trail: isWordless ? '' : exact.text.slice(at(exact.ends, last)),
    firstWord: isWordless ? '' : exact.text.slice(at(exact.starts, 0), at(exact.ends, 0)),
    lastWord: isWordless ? '' : exact.text.slice(at(exact.starts, last), at(exact.ends, last)),
  }
}

/** The words of the quotation with `contextWords` on both sides as they stand at `[start, end)` of the text it was made on. */
export function wordsAtSpan(tokens: WordTokens, start: number, end: number, contextWords: number) {
  const from = tokenAt(tokens, start)
  let to = from
  while (to < tokens.ids.length && at(tokens.starts, to) < end) to++
  const windowFrom = Math.max(0, from - contextWords)
  const windowTo = Math.min(tokens.ids.length, to + contextWords)
  const words: QuoteWords = {
    ids: tokens.ids.subarray(windowFrom, windowTo),
    exactFrom: from - windowFrom,
    exactTo: to - windowFrom,
  }
  return { words, windowFrom }
}

/** Character span of words `[fromWord, toWord)`, with the quotation's own punctuation at the ends and its cuts through words. */
export function spanOfWords(tokens: WordTokens, fromWord: number, toWord: number, prepared: PreparedQuote) {
  const { text } = tokens
  let start = at(tokens.starts, fromWord)
  let end = at(tokens.ends, toWord - 1)
  const first = text.slice(start, at(tokens.ends, fromWord)).toLowerCase()
  const last = text.slice(at(tokens.starts, toWord - 1), end).toLowerCase()
  const cutFirst = prepared.firstWord.toLowerCase()
  const cutLast = prepared.lastWord.toLowerCase()
  if (first.length > cutFirst.length && first.endsWith(cutFirst)) start += first.length - cutFirst.length
  if (last.length > cutLast.length && last.startsWith(cutLast)) end -= last.length - cutLast.length
  const { lead, trail } = prepared
  for (let k = lead.length - 1; k >= 0 && start > 0 && isSameSign(lead.charAt(k), text.charAt(start - 1)); k--) start--
  for (let k = 0; k < trail.length && end < text.length && isSameSign(trail.charAt(k), text.charAt(end)); k++) end++
  while (start < end && /\s/.test(text.charAt(start))) start++
  while (end > start && /\s/.test(text.charAt(end - 1))) end--
  return { start, end }
}

function isSameSign(a: string, b: string): boolean {
  return a === b || (/\s/.test(a) && /\s/.test(b))
}
