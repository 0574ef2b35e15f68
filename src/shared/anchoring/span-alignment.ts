import { matchCommonWords } from './common-words.ts'
import { at, LINE_BREAK } from './word-tokens.ts'

/** The words of a quotation with the words around it: the quotation itself is `[exactFrom, exactTo)`. */
export interface QuoteWords {
  ids: Int32Array
  exactFrom: number
  exactTo: number
}

/** A place for a quotation among the words of a text (`toWord` exclusive), with how well it and its surroundings agree (0 to 1). */
export interface Candidate {
  fromWord: number
  toWord: number
  exactScore: number
  contextScore: number
  score: number
  /** Weight of the longest stretch of words that stands there word for word. */
  unbrokenWeight: number
}

/** Words of context count as much as this many words of the quotation. */
const CONTEXT_WORDS = 5
const EDGE_WORDS = 24
const EDGE_SLACK_WORDS = 3
/** Gaps of more words are taken as deleted and filled with something else, not as replaced word by word. */
const MAX_REPLACED_WORDS = 4
const DISAGREEMENT = 0.6
const AGREES_FOR_GOOD = 2.4
const STRAY_DROP = 2.4
const NONE = -1

/** Weighs rare words more than frequent ones, as agreement in "of the" says little. */
export class WordWeights {
  readonly #counts: Int32Array
  readonly #scale: number
  readonly #total: number

  constructor(counts: Int32Array, totalWords: number) {
    this.#counts = counts
    this.#total = Math.max(2, totalWords)
    this.#scale = 1 / Math.log2(this.#total)
  }

  countOf(id: number): number {
    return id < this.#counts.length ? at(this.#counts, id) : 0
  }

  weightOf(id: number): number {
    const rarity = Math.log2(this.#total / (this.countOf(id) + 1)) * this.#scale
    return 0.1 + rarity * rarity
  }
}

/**
 * Completes a rough alignment. `pairs[q]` is the word of the text that word `q` of the quotation surely is, or -1; the sure pairs must
 * increase. Words between sure pairs are compared, and what still differs is taken as replaced one by one.
 * Returns null if no word of the quotation has a place.
 */
export function alignQuote(
  quote: QuoteWords,
  pairs: Int32Array,
  words: Int32Array,
  weights: WordWeights,
): Candidate | null {
  const first = pairs.findIndex(pair => pair !== NONE)
  if (first < 0) return null
  const last = pairs.findLastIndex(pair => pair !== NONE)
  compareHead(quote, pairs, words, first)
  compareTail(quote, pairs, words, last)
  let before = NONE
  for (let q = 0; q < pairs.length; q++) {
    if (at(pairs, q) === NONE) continue
    if (before !== NONE && q > before + 1) compareGap(quote, pairs, words, before, q)
    before = q
  }
  placeReplacedWords(quote, pairs, words)
  return scoreAlignment(quote, pairs, words, weights)
}

function compareHead(quote: QuoteWords, pairs: Int32Array, words: Int32Array, first: number): void {
  const from = Math.max(0, first - EDGE_WORDS)
  const wordTo = at(pairs, first)
  const wordFrom = Math.max(0, wordTo - (first - from) - EDGE_SLACK_WORDS)
  matchCommonWords(quote.ids, from, first, words, wordFrom, wordTo, (q, w) => {
    pairs[q] = w
  })
}

function compareTail(quote: QuoteWords, pairs: Int32Array, words: Int32Array, last: number): void {
  const from = last + 1
  const to = Math.min(pairs.length, from + EDGE_WORDS)
  const wordFrom = at(pairs, last) + 1
  const wordTo = Math.min(words.length, wordFrom + (to - from) + EDGE_SLACK_WORDS)
  matchCommonWords(quote.ids, from, to, words, wordFrom, wordTo, (q, w) => {
    pairs[q] = w
  })
}

function compareGap(quote: QuoteWords, pairs: Int32Array, words: Int32Array, before: number, after: number): void {
  matchCommonWords(quote.ids, before + 1, after, words, at(pairs, before) + 1, at(pairs, after), (q, w) => {
    pairs[q] = w
  })
}

/** Gives each word without a fellow the place of the word that replaced it, if there is one. */
function placeReplacedWords(quote: QuoteWords, pairs: Int32Array, words: Int32Array): void {
  let before = NONE
  for (let q = 0; q <= pairs.length; q++) {
    if (q < pairs.length && at(pairs, q) === NONE) continue
    if (before === NONE) placeHead(quote, pairs, words, q)
    else if (q === pairs.length) placeTail(quote, pairs, words, before)
    else if (q > before + 1) placeInGap(quote, pairs, words, before, q)
    before = q
  }
}

function placeHead(quote: QuoteWords, pairs: Int32Array, words: Int32Array, first: number): void {
  for (let q = first - 1, word = at(pairs, first) - 1; q >= 0 && word >= 0; q--, word--) {
    if (at(quote.ids, q) === LINE_BREAK || at(words, word) === LINE_BREAK) return
    pairs[q] = word
  }
}

function placeTail(quote: QuoteWords, pairs: Int32Array, words: Int32Array, last: number): void {
  for (let q = last + 1, word = at(pairs, last) + 1; q < pairs.length && word < words.length; q++, word++) {
    if (at(quote.ids, q) === LINE_BREAK || at(words, word) === LINE_BREAK) return
    pairs[q] = word
  }
}

/** Words are replaced within their paragraph: before the first line break of the gap, or after the last one. */
function placeInGap(quote: QuoteWords, pairs: Int32Array, words: Int32Array, before: number, after: number): void {
  const from = before + 1
  const wordFrom = at(pairs, before) + 1
  const wordTo = at(pairs, after)
  const breaks = breaksOf(quote.ids, from, after)
  const wordBreaks = breaksOf(words, wordFrom, wordTo)
  const isHeadPlaced = breaks.first > from && wordBreaks.first > wordFrom
  if (isHeadPlaced) replaceWords(quote, pairs, from, breaks.first, wordFrom, wordBreaks.first)
  const isSplit = breaks.count > 0 && wordBreaks.count > 0
  if (isSplit || !isHeadPlaced) replaceWords(quote, pairs, breaks.afterLast, after, wordBreaks.afterLast, wordTo)
}

function breaksOf(ids: Int32Array, from: number, to: number): { first: number; afterLast: number; count: number } {
  let first = to
  let afterLast = from
  let count = 0
  for (let i = from; i < to; i++) {
    if (at(ids, i) !== LINE_BREAK) continue
    if (count === 0) first = i
    afterLast = i + 1
    count++
  }
  return { first, afterLast, count }
}

function replaceWords(
  quote: QuoteWords,
  pairs: Int32Array,
  from: number,
  to: number,
  wordFrom: number,
  wordTo: number,
): void {
  const missing = to - from
  const room = wordTo - wordFrom
  if (missing === 0 || room === 0 || missing > MAX_REPLACED_WORDS) return
  if (room <= 2 * missing + 2) {
    const step = (room + 1) / (missing + 1)
    for (let k = 1; k <= missing; k++) {
      pairs[from + k - 1] = wordFrom + Math.min(room, Math.max(1, Math.round(k * step))) - 1
    }
    return
  }
  // Much was inserted here: a word of the quotation stays beside the part of the quotation that is sure.
  for (let q = from; q < to; q++) {
    if (q < quote.exactFrom || q >= quote.exactTo) continue
    if (from > quote.exactFrom) pairs[q] = wordFrom + (q - from)
    else if (to < quote.exactTo) pairs[q] = wordTo - (to - q)
  }
}

function scoreAlignment(
  quote: QuoteWords,
  pairs: Int32Array,
  words: Int32Array,
  weights: WordWeights,
): Candidate | null {
  const agreement = agreementOf(quote.ids, pairs, words, weights)
  const from = quote.exactFrom + strayWords(quote, agreement, 1)
  const to = quote.exactTo - strayWords(quote, agreement, -1)
  const placed = pairs
    .subarray(from, Math.max(from, to))
    .filter(word => word !== NONE && at(words, word) !== LINE_BREAK)
  if (placed.length === 0) return null
  const fromWord = at(placed, 0)
  const toWord = at(placed, placed.length - 1) + 1
  const exact = sum(agreement.subarray(from, to))
  const context = sum(agreement.subarray(0, quote.exactFrom)) + sum(agreement.subarray(quote.exactTo))
  const exactWeight = totalWeight(quote.ids.subarray(quote.exactFrom, quote.exactTo), weights)
  const contextWeight = totalWeight(quote.ids, weights) - exactWeight
  const exactWords = quote.exactTo - quote.exactFrom
  const contextWords = Math.min(CONTEXT_WORDS, pairs.length - exactWords)
  const inserted = Math.min(exactWords, Math.max(0, toWord - fromWord - exactWords - largestGap(placed)))
  const exactScore = Math.min(1, exact / exactWeight) * (exactWords / (exactWords + inserted / 2))
  const contextScore = contextWords > 0 ? Math.min(1, context / contextWeight) : exactScore
  const score = Math.min(1, (exactScore * exactWords + contextScore * contextWords) / (exactWords + contextWords))
  return {
    fromWord,
    toWord,
    exactScore,
    contextScore,
    score,
    unbrokenWeight: longestAgreement(quote, pairs, agreement),
  }
}

/** For each word its weight if the text has it at its place, else 0. */
function agreementOf(ids: Int32Array, pairs: Int32Array, words: Int32Array, weights: WordWeights): Float64Array {
  const agreement = new Float64Array(pairs.length)
  for (let q = 0; q < pairs.length; q++) {
    const word = at(pairs, q)
    if (word !== NONE && at(words, word) === at(ids, q)) agreement[q] = weights.weightOf(at(ids, q))
  }
  return agreement
}

/** A paragraph put into a quotation is one change, however long it is. */
function largestGap(places: Int32Array): number {
  let largest = 0
  for (let k = 1; k < places.length; k++) largest = Math.max(largest, at(places, k) - at(places, k - 1) - 1)
  return largest
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0)
}

function totalWeight(ids: Int32Array, weights: WordWeights): number {
  let total = 0
  for (let q = 0; q < ids.length; q++) total += weights.weightOf(at(ids, q))
  return total
}

/**
 * How many words at one end of the quotation only seem to have a place: words that disagree, with at most a few chance agreements
 * between them, until the quotation agrees for good (X-drop, as in BLAST). The context in the same paragraph counts too, so a few replaced
 * words between agreeing ones are not stray.
 */
function strayWords(quote: QuoteWords, agreement: Float64Array, step: 1 | -1): number {
  const edge = step === 1 ? quote.exactFrom : quote.exactTo - 1
  const stop = step === 1 ? quote.exactTo : quote.exactFrom - 1
  let first = edge
  while (first - step >= 0 && first - step < agreement.length && at(quote.ids, first - step) !== LINE_BREAK)
    first -= step
  let sum = 0
  let lowest = 0
  let stray = 0
  for (let q = first; q !== stop; q += step) {
    const agreed = agreement[q] as number
    if (at(quote.ids, q) === LINE_BREAK) sum += agreed > 0 ? 1 : 0
    else sum += agreed > 0 ? Math.min(1, agreed + 0.2) : -DISAGREEMENT
    if (sum < lowest) {
      lowest = sum
      stray = (q - edge) * step + 1
    }
    if (sum >= lowest + AGREES_FOR_GOOD && (q - edge) * step >= 0) break
  }
  return lowest <= -STRAY_DROP ? Math.max(0, stray) : 0
}

/** The weight of the longest unbroken stretch of agreeing words that has two words of the quotation, or all of it. */
function longestAgreement(quote: QuoteWords, pairs: Int32Array, agreement: Float64Array): number {
  const needed = Math.min(2, quote.exactTo - quote.exactFrom)
  let best = 0
  let sum = 0
  let inside = 0
  for (let q = 0; q < pairs.length; q++) {
    const isUnbroken = q > 0 && at(pairs, q) === at(pairs, q - 1) + 1
    if (agreement[q] === 0 || !isUnbroken) {
      sum = 0
      inside = 0
    }
    sum += agreement[q] as number
    if (agreement[q] !== 0 && q >= quote.exactFrom && q < quote.exactTo) inside++
    if (inside >= needed) best = Math.max(best, sum)
  }
  return best
}
