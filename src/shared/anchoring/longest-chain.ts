import { at } from './word-tokens.ts'

/** Positions of a longest strictly increasing subsequence of `values` (patience sorting, O(n log n)). */
export function longestIncreasingChain(values: Int32Array): Int32Array {
  const before = new Int32Array(values.length)
  const tails = new Int32Array(values.length)
  let length = 0
  for (let i = 0; i < values.length; i++) {
    const value = at(values, i)
    let low = 0
    let high = length
    if (length > 0 && at(values, at(tails, length - 1)) < value) low = length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (at(values, at(tails, middle)) < value) low = middle + 1
      else high = middle
    }
    before[i] = low > 0 ? at(tails, low - 1) : -1
    tails[low] = i
    if (low === length) length++
  }
  const chain = new Int32Array(length)
  let position = length > 0 ? at(tails, length - 1) : -1
  for (let i = length - 1; i >= 0; i--) {
    chain[i] = position
    position = at(before, position)
  }
  return chain
}
