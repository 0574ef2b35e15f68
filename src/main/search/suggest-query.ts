import type { Database } from 'better-sqlite3'
import { type ParsedQuery, textTerms } from './parse-query.ts'

const MAX_CANDIDATES = 50_000

/** Letters as the index keeps them: lower case, no diacritics. */
const fold = (word: string) => word.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()

/**
 * How many letters must be put in, taken out, replaced or swapped with a neighbour, up to `most`; optimal string
 * alignment (Damerau 1964, Wagner and Fischer 1974).
 */
export function editDistance(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return most + 1
  let beforeLast: number[] = []
  let last = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let i = 1; i <= one.length; i++) {
    const row = [i]
    for (let j = 1; j <= other.length; j++) {
      const cost = one[i - 1] === other[j - 1] ? 0 : 1
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + cost)
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]
      if (swapped) best = Math.min(best, (beforeLast[j - 2] ?? 0) + 1)
      row.push(best)
    }
    if (Math.min(...row) > most) return most + 1
    beforeLast = last
    last = row
  }
  return last[other.length] ?? most + 1
}

/** The word of the library nearest to `word`, the more frequent of equals; null when none is near. */
function nearestWord(db: Database, word: string): string | null {
  const folded = fold(word)
  const most = folded.length <= 4 ? 1 : 2
  const letters = [...new Set([folded[0], folded[1]])].filter(letter => letter !== undefined)
  let best: { term: string; distance: number; documents: number } | null = null
  for (const letter of letters) {
    const rows = db
      .prepare('SELECT term, doc AS documents FROM full_terms WHERE term >= ? AND term < ? LIMIT ?')
      .all(letter, `${letter}\uffff`, MAX_CANDIDATES) as { term: string; documents: number }[]
    for (const { term, documents } of rows) {
      const distance = editDistance(folded, term, most)
      if (distance === 0 || distance > most) continue
      if (!best || distance < best.distance || (distance === best.distance && documents > best.documents)) {
        best = { term, distance, documents }
      }
    }
  }
  return best?.term ?? null
}

const isKnown = (db: Database, word: string) =>
  db.prepare('SELECT 1 FROM full_terms WHERE term = ?').get(fold(word)) !== undefined

/** The query with each word that the library does not hold replaced by the nearest it does; null when that changes nothing. */
export function suggestQuery(db: Database, text: string, query: ParsedQuery): string | null {
  let suggestion = text
  for (const word of new Set(textTerms(query).flatMap(term => term.words))) {
    if (word.length < 3 || isKnown(db, word)) continue
    const nearest = nearestWord(db, word)
    if (nearest) suggestion = suggestion.replace(word, nearest)
  }
  return suggestion === text ? null : suggestion
}
