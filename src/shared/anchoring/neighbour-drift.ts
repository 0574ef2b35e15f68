import { longestIncreasingChain } from './longest-chain.ts'
import { at } from './word-tokens.ts'

/** A passage whose new place is sure: `from` is its old offset (or its rank), `to` the new offset. */
export interface SurePlace {
  from: number
  to: number
}

const MIN_SURE_PLACES = 3
const MIN_SHARE_IN_ORDER = 0.8

/**
 * Foretells new offsets from the sure places around them by linear interpolation; places out of order (moved passages) are left out.
 * Null if there are too few sure places, or if they are not in order, so that nothing can be foretold.
 */
export function fitDrift(places: readonly SurePlace[]): ((from: number) => number) | null {
  const sorted = places.toSorted((a, b) => a.from - b.from)
  const chain = longestIncreasingChain(Int32Array.from(sorted, place => place.to))
  if (chain.length < MIN_SURE_PLACES || chain.length < sorted.length * MIN_SHARE_IN_ORDER) return null
  const froms = Float64Array.from(chain, k => (sorted[k] as SurePlace).from)
  const tos = Int32Array.from(chain, k => (sorted[k] as SurePlace).to)
  return from => interpolate(froms, tos, from)
}

function interpolate(froms: Float64Array, tos: Int32Array, from: number): number {
  let low = 1
  let high = froms.length - 1
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((froms[middle] as number) < from) low = middle + 1
    else high = middle
  }
  const left = froms[low - 1] as number
  const right = froms[low] as number
  if (from < left) return at(tos, low - 1) - (left - from)
  if (from > right || right === left) return at(tos, low) + (from - right)
  return at(tos, low - 1) + ((at(tos, low) - at(tos, low - 1)) * (from - left)) / (right - left)
}
