import type { TextSpan } from '../../shared/anchoring/canonical-text.ts'

/** A text made comparable: case and diacritics gone, all white space a space, and the way back to the original offsets. */
export interface FoldedText {
  readonly folded: string
  /** Original offset of each folded character, and one more for the end; null where the two run in step. */
  readonly origin: Int32Array | null
}

const MARKS = /\p{M}+/gu

function foldCharacter(character: string): string {
  if (character === '\n' || character === '\u00a0') return ' '
  return character.normalize('NFKD').replace(MARKS, '').toLowerCase()
}

/** Folds a text for `findMatches`; do it once per text. */
export function foldText(text: string): FoldedText {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: plain ASCII folds without a map
  if (/^[\x00-\x7f]*$/.test(text)) return { folded: text.toLowerCase().replaceAll('\n', ' '), origin: null }
  const pieces: string[] = []
  const origin: number[] = []
  let at = 0
  for (const character of text) {
    const folded = character < '\x80' && character !== '\n' ? character.toLowerCase() : foldCharacter(character)
    for (let i = 0; i < folded.length; i++) origin.push(at)
    pieces.push(folded)
    at += character.length
  }
  origin.push(text.length)
  return { folded: pieces.join(''), origin: Int32Array.from(origin) }
}

/** Every place of `query` in the text, in order and without overlaps, whatever the case, accents or line breaks. */
export function findMatches(text: FoldedText, query: string): TextSpan[] {
  return foldedPlaces(text, query).map(place => toOriginal(text, place))
}

function foldedPlaces({ folded }: FoldedText, query: string): TextSpan[] {
  const wanted = foldText(query.trim().replaceAll(/\s+/g, ' ')).folded
  const places: TextSpan[] = []
  if (wanted === '') return places
  for (let start = folded.indexOf(wanted); start >= 0; start = folded.indexOf(wanted, start + wanted.length)) {
    places.push({ start, end: start + wanted.length })
  }
  return places
}

function toOriginal(text: FoldedText, { start, end }: TextSpan): TextSpan {
  return { start: text.origin?.[start] ?? start, end: endOf(text, end) }
}

/** The original end of a match: a character belongs to it whole, also when only a part of what it folds to was matched. */
function endOf({ origin }: FoldedText, end: number): number {
  if (!origin) return end
  let at = end
  while (at < origin.length - 1 && origin[at] === origin[at - 1]) at++
  return origin[at] ?? end
}

const LETTER = /[\p{L}\p{N}]/u
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u

/** Every place where a word begins with one of these, in order; in scripts without spaces they are found anywhere. */
export function findWordStarts(text: FoldedText, words: readonly string[]): TextSpan[] {
  const beginsWord = ({ start }: TextSpan) => {
    const before = text.folded.charAt(start - 1)
    return !LETTER.test(before) || UNSPACED.test(before)
  }
  return words
    .flatMap(word => foldedPlaces(text, word).filter(beginsWord))
    .map(place => toOriginal(text, place))
    .sort((a, b) => a.start - b.start || b.end - a.end)
}

/** Where searched-for words stand: the whole phrase, else the first word of the closest place that holds the most of them. */
export function findWords(text: FoldedText, words: readonly string[]): TextSpan | null {
  const phrase = findMatches(text, words.join(' '))[0]
  if (phrase) return phrase
  const hits = words
    .flatMap((word, index) => findMatches(text, word).map(span => ({ ...span, index })))
    .sort((a, b) => a.start - b.start)
  let best: { span: TextSpan; distinct: number } | null = null
  for (const [at, hit] of hits.entries()) {
    const near = new Set<number>()
    for (let i = at; i < hits.length; i++) {
      const other = hits[i]
      if (!other || other.start - hit.start > WINDOW) break
      near.add(other.index)
    }
    if (!best || near.size > best.distinct) best = { span: { start: hit.start, end: hit.end }, distinct: near.size }
  }
  return best?.span ?? null
}

/** Characters within which words count as standing together: about a paragraph. */
const WINDOW = 600
