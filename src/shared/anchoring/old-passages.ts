import { longestIncreasingChain } from './longest-chain.ts'
import { fitDrift } from './neighbour-drift.ts'
import { foldSpaces, type PreparedQuote, spanOfWords, wordsAtSpan } from './quote-words.ts'
import type { SearchableText } from './searchable-text.ts'
import { alignQuote, type Candidate } from './span-alignment.ts'
import { mapTokens, type TokenMap } from './token-diff.ts'
import { at, tokenAt } from './word-tokens.ts'

/** Where a quotation stood in the text it was made on; ambiguous if several places fit it alike. */
export interface OldPlace {
  start: number
  end: number
  isAmbiguous: boolean
}

/** Words around a passage that are compared with the words around its new place. */
const CONTEXT_WORDS = 12
/** Words that may have been put into the middle of a passage. */
const MAX_INSERTED_WORDS = 250
const MIN_OLD_SCORE = 0.7
const SAME_SCORE = 0.05
const MAX_TAKEN_SHARE = 0.5

/** Follows passages of an old text into the new one. */
export class OldPassages {
  readonly #old: SearchableText
  readonly #new: SearchableText
  readonly #map: TokenMap

  constructor(oldText: SearchableText, newText: SearchableText) {
    this.#old = oldText
    this.#new = newText
    this.#map = mapTokens(oldText.tokens.ids, newText.tokens.ids)
  }

  /** The place of each quotation in the old text; those that fit several places follow the order of the others, if there is one. */
  findPlaces(quotes: readonly (PreparedQuote | null)[]): (OldPlace | null)[] {
    const choices = quotes.map(quote => (quote === null ? [] : this.#placesOf(quote)))
    const sure = choices.flatMap((places, rank) =>
      places.length === 1 ? [{ from: rank, to: (places[0] as OldPlace).start }] : [],
    )
    const isUnsettled = choices.some(places => places.length > 1)
    const foretell = isUnsettled ? fitDrift(sure) : null
    return choices.map((places, rank) => {
      if (places.length < 2) return places[0] ?? null
      // An offset that does not hold the quotation may have been counted otherwise: it still tells which place is meant.
      const expected = quotes[rank]?.quote.start ?? foretell?.(rank)
      const nearest = expected === undefined ? places[0] : places.toSorted(byDistance(expected))[0]
      return { ...(nearest as OldPlace), isAmbiguous: true }
    })
  }

  /** Where the passage is in the new text, judged by its words and by those around it; null if nothing of it is left. */
  follow(place: OldPlace): Candidate | null {
    const { words, windowFrom } = wordsAtSpan(this.#old.tokens, place.start, place.end, CONTEXT_WORDS)
    const mapped = this.#map.toNew.subarray(windowFrom, windowFrom + words.ids.length)
    const inside = mapped.slice(words.exactFrom, words.exactTo).filter(word => word >= 0)
    const centre = inside.length > 0 ? inside.sort()[inside.length >> 1] : mapped.find(word => word >= 0)
    if (centre === undefined) return null
    const reach = words.ids.length + MAX_INSERTED_WORDS
    const near: number[] = []
    for (let q = 0; q < mapped.length; q++) {
      if (at(mapped, q) >= 0 && Math.abs(at(mapped, q) - centre) <= reach) near.push(q)
    }
    const pairs = new Int32Array(words.ids.length).fill(-1)
    for (const link of longestIncreasingChain(Int32Array.from(near, q => at(mapped, q)))) {
      const q = near[link] as number
      pairs[q] = at(mapped, q)
    }
    return alignQuote(words, pairs, this.#new.tokens.ids, this.#new.weights)
  }

  /** Whether most words of a candidate are known to have come from elsewhere in the old text. */
  isTaken(candidate: Candidate, place: OldPlace): boolean {
    const ownFrom = tokenAt(this.#old.tokens, place.start)
    const ownTo = tokenAt(this.#old.tokens, place.end)
    let taken = 0
    for (let word = candidate.fromWord; word < candidate.toWord; word++) {
      const origin = at(this.#map.toOld, word)
      if (origin >= 0 && (origin < ownFrom || origin > ownTo)) taken++
    }
    return taken > (candidate.toWord - candidate.fromWord) * MAX_TAKEN_SHARE
  }

  #placesOf(prepared: PreparedQuote): OldPlace[] {
    const { start, end } = prepared.quote
    const { text } = this.#old.tokens
    if (start !== undefined && end !== undefined && foldSpaces(text.slice(start, end)) === prepared.folded) {
      return [{ start, end, isAmbiguous: false }]
    }
    const candidates = this.#old.search.findCandidates(prepared).filter(found => found.exactScore >= MIN_OLD_SCORE)
    const best = candidates[0]
    if (best === undefined) return []
    return candidates
      .filter(found => found.score >= best.score - SAME_SCORE && found.exactScore >= best.exactScore - SAME_SCORE)
      .map(found => ({
        ...spanOfWords(this.#old.tokens, found.fromWord, found.toWord, prepared),
        isAmbiguous: false,
      }))
  }
}

function byDistance(expected: number) {
  return (a: OldPlace, b: OldPlace) => Math.abs(a.start - expected) - Math.abs(b.start - expected)
}
