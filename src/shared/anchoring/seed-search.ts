import { longestIncreasingChain } from './longest-chain.ts'
import { alignQuote, type Candidate, type QuoteWords, type WordWeights } from './span-alignment.ts'
import { at } from './word-tokens.ts'

/** Word pairs with more places than this say too little to be followed, unless a quotation has nothing rarer. */
const MAX_PLACES = 40
const MAX_PLACES_AT_LAST = 600
const MAX_CANDIDATES = 8
/** Places with less than this share of the best place's votes are not looked at. */
const MIN_VOTE_SHARE = 0.1
/** Words that may lie between two halves of a quotation. */
const MAX_JOINED_GAP_WORDS = 250
/** Weight of the words by which the smaller half must agree. */
const MIN_JOINED_WEIGHT = 1.2
const NONE = -1
/** Sort keys hold a start and the number of a seed; there are never so many seeds. */
const KEY_STEP = 2 ** 22

/** Finds quotations in a text by the places of their word pairs (seed and vote), best first. */
export class SeedSearch {
  readonly #words: Int32Array
  readonly #weights: WordWeights
  readonly #heads: Int32Array
  readonly #next: Int32Array
  readonly #mask: number
  #seedWord = new Int32Array(1024)
  #seedPlace = new Int32Array(1024)
  #seedWeight = new Float64Array(1024)
  #order = new Float64Array(1024)
  #seeds = 0

  constructor(words: Int32Array, weights: WordWeights) {
    this.#words = words
    this.#weights = weights
    let size = 16
    while (size < words.length) size *= 2
    this.#mask = size - 1
    this.#heads = new Int32Array(size).fill(-1)
    this.#next = new Int32Array(words.length)
    for (let i = words.length - 2; i >= 0; i--) {
      const bucket = this.#bucketOf(at(words, i), at(words, i + 1))
      this.#next[i] = at(this.#heads, bucket)
      this.#heads[bucket] = i
    }
  }

  /** The places where the quotation may stand, best score first; they do not overlap. */
  findCandidates(quote: QuoteWords): Candidate[] {
    const verbatim = this.#findVerbatim(quote)
    if (verbatim.length > 0) return verbatim
    this.#seeds = 0
    this.#collectPairs(quote, MAX_PLACES)
    if (this.#seeds === 0) this.#collectPairs(quote, MAX_PLACES_AT_LAST)
    if (this.#seeds === 0) this.#collectWords(quote)
    if (this.#seeds === 0) return []
    const chains = this.#mostVotedWindows(quote.ids.length).map(([from, to]) => this.#chainPairs(quote, from, to))
    const candidates: Candidate[] = []
    for (const pairs of [...chains, ...this.#joinChains(quote, chains)]) {
      const candidate = alignQuote(quote, pairs, this.#words, this.#weights)
      if (candidate !== null) candidates.push(candidate)
    }
    candidates.sort((a, b) => b.score - a.score)
    return candidates.filter(
      (a, i) => !candidates.slice(0, i).some(b => a.fromWord < b.toWord && b.fromWord < a.toWord),
    )
  }

  /** The places where the quotation and all its context stand word for word, found by its rarest pair of words. */
  #findVerbatim(quote: QuoteWords): Candidate[] {
    const { ids } = quote
    let rarest = -1
    let fewest = MAX_PLACES
    for (let q = 0; q + 1 < ids.length; q++) {
      const count = Math.min(this.#weights.countOf(at(ids, q)), this.#weights.countOf(at(ids, q + 1)))
      if (count === 0) return []
      if (count < fewest) {
        fewest = count
        rarest = q
      }
    }
    if (rarest < 0) return []
    const found: Candidate[] = []
    const bucket = this.#bucketOf(at(ids, rarest), at(ids, rarest + 1))
    for (let place = at(this.#heads, bucket); place >= 0; place = at(this.#next, place)) {
      const start = place - rarest
      if (!this.#standsAt(ids, start)) continue
      const pairs = ids.map((_, q) => start + q)
      const candidate = alignQuote(quote, pairs, this.#words, this.#weights)
      if (candidate !== null) found.push(candidate)
    }
    return found
  }

  #standsAt(ids: Int32Array, start: number): boolean {
    if (start < 0 || start + ids.length > this.#words.length) return false
    for (let q = 0; q < ids.length; q++) if (at(ids, q) !== at(this.#words, start + q)) return false
    return true
  }

  #bucketOf(first: number, second: number): number {
    const hash = Math.imul(Math.imul(first, 0x9e3779b1) ^ second, 0x85ebca6b)
    return (hash ^ (hash >>> 15)) & this.#mask
  }

  #collectPairs(quote: QuoteWords, maxPlaces: number): void {
    const words = this.#words
    for (let q = 0; q + 1 < quote.ids.length; q++) {
      const first = at(quote.ids, q)
      const second = at(quote.ids, q + 1)
      const seedsBefore = this.#seeds
      for (let i = at(this.#heads, this.#bucketOf(first, second)); i >= 0; i = at(this.#next, i)) {
        if (at(words, i) !== first || at(words, i + 1) !== second) continue
        if (this.#seeds - seedsBefore === maxPlaces) {
          this.#seeds = seedsBefore
          break
        }
        this.#addSeed(q, i)
      }
      this.#weighSeeds(seedsBefore)
    }
  }

  /** For quotations of one word, or of which no two neighbours are left. */
  #collectWords(quote: QuoteWords): void {
    for (let q = quote.exactFrom; q < quote.exactTo; q++) {
      const id = at(quote.ids, q)
      const count = this.#weights.countOf(id)
      if (count === 0 || count > MAX_PLACES_AT_LAST || (count > MAX_PLACES && quote.ids.length > 1)) continue
      const seedsBefore = this.#seeds
      for (let i = this.#words.indexOf(id); i >= 0; i = this.#words.indexOf(id, i + 1)) this.#addSeed(q, i)
      this.#weighSeeds(seedsBefore)
    }
  }

  #addSeed(word: number, place: number): void {
    if (this.#seeds === this.#seedWord.length) this.#grow()
    this.#seedWord[this.#seeds] = word
    this.#seedPlace[this.#seeds] = place
    this.#seeds++
  }

  #weighSeeds(from: number): void {
    this.#seedWeight.fill(1 / Math.sqrt(Math.max(1, this.#seeds - from)), from, this.#seeds)
  }

  #grow(): void {
    const size = this.#seedWord.length * 2
    const grow = <T extends Int32Array | Float64Array>(values: T, larger: T): T => {
      larger.set(values)
      return larger
    }
    this.#seedWord = grow(this.#seedWord, new Int32Array(size))
    this.#seedPlace = grow(this.#seedPlace, new Int32Array(size))
    this.#seedWeight = grow(this.#seedWeight, new Float64Array(size))
    this.#order = new Float64Array(size)
  }

  /** Ranges of `#order` (seeds sorted by the start they vote for) with the most votes, far enough apart. */
  #mostVotedWindows(quoteWords: number): [number, number][] {
    for (let s = 0; s < this.#seeds; s++) {
      const start = at(this.#seedPlace, s) - at(this.#seedWord, s)
      this.#order[s] = (start + KEY_STEP) * KEY_STEP + s
    }
    const order = this.#order.subarray(0, this.#seeds).sort()
    const starts = Int32Array.from(order, key => Math.floor(key / KEY_STEP) - KEY_STEP)
    const slack = 6 + (quoteWords >> 3)
    const votes = new Float64Array(this.#seeds)
    const ends = new Int32Array(this.#seeds)
    let sum = 0
    for (let from = 0, to = 0; from < this.#seeds; from++) {
      for (; to < this.#seeds && at(starts, to) - at(starts, from) <= slack; to++) sum += this.#weightAt(to)
      votes[from] = sum
      ends[from] = to
      sum -= this.#weightAt(from)
    }
    return pickWindows(votes, ends, starts, slack)
  }

  #seedAt(position: number): number {
    return (this.#order[position] as number) % KEY_STEP
  }

  #weightAt(position: number): number {
    return this.#seedWeight[this.#seedAt(position)] as number
  }

  /** Where much was put into a quotation or taken out, its halves vote for different starts: the best chain is joined with its sequel. */
  #joinChains(quote: QuoteWords, chains: Int32Array[]): Int32Array[] {
    const [best, ...others] = chains
    if (best === undefined) return []
    const joined: Int32Array[] = []
    for (const other of others) {
      if (!follows(best, other) && !follows(other, best)) continue
      let gained = 0
      const pairs = best.map((place, q) => {
        if (place !== NONE || at(other, q) === NONE) return place
        gained += this.#weights.weightOf(at(quote.ids, q))
        return at(other, q)
      })
      if (gained >= MIN_JOINED_WEIGHT) joined.push(pairs)
    }
    return joined
  }

  /** The longest chain of seeds that agree in order, as pairs of a quotation's word and a word of the text. */
  #chainPairs(quote: QuoteWords, from: number, to: number): Int32Array {
    const pairs = new Int32Array(quote.ids.length).fill(-1)
    const seeds: number[] = []
    for (let k = from; k < to; k++) seeds.push(this.#seedAt(k))
    seeds.sort(
      (a, b) => at(this.#seedWord, a) - at(this.#seedWord, b) || at(this.#seedPlace, b) - at(this.#seedPlace, a),
    )
    const places = Int32Array.from(seeds, seed => at(this.#seedPlace, seed))
    let lastPlace = -1
    for (const link of longestIncreasingChain(places)) {
      const q = at(this.#seedWord, seeds[link] as number)
      for (let k = 0; k < 2; k++) {
        const place = at(places, link) + k
        const isEqual = q + k < pairs.length && at(quote.ids, q + k) === at(this.#words, place)
        if (!isEqual || place <= lastPlace || at(pairs, q + k) !== -1) continue
        pairs[q + k] = place
        lastPlace = place
      }
    }
    return pairs
  }
}

function follows(first: Int32Array, second: Int32Array): boolean {
  const lastWord = first.findLastIndex(place => place !== NONE)
  const nextWord = second.findIndex(place => place !== NONE)
  if (lastWord < 0 || nextWord <= lastWord) return false
  const gap = at(second, nextWord) - at(first, lastWord)
  return gap > 0 && gap <= MAX_JOINED_GAP_WORDS
}

/** Takes the windows with the most votes; each silences those that begin within `slack` of it. */
function pickWindows(votes: Float64Array, ends: Int32Array, starts: Int32Array, slack: number): [number, number][] {
  const picked: [number, number][] = []
  let least = 0
  while (picked.length < MAX_CANDIDATES) {
    let top = -1
    let most = least
    for (let k = 0; k < votes.length; k++) {
      if ((votes[k] as number) <= most) continue
      most = votes[k] as number
      top = k
    }
    if (top < 0) break
    if (picked.length === 0) least = most * MIN_VOTE_SHARE
    picked.push([top, at(ends, top)])
    for (let k = top; k >= 0 && at(starts, top) - at(starts, k) <= slack; k--) votes[k] = 0
    for (let k = top + 1; k < votes.length && at(starts, k) - at(starts, top) <= slack; k++) votes[k] = 0
  }
  return picked
}
