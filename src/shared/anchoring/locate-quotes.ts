import { fitDrift } from './neighbour-drift.ts'
import { OldPassages, type OldPlace } from './old-passages.ts'
import { foldSpaces, type PreparedQuote, prepareQuote, type Quote, spanOfWords } from './quote-words.ts'
import { SearchableText } from './searchable-text.ts'
import type { Candidate } from './span-alignment.ts'
import { Vocabulary } from './word-tokens.ts'

export type { Quote } from './quote-words.ts'

/**
 * Where a quotation stands in a text. `exact`: word for word; `fuzzy`: changed; `orphan`: not found (then `start` and `end` are 0 and
 * `text` is empty). `uncertain` places ask to be confirmed by a person. `score` says how well words and context agree (0 to 1).
 */
export interface LocatedQuote {
  id: string
  status: 'exact' | 'fuzzy' | 'orphan'
  uncertain: boolean
  start: number
  end: number
  text: string
  score: number
}

interface Finding {
  prepared: PreparedQuote
  /** Acceptable places, the chosen one first. */
  candidates: Candidate[]
  /** Followed from the old text, or searched in the new one. */
  way: 'followed' | 'searched'
  /** Doubts that do not show in the scores. */
  isDoubtful: boolean
}

const UNCERTAIN_BELOW_SCORE = 0.75
const UNCERTAIN_MARGIN = 0.1
/** Context agreement under which a searched place is doubtful, however well the words agree. */
const UNCERTAIN_BELOW_CONTEXT = 0.4
const MIN_SCORE = 0.4
const MIN_EXACT_SCORE = 0.35
/** A passage of which little is left can still be known by its surroundings. */
const MIN_CONTEXT_OF_REPLACED = 0.6
/** Weight of unbroken agreement by which what is left of a passage is known: less is needed where both texts were compared. */
const MIN_FOLLOWED_REMNANT = 1.5
const MIN_SEARCHED_REMNANT = 3.5
/** A searched place this far (in characters) from where its neighbours went is doubtful. */
const FAR_CHARACTERS = 3_000
const SURE_SCORE = 0.85
const COMPARED_CONTEXT_CHARACTERS = 32

/**
 * Finds quotations in a text that may have changed since they were made; results in the order of the quotations. A quotation that stands
 * at its old offset amid its old context is taken at once. With the old text, the words of both texts are compared (patience diff) and
 * passages are followed; without it, and for what the comparison loses, quotations are searched by the places of their word pairs.
 * Time is linear in the texts but for the sorting of what agrees.
 */
export function locateQuotes(quotes: readonly Quote[], newText: string, oldText?: string): LocatedQuote[] {
  const settled = quotes.map(quote => locateAtPosition(quote, newText))
  if (settled.every(located => located !== null)) return settled
  const vocabulary = new Vocabulary()
  const text = new SearchableText(newText, vocabulary)
  const prepared = quotes.map((quote, k) => (settled[k] ? null : prepareQuote(quote, vocabulary)))
  const old = oldText === undefined ? null : new OldPassages(new SearchableText(oldText, vocabulary), text)
  const oldPlaces = old?.findPlaces(prepared.map(quote => (quote && hasWords(quote) ? quote : null))) ?? []
  const findings = prepared.map((quote, k) => {
    if (quote === null || !hasWords(quote)) return null
    return findQuote(quote, text, old, oldPlaces[k] ?? null)
  })
  settleByNeighbours(findings, settled, text)
  return quotes.map((quote, k) => {
    const finding = findings[k]
    return settled[k] ?? (finding ? report(finding, text) : locateWordless(quote, newText))
  })
}

function hasWords(quote: PreparedQuote): boolean {
  return quote.exactTo > quote.exactFrom
}

/** The quotation at its own offset, if it and the characters on both sides are unchanged. */
function locateAtPosition(quote: Quote, text: string): LocatedQuote | null {
  const { start, end, exact, prefix, suffix } = quote
  if (start === undefined || end === undefined || end <= start) return null
  if (text.charAt(start) !== exact.charAt(0)) return null
  const found = text.slice(start, end)
  if (foldSpaces(found) !== foldSpaces(exact)) return null
  const before = foldSpaces(prefix.slice(-COMPARED_CONTEXT_CHARACTERS))
  const after = foldSpaces(suffix.slice(0, COMPARED_CONTEXT_CHARACTERS))
  const around = 2 * COMPARED_CONTEXT_CHARACTERS
  if (!foldSpaces(text.slice(Math.max(0, start - around), start)).endsWith(before)) return null
  if (!foldSpaces(text.slice(end, end + around)).startsWith(after)) return null
  return { id: quote.id, status: 'exact', uncertain: false, start, end, text: found, score: 1 }
}

/** Quotations of punctuation alone are only looked for as they stand. */
function locateWordless(quote: Quote, text: string): LocatedQuote {
  const { id, exact, prefix, suffix } = quote
  const attempts = [
    { before: prefix, after: suffix },
    { before: prefix, after: '' },
    { before: '', after: suffix },
  ]
  for (const { before, after } of attempts) {
    const wanted = before + exact + after
    const found = exact === '' || wanted === exact ? -1 : text.indexOf(wanted)
    if (found < 0) continue
    const start = found + before.length
    const uncertain = text.includes(wanted, found + 1) || before === '' || after === ''
    return { id, status: 'exact', uncertain, start, end: start + exact.length, text: exact, score: uncertain ? 0.5 : 1 }
  }
  return orphan(id)
}

function orphan(id: string): LocatedQuote {
  return { id, status: 'orphan', uncertain: false, start: 0, end: 0, text: '', score: 0 }
}

function findQuote(
  prepared: PreparedQuote,
  text: SearchableText,
  old: OldPassages | null,
  oldPlace: OldPlace | null,
): Finding {
  if (old !== null && oldPlace !== null) {
    const followed = old.follow(oldPlace)
    if (followed !== null && isAcceptable(followed, MIN_FOLLOWED_REMNANT)) {
      return { prepared, candidates: [followed], way: 'followed', isDoubtful: oldPlace.isAmbiguous }
    }
  }
  const candidates = text.search.findCandidates(prepared).filter(found => {
    if (!isAcceptable(found, MIN_SEARCHED_REMNANT)) return false
    return old === null || oldPlace === null || !old.isTaken(found, oldPlace)
  })
  return { prepared, candidates, way: 'searched', isDoubtful: oldPlace !== null }
}

function isAcceptable(candidate: Candidate, minRemnant: number): boolean {
  if (candidate.exactScore >= MIN_EXACT_SCORE && candidate.score >= MIN_SCORE) return true
  if (candidate.unbrokenWeight >= minRemnant) return true
  return candidate.exactScore > 0 && candidate.contextScore >= MIN_CONTEXT_OF_REPLACED
}

/** Chooses among equally good searched places the one nearest to where the neighbours went, and doubts places far from there. */
function settleByNeighbours(
  findings: (Finding | null)[],
  settled: readonly (LocatedQuote | null)[],
  text: SearchableText,
): void {
  const searched = findings.filter(finding => finding?.way === 'searched')
  if (searched.length === 0) return
  const hasOffsets = searched.every(finding => finding?.prepared.quote.start !== undefined)
  const oldOffset = (finding: Finding, rank: number) => (hasOffsets ? (finding.prepared.quote.start as number) : rank)
  const startOf = (candidate: Candidate) => text.tokens.starts[candidate.fromWord] as number
  const sure = findings.flatMap((finding, rank) => {
    const [best, second] = finding?.candidates ?? []
    if (finding === null || best === undefined || best.score < SURE_SCORE) return []
    if (second !== undefined && second.score > best.score - 2 * UNCERTAIN_MARGIN) return []
    return [{ from: oldOffset(finding, rank), to: startOf(best) }]
  })
  for (const [rank, located] of settled.entries()) {
    if (located !== null) sure.push({ from: hasOffsets ? located.start : rank, to: located.start })
  }
  const foretell = fitDrift(sure)
  if (foretell === null) return
  for (const [rank, finding] of findings.entries()) {
    if (finding === null || finding.way !== 'searched') continue
    const expected = foretell(oldOffset(finding, rank))
    const distance = (candidate: Candidate) => Math.abs(startOf(candidate) - expected)
    const best = finding.candidates[0]
    if (best === undefined) continue
    const rivals = finding.candidates.filter(candidate => candidate.score > best.score - UNCERTAIN_MARGIN)
    const others = finding.candidates.slice(rivals.length)
    rivals.sort((a, b) => distance(a) - distance(b))
    finding.candidates = [...rivals, ...others]
    if (hasOffsets && distance(rivals[0] as Candidate) > FAR_CHARACTERS) finding.isDoubtful = true
  }
}

/** The numbers of a passage in order. A passage with other numbers says something else, however alike its words are. */
function figuresOf(text: string): string {
  return (text.match(/\p{N}+/gu) ?? []).join(' ')
}

function report(finding: Finding, text: SearchableText): LocatedQuote {
  const { prepared, candidates, way, isDoubtful } = finding
  const [chosen, ...others] = candidates
  const { id } = prepared.quote
  if (chosen === undefined) return orphan(id)
  const { start, end } = spanOfWords(text.tokens, chosen.fromWord, chosen.toWord, prepared)
  const found = text.tokens.text.slice(start, end)
  const hasRival = others.some(other => other.score > chosen.score - UNCERTAIN_MARGIN)
  const isOutOfContext = way === 'searched' && chosen.contextScore < UNCERTAIN_BELOW_CONTEXT
  const hasOtherFigures = figuresOf(found) !== figuresOf(prepared.quote.exact)
  return {
    id,
    status: foldSpaces(found) === prepared.folded ? 'exact' : 'fuzzy',
    uncertain: isDoubtful || hasRival || isOutOfContext || hasOtherFigures || chosen.score < UNCERTAIN_BELOW_SCORE,
    start,
    end,
    text: found,
    score: chosen.score,
  }
}
