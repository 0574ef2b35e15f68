import type { Quote } from '../../src/shared/anchoring/locate-quotes.ts'
import { seededRandom } from './seeded-random.ts'

/** Words with what separates them from the next one; paragraphs are separated by line feeds. */
export interface SplitText {
  paragraphs: string[][]
  separator: string
}

/** A quotation with the place it must be found at; null if the passage was deleted. */
export interface TrueQuote {
  quote: Quote
  truth: { start: number; end: number } | null
}

export interface EditedText {
  oldText: string
  newText: string
  quotes: TrueQuote[]
}

export interface EditOptions {
  seed: number
  /** Share of the words that are changed: 70 % of them replaced, 15 % deleted, 15 % followed by an inserted word. */
  changedShare: number
  quotes: number
  minWords: number
  maxWords: number
}

const DELETED_PARAGRAPHS = 0.05
const INSERTED_PARAGRAPHS = 0.05
const MOVED_PARAGRAPHS = 0.02
const CONTEXT_CHARACTERS = 32

interface NewWord {
  text: string
  /** Number of the old word it is or replaces; -1 for inserted ones. */
  origin: number
  isReplaced: boolean
}

/** Edits a text and draws quotations from it, with the truth kept word by word: the same seed gives the same result. */
export function editText(source: SplitText, options: EditOptions): EditedText {
  const random = seededRandom(options.seed)
  const vocabulary = source.paragraphs.flat()
  const anyWord = () => vocabulary[Math.floor(random() * vocabulary.length)] as string
  const edited: NewWord[][] = []
  const moved: NewWord[][] = []
  const movedOrigins = new Set<number>()
  let origin = 0
  for (const paragraph of source.paragraphs) {
    const first = origin
    origin += paragraph.length
    const fate = random()
    if (fate < DELETED_PARAGRAPHS) continue
    const words = editWords(paragraph, first, options.changedShare, random, anyWord)
    if (fate < DELETED_PARAGRAPHS + MOVED_PARAGRAPHS) {
      moved.push(words)
      for (let k = first; k < origin; k++) movedOrigins.add(k)
    } else edited.push(words)
    if (random() < INSERTED_PARAGRAPHS) {
      edited.push(paragraph.map(() => ({ text: anyWord(), origin: -1, isReplaced: false })))
    }
  }
  for (const words of moved) edited.splice(Math.floor(random() * (edited.length + 1)), 0, words)
  const spans = joinNew(edited, source.separator, origin)
  const old = joinOld(source)
  return { oldText: old.text, newText: spans.text, quotes: drawQuotes(old, spans, movedOrigins, options, random) }
}

function editWords(
  paragraph: string[],
  first: number,
  share: number,
  random: () => number,
  anyWord: () => string,
): NewWord[] {
  const words: NewWord[] = []
  for (const [k, text] of paragraph.entries()) {
    const kept = { text, origin: first + k, isReplaced: false }
    if (random() >= share) {
      words.push(kept)
      continue
    }
    const kind = random()
    if (kind < 0.7) words.push({ text: anyWord(), origin: first + k, isReplaced: true })
    else if (kind >= 0.85) words.push(kept, { text: anyWord(), origin: -1, isReplaced: false })
  }
  return words
}

interface OldSpans {
  text: string
  starts: number[]
  ends: number[]
  paragraphOf: number[]
}

function joinOld(source: SplitText): OldSpans {
  const spans: OldSpans = { text: '', starts: [], ends: [], paragraphOf: [] }
  const parts: string[] = []
  let length = 0
  for (const [p, paragraph] of source.paragraphs.entries()) {
    for (const [k, word] of paragraph.entries()) {
      const separator = k > 0 ? source.separator : p > 0 ? '\n' : ''
      length += separator.length
      spans.starts.push(length)
      length += word.length
      spans.ends.push(length)
      spans.paragraphOf.push(p)
      parts.push(separator, word)
    }
  }
  spans.text = parts.join('')
  return spans
}

interface NewSpans {
  text: string
  starts: Int32Array
  ends: Int32Array
  isKept: Uint8Array
}

function joinNew(paragraphs: NewWord[][], separator: string, oldWords: number): NewSpans {
  const starts = new Int32Array(oldWords).fill(-1)
  const ends = new Int32Array(oldWords)
  const isKept = new Uint8Array(oldWords)
  const parts: string[] = []
  let length = 0
  for (const paragraph of paragraphs) {
    for (const [k, word] of paragraph.entries()) {
      const before = k > 0 ? separator : length > 0 ? '\n' : ''
      length += before.length
      if (word.origin >= 0) {
        starts[word.origin] = length
        ends[word.origin] = length + word.text.length
        isKept[word.origin] = word.isReplaced ? 0 : 1
      }
      length += word.text.length
      parts.push(before, word.text)
    }
  }
  return { text: parts.join(''), starts, ends, isKept }
}

function drawQuotes(
  old: OldSpans,
  spans: NewSpans,
  moved: Set<number>,
  options: EditOptions,
  random: () => number,
): TrueQuote[] {
  const quotes: TrueQuote[] = []
  const words = old.starts.length
  while (quotes.length < options.quotes) {
    const length = options.minWords + Math.floor(random() * (options.maxWords - options.minWords + 1))
    const first = Math.floor(random() * (words - length))
    const last = first + length - 1
    const isCross = old.paragraphOf[first] !== old.paragraphOf[last]
    // A passage of which a part moved away has no one true place.
    if (isCross && Array.from({ length }, (_, k) => first + k).some(word => moved.has(word))) continue
    const start = old.starts[first] as number
    const end = old.ends[last] as number
    quotes.push({ quote: quoteAt(old.text, start, end, `q${quotes.length}`), truth: truthOf(spans, first, last) })
  }
  return quotes
}

function quoteAt(text: string, start: number, end: number, id: string): Quote {
  return {
    id,
    exact: text.slice(start, end),
    prefix: text.slice(Math.max(0, start - CONTEXT_CHARACTERS), start),
    suffix: text.slice(end, end + CONTEXT_CHARACTERS),
    start,
    end,
  }
}

/** From the first to the last word that is still there or was replaced; a passage of which no word is left as it was is gone. */
function truthOf(spans: NewSpans, first: number, last: number): { start: number; end: number } | null {
  let start = Number.POSITIVE_INFINITY
  let end = -1
  let isAnyKept = false
  for (let word = first; word <= last; word++) {
    const at = spans.starts[word] as number
    if (at < 0) continue
    start = Math.min(start, at)
    end = Math.max(end, spans.ends[word] as number)
    isAnyKept ||= spans.isKept[word] === 1
  }
  return isAnyKept ? { start, end } : null
}
