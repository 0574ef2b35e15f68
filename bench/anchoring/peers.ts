import search from 'approx-string-match'
import { toTextPosition } from 'dom-anchor-text-quote'
import type { Quote } from '../../src/shared/anchoring/locate-quotes.ts'

/** A place found by another library; null if it found none. Neither library says how sure it is. */
export interface PeerPlace {
  start: number
  end: number
}

/** Errors allowed in a quotation, as Hypothesis' client allows them. */
const MAX_ERRORS = 256

/** npm `approx-string-match` over the whole text; of the matches with fewest errors the one nearest to the old offset. */
export function locateByApproxMatch(quote: Quote, newText: string): PeerPlace | null {
  const matches = search(newText, quote.exact, Math.min(MAX_ERRORS, quote.exact.length / 2))
  const fewest = Math.min(...matches.map(({ errors }) => errors))
  const distance = ({ start }: PeerPlace) => Math.abs(start - (quote.start ?? 0))
  const best = matches.filter(({ errors }) => errors === fewest).toSorted((a, b) => distance(a) - distance(b))[0]
  return best ?? null
}

/** npm `dom-anchor-text-quote` with the old offset as its hint; of the DOM it asks for the text alone. */
export function locateByDomAnchor(quote: Quote, newText: string): PeerPlace | null {
  const { exact, prefix, suffix, start } = quote
  return toTextPosition({ textContent: newText }, { exact, prefix, suffix }, { hint: start })
}
