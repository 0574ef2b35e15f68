import { readTruth, type Truth } from './truth.ts'

export interface Score {
  p: number
  r: number
  f1: number
}

const WORD = /[\p{L}\p{N}_]+/gu
const CJK = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}\\p{Script=Thai}'
const CHARACTER = new RegExp(`[${CJK}]|(?:(?![${CJK}])[\\p{L}\\p{N}_])+`, 'gu')

function countsOf(units: string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const unit of units) counts.set(unit, (counts.get(unit) ?? 0) + 1)
  return counts
}

function windowsOf(tokens: string[]): string[] {
  if (tokens.length === 0) return []
  return Array.from({ length: Math.max(0, tokens.length - 4) + 1 }, (_, i) => tokens.slice(i, i + 4).join(' '))
}

/** Bags of lower-cased words for the mixed pages; windows of four tokens elsewhere. */
export function unitsOf(set: string, text: string): Map<string, number> {
  if (set === 'pages') return countsOf(text.toLowerCase().match(WORD) ?? [])
  return countsOf(windowsOf(text.match(set === 'chinese' ? CHARACTER : WORD) ?? []))
}

export function compare(truth: Map<string, number>, found: Map<string, number>): Score {
  let shared = 0
  let wanted = 0
  let given = 0
  for (const count of truth.values()) wanted += count
  for (const [unit, count] of found) {
    given += count
    shared += Math.min(count, truth.get(unit) ?? 0)
  }
  const p = given ? shared / given : 0
  const r = wanted ? shared / wanted : 0
  return { p, r, f1: p + r ? (2 * p * r) / (p + r) : 0 }
}

export function meanScore(scores: Score[]): Score {
  const mean = (pick: (score: Score) => number) =>
    scores.reduce((sum, score) => sum + pick(score), 0) / Math.max(1, scores.length)
  return { p: mean(s => s.p), r: mean(s => s.r), f1: mean(s => s.f1) }
}

/** The score of one set as its makers count it: mean of the pages' F1, or F1 of the means. */
export function totalScore(set: string, scores: Score[]): Score {
  const mean = meanScore(scores)
  return set === 'pages' ? mean : { ...mean, f1: mean.p + mean.r ? (2 * mean.p * mean.r) / (mean.p + mean.r) : 0 }
}

export function scorePage(root: string, set: string, id: string, text: string): Score & { truth: Truth } {
  const truth = readTruth(root, set, id)
  return { ...compare(unitsOf(set, truth.text), unitsOf(set, text)), truth }
}
