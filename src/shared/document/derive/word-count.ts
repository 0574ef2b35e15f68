import type { NoteDocument } from '../document.ts'
import { documentLines } from './lines.ts'

export interface WordCount {
  words: number
  /** Code points, line breaks not counted. */
  characters: number
}

// Chinese and Japanese are counted by character, as word processors do; Korean, which has spaces, by word.
const IDEOGRAPH = String.raw`[[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}]&&\p{L}]`
const UNSPACED = String.raw`[\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]+`
const WORD = String.raw`[[\p{L}\p{M}\p{N}_]--[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]]`
const TOKEN = new RegExp(`(?<run>${UNSPACED})|${IDEOGRAPH}|${WORD}+(?:['’.,\\-\u00ad\u2010\u2011]${WORD}+)*`, 'gv')

/** How many words a person would count in the text: "don't", "3.14" and "well-known" are one, each CJK character is one. */
export function countWords(text: string): number {
  let words = 0
  for (const match of text.matchAll(TOKEN)) {
    words += match.groups?.run === undefined ? 1 : countUnspacedWords(match[0])
  }
  return words
}

function countUnspacedWords(run: string): number {
  const segmenter = new Intl.Segmenter('th', { granularity: 'word' })
  return Array.from(segmenter.segment(run)).filter(segment => segment.isWordLike).length
}

/** Words and characters a reader sees: headings, text, captions, footnotes and code; not formulas or alternative text. */
export function wordCount(document: NoteDocument): WordCount {
  const text = documentLines(document)
    .filter(line => line.kind !== 'math' && line.kind !== 'alt')
    .map(line => line.text)
  return {
    words: text.reduce((sum, line) => sum + countWords(line), 0),
    characters: text.reduce((sum, line) => sum + Array.from(line.replace(/\n/g, '')).length, 0),
  }
}
