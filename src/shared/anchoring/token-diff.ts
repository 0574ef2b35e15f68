import { matchCommonWords, matchShortestEdit } from './common-words.ts'
import { longestIncreasingChain } from './longest-chain.ts'
import { GramCursor, GramTable } from './word-grams.ts'
import { at } from './word-tokens.ts'

const UNMATCHED = -1
/** Gaps up to this many words on both sides are small enough for a full comparison. */
const SMALL_GAP_WORDS = 12
const MIN_SHARE_IN_COMMON = 0.4
const MANY_WORDS = 10_000

/** Which word of the new text each word of the old one became (-1: none), and the way back. */
export interface TokenMap {
  toNew: Int32Array
  toOld: Int32Array
}

interface Gap {
  oldFrom: number
  oldTo: number
  newFrom: number
  newTo: number
  gram: number
}

/**
 * Maps the words of an old text to those of a new one: a patience diff (Bram Cohen) over word trigrams that are unique on both sides,
 * then over bigrams inside the gaps, then a full comparison of small gaps; at last passages that moved, which are found among what no
 * other passage claims.
 */
export function mapTokens(oldIds: Int32Array, newIds: Int32Array): TokenMap {
  const map: TokenMap = {
    toNew: new Int32Array(oldIds.length).fill(UNMATCHED),
    toOld: new Int32Array(newIds.length).fill(UNMATCHED),
  }
  const differ = new Differ(oldIds, newIds, map)
  const gaps: Gap[] = [{ oldFrom: 0, oldTo: oldIds.length, newFrom: 0, newTo: newIds.length, gram: 3 }]
  for (let gap = gaps.pop(); gap !== undefined; gap = gaps.pop()) differ.closeGap(gap, gaps)
  differ.matchMoved(3)
  differ.closeLeftGaps()
  differ.matchMoved(2)
  return map
}

class Differ {
  readonly #old: Int32Array
  readonly #new: Int32Array
  readonly #map: TokenMap
  readonly #leftGaps: Gap[] = []

  constructor(oldIds: Int32Array, newIds: Int32Array, map: TokenMap) {
    this.#old = oldIds
    this.#new = newIds
    this.#map = map
  }

  closeGap(gap: Gap, gaps: Gap[]): void {
    this.#matchEqualEnds(gap)
    const oldWords = gap.oldTo - gap.oldFrom
    const newWords = gap.newTo - gap.newFrom
    if (oldWords === 0 || newWords === 0) return
    if (oldWords <= SMALL_GAP_WORDS && newWords <= SMALL_GAP_WORDS) {
      matchCommonWords(this.#old, gap.oldFrom, gap.oldTo, this.#new, gap.newFrom, gap.newTo, (i, j) =>
        this.#match(i, j),
      )
      return
    }
    if (gap.gram < 2) {
      this.#leftGaps.push(gap)
      return
    }
    const { olds, news } = this.#uniqueGrams(gap)
    const chain = longestIncreasingChain(news)
    if (chain.length === 0) {
      gaps.push({ ...gap, gram: gap.gram - 1 })
      return
    }
    this.#splitAtChain(gap, chain, olds, news, gaps)
  }

  /** Trigrams can find their fellows anywhere among the words that are still unmatched on both sides. */
  matchMoved(gram: number): void {
    const whole = { oldFrom: 0, oldTo: this.#old.length, newFrom: 0, newTo: this.#new.length, gram }
    const { olds, news } = this.#uniqueGrams(whole)
    for (let k = 0; k < olds.length; k++) this.#extendMatch(at(olds, k), at(news, k), gram)
  }

  /** What repeats itself on both sides has no unique runs; there the shortest edit is the best guess, unless little agrees. */
  closeLeftGaps(): void {
    for (const { oldFrom, oldTo, newFrom, newTo } of this.#leftGaps) {
      const pairs: [number, number][] = []
      matchShortestEdit(this.#old, oldFrom, oldTo, this.#new, newFrom, newTo, (i, j) => pairs.push([i, j]))
      if (pairs.length < Math.min(oldTo - oldFrom, newTo - newFrom) * MIN_SHARE_IN_COMMON) continue
      for (const [i, j] of pairs) {
        if (at(this.#map.toNew, i) === UNMATCHED && at(this.#map.toOld, j) === UNMATCHED) this.#match(i, j)
      }
    }
  }

  #match(oldPosition: number, newPosition: number): void {
    this.#map.toNew[oldPosition] = newPosition
    this.#map.toOld[newPosition] = oldPosition
  }

  #matchEqualEnds(gap: Gap): void {
    while (
      gap.oldFrom < gap.oldTo &&
      gap.newFrom < gap.newTo &&
      at(this.#old, gap.oldFrom) === at(this.#new, gap.newFrom)
    ) {
      this.#match(gap.oldFrom++, gap.newFrom++)
    }
    while (
      gap.oldFrom < gap.oldTo &&
      gap.newFrom < gap.newTo &&
      at(this.#old, gap.oldTo - 1) === at(this.#new, gap.newTo - 1)
    ) {
      this.#match(--gap.oldTo, --gap.newTo)
    }
  }

  #splitAtChain(gap: Gap, chain: Int32Array, olds: Int32Array, news: Int32Array, gaps: Gap[]): void {
    let { oldFrom, newFrom } = gap
    for (let k = 0; k < chain.length; k++) {
      let i = at(olds, at(chain, k))
      let j = at(news, at(chain, k))
      if (i < oldFrom || j < newFrom) continue
      if (i > oldFrom || j > newFrom) gaps.push({ oldFrom, oldTo: i, newFrom, newTo: j, gram: gap.gram })
      while (i < gap.oldTo && j < gap.newTo && at(this.#old, i) === at(this.#new, j)) this.#match(i++, j++)
      oldFrom = i
      newFrom = j
    }
    gaps.push({ oldFrom, oldTo: gap.oldTo, newFrom, newTo: gap.newTo, gram: gap.gram })
  }

  #extendMatch(oldStart: number, newStart: number, gram: number): void {
    const isFree = (i: number, j: number) =>
      at(this.#map.toNew, i) === UNMATCHED &&
      at(this.#map.toOld, j) === UNMATCHED &&
      at(this.#old, i) === at(this.#new, j)
    for (let k = 0; k < gram; k++) if (!isFree(oldStart + k, newStart + k)) return
    let i = oldStart
    let j = newStart
    while (i > 0 && j > 0 && isFree(i - 1, j - 1)) {
      i--
      j--
    }
    while (i < this.#old.length && j < this.#new.length && isFree(i, j)) this.#match(i++, j++)
  }

  /** Grams of unmatched words that occur once on each side of the gap, in the order of the old text. */
  #uniqueGrams({ oldFrom, oldTo, newFrom, newTo, gram }: Gap): { olds: Int32Array; news: Int32Array } {
    const oldGrams = new GramCursor(this.#old, this.#map.toNew, gram)
    const newGrams = new GramCursor(this.#new, this.#map.toOld, gram)
    // In long texts every other gram, chosen by its hash, is enough: the words between follow from their neighbours.
    const free = oldGrams.countFree(oldFrom, oldTo)
    const skipped = free > MANY_WORDS ? 1 : 0
    const table = new GramTable(free)
    for (let i = oldFrom; i + gram <= oldTo; i++) {
      if (!oldGrams.isFree(i)) continue
      const hash = oldGrams.hash(i)
      if ((hash & skipped) === 0) table.addOld(hash, i)
    }
    for (let j = newFrom; j + gram <= newTo; j++) {
      if (!newGrams.isFree(j)) continue
      const hash = newGrams.hash(j)
      if ((hash & skipped) === 0) table.addNew(hash, j)
    }
    return table.pairs((i, j) => oldGrams.equals(i, newGrams, j))
  }
}
