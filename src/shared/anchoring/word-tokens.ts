/** The words of a text as parallel arrays: vocabulary number, first character, character after the last. */
export interface WordTokens {
  readonly text: string
  readonly ids: Int32Array
  readonly starts: Int32Array
  readonly ends: Int32Array
}

/** `values[position]` for positions known to be inside. */
export function at(values: Int32Array, position: number): number {
  return values[position] as number
}

/** The number of the line break, which counts as a word of its own: paragraphs are landmarks. */
export const LINE_BREAK = 0

/** Numbers words 1, 2, 3, …; words with one 32-bit hash share a number, which the alignment that follows can bear. */
export class Vocabulary {
  #slots = new Int32Array(1 << 12)
  #hashes = new Int32Array(1 << 11)
  #size = 0

  constructor() {
    this.idOf(0)
  }

  get size(): number {
    return this.#size
  }

  idOf(hash: number): number {
    const mask = this.#slots.length - 1
    let slot = hash & mask
    for (let entry = at(this.#slots, slot); entry !== 0; entry = at(this.#slots, slot)) {
      if (at(this.#hashes, entry - 1) === hash) return entry - 1
      slot = (slot + 1) & mask
    }
    this.#hashes[this.#size] = hash
    this.#size++
    this.#slots[slot] = this.#size
    if (this.#size === this.#hashes.length) this.#grow()
    return this.#size - 1
  }

  #grow(): void {
    const hashes = new Int32Array(this.#hashes.length * 2)
    hashes.set(this.#hashes)
    const slots = new Int32Array(this.#slots.length * 2)
    const mask = slots.length - 1
    for (let id = 0; id < this.#size; id++) {
      let slot = at(hashes, id) & mask
      while (at(slots, slot) !== 0) slot = (slot + 1) & mask
      slots[slot] = id + 1
    }
    this.#hashes = hashes
    this.#slots = slots
  }
}

const OTHER = 1
const WORD = 2
const SINGLE = 3
const LINE_FEED = 4
const LINE_FEED_CODE = 10

const charClasses = new Uint8Array(0x10000)
const lowerCodes = new Uint16Array(0x10000)

/** Scripts written without spaces between words: every character is a word. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}]/u
const WORD_CHARACTER = /[\p{L}\p{N}\p{M}]/u

/**
 * Splits a text into words: runs of letters, digits and marks without regard to case; single characters in scripts that put no
 * spaces between words and outside the basic plane; line feeds. Punctuation and other spaces separate words and are not words.
 */
export function tokenizeWords(text: string, vocabulary: Vocabulary): WordTokens {
  let capacity = 16 + (text.length >> 2)
  let ids = new Int32Array(capacity)
  let starts = new Int32Array(capacity)
  let ends = new Int32Array(capacity)
  let count = 0
  const length = text.length
  let position = 0
  while (position < length) {
    const code = text.charCodeAt(position)
    const kind = charClasses[code] || classify(code)
    if (kind === OTHER) {
      position++
      continue
    }
    const start = position
    let hash = Math.imul(0x811c9dc5 ^ (lowerCodes[code] as number), 0x01000193)
    position++
    if (kind === WORD) {
      for (; position < length; position++) {
        const next = text.charCodeAt(position)
        if ((charClasses[next] || classify(next)) !== WORD) break
        hash = Math.imul(hash ^ (lowerCodes[next] as number), 0x01000193)
      }
    } else if (kind === SINGLE && isHighSurrogate(code) && position < length) {
      hash = Math.imul(hash ^ text.charCodeAt(position), 0x01000193)
      position++
    }
    if (count === capacity) {
      capacity *= 2
      ids = grown(ids, capacity)
      starts = grown(starts, capacity)
      ends = grown(ends, capacity)
    }
    ids[count] = kind === LINE_FEED ? LINE_BREAK : vocabulary.idOf(hash ^ (hash >>> 15))
    starts[count] = start
    ends[count] = position
    count++
  }
  return { text, ids: ids.subarray(0, count), starts: starts.subarray(0, count), ends: ends.subarray(0, count) }
}

/** How often each word of the vocabulary occurs. */
export function countWords(ids: Int32Array, vocabularySize: number): Int32Array {
  const counts = new Int32Array(vocabularySize)
  for (let i = 0; i < ids.length; i++) counts[at(ids, i)] = at(counts, at(ids, i)) + 1
  return counts
}

/** The first token that ends after `offset`. */
export function tokenAt(tokens: WordTokens, offset: number): number {
  let low = 0
  let high = tokens.ends.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (at(tokens.ends, middle) <= offset) low = middle + 1
    else high = middle
  }
  return low
}

function classify(code: number): number {
  if (code === LINE_FEED_CODE) {
    charClasses[code] = LINE_FEED
    return LINE_FEED
  }
  const char = String.fromCharCode(code)
  const lower = char.toLowerCase()
  lowerCodes[code] = lower.length === 1 ? lower.charCodeAt(0) : code
  const kind = isSurrogate(code) || UNSPACED.test(char) ? SINGLE : WORD_CHARACTER.test(char) ? WORD : OTHER
  charClasses[code] = kind
  return kind
}

function isSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdfff
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff
}

function grown(values: Int32Array, capacity: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(capacity)
  larger.set(values)
  return larger
}
