import { diffArrays } from 'diff'
import type { TextChange } from '../../../shared/contract/clipping.ts'

/** Beyond this the texts have little in common, and finer work would only take time. */
const TIME_LIMIT_MS = 8_000
const PARAGRAPH_TIME_LIMIT_MS = 500
/** Share of common words from which two paragraphs are versions of one. */
const SAME_PARAGRAPH = 0.4

type Run = TextChange['runs'][number]

const words = new Intl.Segmenter(undefined, { granularity: 'word' })
const tokensOf = (text: string) => [...words.segment(text)].map(each => each.segment)

/** Two canonical texts compared paragraph by paragraph, and changed paragraphs word by word (Myers' differences). */
export function compareTexts(older: string, newer: string): TextChange[] {
  const [from, to] = [older.split('\n'), newer.split('\n')]
  const parts = diffArrays(from, to, { timeout: TIME_LIMIT_MS })
  if (!parts) return [...from.map(removed), ...to.map(added)]
  const changes: TextChange[] = []
  let gone: string[] = []
  for (const part of parts) {
    if (part.removed) {
      gone.push(...part.value)
      continue
    }
    if (part.added) changes.push(...pairUp(gone, part.value))
    else changes.push(...gone.map(removed), ...part.value.map(same))
    gone = []
  }
  return [...changes, ...gone.map(removed)]
}

const same = (text: string): TextChange => ({ kind: 'same', runs: [{ kind: 'same', text }] })
const added = (text: string): TextChange => ({ kind: 'added', runs: [{ kind: 'added', text }] })
const removed = (text: string): TextChange => ({ kind: 'removed', runs: [{ kind: 'removed', text }] })

/** Paragraphs that went and paragraphs that came at the same place, in order; alike ones are one that changed. */
function pairUp(gone: string[], come: string[]): TextChange[] {
  const out: TextChange[] = []
  let next = 0
  for (const text of come) {
    const bag = new Set(tokensOf(text))
    const at = gone.findIndex((old, index) => index >= next && likeness(old, bag) >= SAME_PARAGRAPH)
    if (at < 0) {
      out.push(added(text))
      continue
    }
    out.push(...gone.slice(next, at).map(removed), changed(gone[at] as string, text))
    next = at + 1
  }
  return [...out, ...gone.slice(next).map(removed)]
}

/** Dice's coefficient over the words, spaces left out. */
function likeness(old: string, bag: Set<string>): number {
  const oldBag = new Set(tokensOf(old).filter(token => token.trim() !== ''))
  let common = 0
  for (const token of oldBag) if (bag.has(token)) common++
  const size = [...bag].filter(token => token.trim() !== '').length + oldBag.size
  return size === 0 ? 0 : (2 * common) / size
}

function changed(old: string, text: string): TextChange {
  const parts = diffArrays(tokensOf(old), tokensOf(text), { timeout: PARAGRAPH_TIME_LIMIT_MS })
  const runs: Run[] = parts
    ? parts.map(part => ({ kind: part.added ? 'added' : part.removed ? 'removed' : 'same', text: part.value.join('') }))
    : [
        { kind: 'removed', text: old },
        { kind: 'added', text },
      ]
  return { kind: 'changed', runs }
}
