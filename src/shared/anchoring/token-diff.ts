import { longestIncreasingChain } from './longest-chain.ts'
import { at } from './word-tokens.ts'

const UNMATCHED = -1
/** Gaps up to this many words on both sides are small enough for a full comparison. */
const SMALL_GAP_WORDS = 12

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
  differ.matchMoved(2)
  return map
}

class Differ {
  readonly #old: Int32Array
  readonly #new: Int32Array
  readonly #map: TokenMap

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
    if (gap.gram < 2) return
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
  #uniqueGrams(gap: Gap): { olds: Int32Array; news: Int32Array } {
    const table = new GramTable(gap.oldTo - gap.oldFrom)
    const oldGrams = new GramCursor(this.#old, this.#map.toNew, gap.gram)
    for (let i = gap.oldFrom; i + gap.gram <= gap.oldTo; i++) {
      if (oldGrams.isFree(i)) table.addOld(oldGrams.hash(i), i)
    }
    const newGrams = new GramCursor(this.#new, this.#map.toOld, gap.gram)
    for (let j = gap.newFrom; j + gap.gram <= gap.newTo; j++) {
      if (newGrams.isFree(j)) table.addNew(newGrams.hash(j), j)
    }
    return table.pairs((i, j) => oldGrams.equals(i, newGrams, j))
  }
}

class GramCursor {
  readonly #ids: Int32Array
  readonly #matches: Int32Array
  readonly #gram: number

  constructor(ids: Int32Array, matches: Int32Array, gram: number) {
    this.#ids = ids
    this.#matches = matches
    this.#gram = gram
  }

  isFree(position: number): boolean {
    for (let k = 0; k < this.#gram; k++) if (at(this.#matches, position + k) !== UNMATCHED) return false
    return true
  }

  hash(position: number): number {
    let hash = 0
    for (let k = 0; k < this.#gram; k++)
      hash = Math.imul(hash ^ at(this.#ids, position + k), 0x9e3779b1) ^ (hash >>> 13)
    return hash ^ (hash >>> 16)
  }

  equals(position: number, other: GramCursor, otherPosition: number): boolean {
    for (let k = 0; k < this.#gram; k++) {
      if (at(this.#ids, position + k) !== at(other.#ids, otherPosition + k)) return false
    }
    return true
  }
}

const ABSENT = -1
const REPEATED = -2

class GramTable {
  readonly #mask: number
  readonly #hashes: Int32Array
  readonly #oldPositions: Int32Array
  readonly #newPositions: Int32Array
  readonly #slotsInOrder: Int32Array
  #count = 0

  constructor(grams: number) {
    let size = 16
    while (size < grams * 2) size *= 2
    this.#mask = size - 1
    this.#hashes = new Int32Array(size)
    this.#oldPositions = new Int32Array(size).fill(ABSENT)
    this.#newPositions = new Int32Array(size).fill(ABSENT)
    this.#slotsInOrder = new Int32Array(grams)
  }

  addOld(hash: number, position: number): void {
    const slot = this.#slotOf(hash)
    if (at(this.#oldPositions, slot) !== ABSENT) {
      this.#oldPositions[slot] = REPEATED
      return
    }
    this.#hashes[slot] = hash
    this.#oldPositions[slot] = position
    this.#slotsInOrder[this.#count++] = slot
  }

  addNew(hash: number, position: number): void {
    const slot = this.#slotOf(hash)
    if (at(this.#oldPositions, slot) === ABSENT) return
    this.#newPositions[slot] = at(this.#newPositions, slot) === ABSENT ? position : REPEATED
  }

  pairs(isTrue: (oldPosition: number, newPosition: number) => boolean): { olds: Int32Array; news: Int32Array } {
    const olds = new Int32Array(this.#count)
    const news = new Int32Array(this.#count)
    let pairs = 0
    for (let k = 0; k < this.#count; k++) {
      const slot = at(this.#slotsInOrder, k)
      const i = at(this.#oldPositions, slot)
      const j = at(this.#newPositions, slot)
      if (i < 0 || j < 0 || !isTrue(i, j)) continue
      olds[pairs] = i
      news[pairs++] = j
    }
    return { olds: olds.subarray(0, pairs), news: news.subarray(0, pairs) }
  }

  #slotOf(hash: number): number {
    let slot = hash & this.#mask
    while (at(this.#oldPositions, slot) !== ABSENT && at(this.#hashes, slot) !== hash) slot = (slot + 1) & this.#mask
    return slot
  }
}

const MAX_COMPARED_WORDS = 64
const lengths = new Int32Array((MAX_COMPARED_WORDS + 1) * (MAX_COMPARED_WORDS + 1))

/** Reports the pairs of a longest common subsequence of two short ranges of words; does nothing if one has over 64 words. */
export function matchCommonWords(
  a: Int32Array,
  aFrom: number,
  aTo: number,
  b: Int32Array,
  bFrom: number,
  bTo: number,
  onPair: (aPosition: number, bPosition: number) => void,
): void {
  const rows = aTo - aFrom
  const columns = bTo - bFrom
  if (rows > MAX_COMPARED_WORDS || columns > MAX_COMPARED_WORDS) return
  const width = columns + 1
  for (let j = 0; j <= columns; j++) lengths[rows * width + j] = 0
  for (let i = rows - 1; i >= 0; i--) {
    lengths[i * width + columns] = 0
    for (let j = columns - 1; j >= 0; j--) {
      lengths[i * width + j] =
        at(a, aFrom + i) === at(b, bFrom + j)
          ? at(lengths, (i + 1) * width + j + 1) + 1
          : Math.max(at(lengths, (i + 1) * width + j), at(lengths, i * width + j + 1))
    }
  }
  let i = 0
  let j = 0
  while (i < rows && j < columns && at(lengths, i * width + j) > 0) {
    if (at(a, aFrom + i) === at(b, bFrom + j)) onPair(aFrom + i++, bFrom + j++)
    else if (at(lengths, (i + 1) * width + j) >= at(lengths, i * width + j + 1)) i++
    else j++
  }
}
