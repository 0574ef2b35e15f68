import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mapTokens } from './token-diff.ts'

const ids = (text: string, vocabulary: Map<string, number>) =>
  Int32Array.from(text.split(' '), word => {
    if (!vocabulary.has(word)) vocabulary.set(word, vocabulary.size + 1)
    return vocabulary.get(word) as number
  })

function mapTexts(oldText: string, newText: string) {
  const vocabulary = new Map<string, number>()
  return Array.from(mapTokens(ids(oldText, vocabulary), ids(newText, vocabulary)).toNew)
}

describe('mapTokens', () => {
  it('follows words past replaced, deleted and inserted ones', () => {
    expect(mapTexts('the quick brown fox jumps over it', 'the slow brown fox over and it')).toEqual([
      0, -1, 2, 3, -1, 4, 6,
    ])
  })

  it('follows a passage that moved', () => {
    const [moved, rest] = ['one two three four five', 'a b c d e f g h i j k l m n o p q r']
    const map = mapTexts(`${moved} ${rest}`, `${rest} ${moved}`)
    expect(map.slice(0, 5)).toEqual([18, 19, 20, 21, 22])
    expect(map.slice(5)).toEqual(Array.from({ length: 18 }, (_, k) => k))
  })

  it('keeps the order of what repeats itself', () => {
    const verse = 'la la la refrain la la again'
    const map = mapTexts(Array(8).fill(verse).join(' '), `new words first ${Array(8).fill(verse).join(' ')}`)
    expect(map).toEqual(Array.from({ length: 56 }, (_, k) => k + 3))
  })

  it('pairs equal words, each with one other, the same both ways', () => {
    const anyIds = fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 80 }).map(words => Int32Array.from(words))
    fc.assert(
      fc.property(anyIds, anyIds, (oldIds, newIds) => {
        const { toNew, toOld } = mapTokens(oldIds, newIds)
        for (const [i, j] of toNew.entries()) {
          if (j < 0) continue
          expect(oldIds[i]).toBe(newIds[j])
          expect(toOld[j]).toBe(i)
        }
        expect(toNew.filter(j => j >= 0)).toHaveLength(toOld.filter(i => i >= 0).length)
      }),
    )
  })

  it('maps a text onto itself', () => {
    const anyIds = fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 200 }).map(words => Int32Array.from(words))
    fc.assert(
      fc.property(anyIds, words => {
        expect(Array.from(mapTokens(words, words).toNew)).toEqual(Array.from(words.keys()))
      }),
    )
  })
})
