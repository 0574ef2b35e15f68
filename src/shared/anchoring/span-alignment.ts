import { matchCommonWords } from './token-diff.ts'
import { at } from './word-tokens.ts'

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
}

/** Words of context count as much as this many words of the quotation. */
const CONTEXT_WORDS = 5
const EDGE_WORDS = 24
const EDGE_SLACK_WORDS = 3
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
  placeReplacedWords(quote, pairs, words.length)
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
function placeReplacedWords(quote: QuoteWords, pairs: Int32Array, wordCount: number): void {
  let before = NONE
  for (let q = 0; q <= pairs.length; q++) {
    if (q < pairs.length && at(pairs, q) === NONE) continue
    const isTail = q === pairs.length
    if (before === NONE) {
      for (let k = 0; k < q; k++) pairs[k] = Math.max(NONE, at(pairs, q) - (q - k))
    } else if (isTail) {
      for (let k = before + 1; k < q; k++) {
        const word = at(pairs, before) + (k - before)
        pairs[k] = word < wordCount ? word : NONE
      }
    } else if (q > before + 1) {
      placeInGap(quote, pairs, before, q)
    }
    before = q
  }
}

function placeInGap(quote: QuoteWords, pairs: Int32Array, before: number, after: number): void {
  const missing = after - before - 1
  const wordBefore = at(pairs, before)
  const wordAfter = at(pairs, after)
  const room = wordAfter - wordBefore - 1
  if (room === 0) return
  if (room <= 2 * missing + 2) {
    const step = (room + 1) / (missing + 1)
    for (let k = 1; k <= missing; k++) {
      pairs[before + k] = wordBefore + Math.min(room, Math.max(1, Math.round(k * step)))
    }
    return
  }
  // Much was inserted here: a word of the quotation stays beside the part of the quotation that is sure.
  for (let q = before + 1; q < after; q++) {
    if (q < quote.exactFrom || q >= quote.exactTo) continue
    if (before >= quote.exactFrom) pairs[q] = wordBefore + (q - before)
    else if (after < quote.exactTo) pairs[q] = wordAfter - (after - q)
  }
}

function scoreAlignment(
  quote: QuoteWords,
  pairs: Int32Array,
  words: Int32Array,
  weights: WordWeights,
): Candidate | null {
  let fromWord = NONE
  let toWord = NONE
  let exactAgreed = 0
  let exactWeight = 0
  let contextAgreed = 0
  let contextWeight = 0
  for (let q = 0; q < pairs.length; q++) {
    const id = at(quote.ids, q)
    const word = at(pairs, q)
    const weight = weights.weightOf(id)
    const isAgreed = word !== NONE && at(words, word) === id
    if (q >= quote.exactFrom && q < quote.exactTo) {
      exactWeight += weight
      if (isAgreed) exactAgreed += weight
      if (word !== NONE) {
        if (fromWord === NONE) fromWord = word
        toWord = Math.max(toWord, word + 1)
      }
    } else {
      contextWeight += weight
      if (isAgreed) contextAgreed += weight
    }
  }
  if (fromWord === NONE) return null
  const exactWords = quote.exactTo - quote.exactFrom
  const contextWords = Math.min(CONTEXT_WORDS, pairs.length - exactWords)
  const inserted = Math.min(exactWords, Math.max(0, toWord - fromWord - exactWords))
  const exactScore = (exactAgreed / exactWeight) * (exactWords / (exactWords + inserted / 2))
  const contextScore = contextWeight > 0 ? contextAgreed / contextWeight : exactScore
  const score = (exactScore * exactWords + contextScore * contextWords) / (exactWords + contextWords)
  return { fromWord, toWord, exactScore, contextScore, score }
}
