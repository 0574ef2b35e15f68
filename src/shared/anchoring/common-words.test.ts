import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matchCommonWords, matchShortestEdit } from './common-words.ts'

type Pair = [number, number]
const anyWords = fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 14 }).map(words => Int32Array.from(words))

function pairsOf(match: typeof matchCommonWords, a: Int32Array, b: Int32Array): Pair[] {
  const pairs: Pair[] = []
  match(a, 0, a.length, b, 0, b.length, (i, j) => pairs.push([i, j]))
  return pairs.sort((first, second) => first[0] - second[0])
}

/** The length of a longest common subsequence, by trying everything. */
function longestCommon(a: readonly number[], b: readonly number[]): number {
  const [first, ...rest] = a
  if (first === undefined || b.length === 0) return 0
  const skipped = longestCommon(rest, b)
  const found = b.indexOf(first)
  return found < 0 ? skipped : Math.max(skipped, 1 + longestCommon(rest, b.slice(found + 1)))
}

function expectOrder(pairs: Pair[], a: Int32Array, b: Int32Array): void {
  for (const [k, [i, j]] of pairs.entries()) {
    expect(a[i]).toBe(b[j])
    const before = pairs[k - 1]
    if (before) expect(before[0] < i && before[1] < j).toBe(true)
  }
}

describe('matchShortestEdit', () => {
  it('finds as many pairs as a longest common subsequence has', () => {
    fc.assert(
      fc.property(anyWords, anyWords, (a, b) => {
        const pairs = pairsOf(matchShortestEdit, a, b)
        expectOrder(pairs, a, b)
        expect(pairs).toHaveLength(longestCommon(Array.from(a), Array.from(b)))
      }),
    )
  })
})

describe('matchCommonWords', () => {
  it('pairs equal words in order', () => {
    fc.assert(fc.property(anyWords, anyWords, (a, b) => expectOrder(pairsOf(matchCommonWords, a, b), a, b)))
  })

  it('prefers words replaced one by one to a pair far away', () => {
    // "and faster ships the" became "the faster posters a": "faster" is the same word, "the" is not.
    expect(pairsOf(matchCommonWords, Int32Array.of(1, 2, 3, 4), Int32Array.of(4, 2, 5, 6))).toEqual([[1, 1]])
  })
})
