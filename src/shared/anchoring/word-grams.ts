import { at } from './word-tokens.ts'

const UNMATCHED = -1

/** The runs of `gram` words of a text of which some words are matched already. */
export class GramCursor {
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

  /** At least the number of grams that are free within the range. */
  countFree(from: number, to: number): number {
    let free = 0
    for (let i = from; i < to; i++) if (at(this.#matches, i) === UNMATCHED) free++
    return free
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

const ABSENT = 0
const REPEATED = -1
/** A slot holds a hash, then a position plus one (or `ABSENT`, `REPEATED`) in the old and in the new text: one cache line. */
const SLOT = 4
const OLD = 1
const NEW = 2

/** Finds the word runs that occur once in each of two texts. */
export class GramTable {
  readonly #mask: number
  readonly #table: Int32Array
  readonly #slotsInOrder: Int32Array
  #count = 0

  constructor(grams: number) {
    let size = 16
    while (size < grams * 2) size *= 2
    this.#mask = size - 1
    this.#table = new Int32Array(size * SLOT)
    this.#slotsInOrder = new Int32Array(grams)
  }

  addOld(hash: number, position: number): void {
    const slot = this.#slotOf(hash)
    if (at(this.#table, slot + OLD) !== ABSENT) {
      this.#table[slot + OLD] = REPEATED
      return
    }
    this.#table[slot] = hash
    this.#table[slot + OLD] = position + 1
    this.#slotsInOrder[this.#count++] = slot
  }

  addNew(hash: number, position: number): void {
    const slot = this.#slotOf(hash)
    if (at(this.#table, slot + OLD) === ABSENT) return
    this.#table[slot + NEW] = at(this.#table, slot + NEW) === ABSENT ? position + 1 : REPEATED
  }

  /** The positions of the runs that occur once on each side, in the order of the old text. */
  pairs(isTrue: (oldPosition: number, newPosition: number) => boolean): { olds: Int32Array; news: Int32Array } {
    const olds = new Int32Array(this.#count)
    const news = new Int32Array(this.#count)
    let pairs = 0
    for (let k = 0; k < this.#count; k++) {
      const slot = at(this.#slotsInOrder, k)
      const i = at(this.#table, slot + OLD) - 1
      const j = at(this.#table, slot + NEW) - 1
      if (i < 0 || j < 0 || !isTrue(i, j)) continue
      olds[pairs] = i
      news[pairs++] = j
    }
    return { olds: olds.subarray(0, pairs), news: news.subarray(0, pairs) }
  }

  #slotOf(hash: number): number {
    const table = this.#table
    let bucket = (hash >>> 1) & this.#mask
    while (at(table, bucket * SLOT + OLD) !== ABSENT && at(table, bucket * SLOT) !== hash)
      bucket = (bucket + 1) & this.#mask
    return bucket * SLOT
  }
}
