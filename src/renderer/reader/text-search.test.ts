import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findMatches, findWords, foldText } from './text-search.ts'

const matches = (text: string, query: string) =>
  findMatches(foldText(text), query).map(({ start, end }) => text.slice(start, end))

test('case, accents and line breaks make no difference', () => {
  expect(matches('Café crème, CAFE CREME,\ncafe\ncrème', 'café crème')).toEqual([
    'Café crème',
    'CAFE CREME',
    'cafe\ncrème',
  ])
})

test('decomposed accents belong to the match', () => {
  expect(matches('un cafe\u0301 noir', 'café')).toEqual(['cafe\u0301'])
})

test('Chinese is found without word boundaries', () => {
  expect(matches('数字保存的成本：一个地方图书馆的账目', '保存')).toEqual(['保存'])
})

test('a part of a Korean syllable matches the syllable whole', () => {
  expect(matches('한국의 책', '하')).toEqual(['한'])
})

test('matches do not overlap and an empty query finds nothing', () => {
  expect(findMatches(foldText('aaaa'), 'aa')).toEqual([
    { start: 0, end: 2 },
    { start: 2, end: 4 },
  ])
  expect(findMatches(foldText('aaaa'), '  ')).toEqual([])
})

test('letters that fold to several characters keep later offsets right', () => {
  expect(matches('ﬁne and ﬁnal print', 'final')).toEqual(['ﬁnal'])
  expect(matches('İstanbul, then İzmir', 'izmir')).toEqual(['İzmir'])
})

test('any word of a text is found at a place that reads like it', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme', minLength: 1 }), { minLength: 1 }), fc.nat(), (words, pick) => {
      const text = words.join(' ')
      const word = words[pick % words.length] ?? ''
      for (const { start, end } of findMatches(foldText(text), word)) {
        expect(start).toBeLessThan(end)
        expect(foldText(text.slice(start, end)).folded).toContain(foldText(word.trim().replaceAll(/\s+/g, ' ')).folded)
      }
    }),
  )
})

test('searched words are shown where they stand together', () => {
  const filler = 'nothing to see here '.repeat(60)
  const text = `closed doors. ${filler} the source was closed to us`
  const found = findWords(foldText(text), ['closed', 'source'])
  expect(found?.start).toBe(text.indexOf('source'))
  expect(findWords(foldText(text), ['doors', 'nothing'])?.start).toBe(text.indexOf('doors'))
  expect(findWords(foldText(text), ['absent'])).toBeNull()
})
