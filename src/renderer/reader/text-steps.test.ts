import { expect, test } from 'vitest'
import { blockAt, extendSelection } from './text-steps.ts'

const text = 'Before.\nDr. Okafor kept it. Nobody planned that! Why?\nAfter.'
const block = { start: 8, end: 53 }
const sentence = { unit: 'sentence', language: 'en' } as const
const word = { unit: 'word', language: 'en' } as const
const read = (span: { start: number; end: number } | null) => span && text.slice(span.start, span.end)

test('a selection begins with the first words of the block and grows', () => {
  const first = extendSelection(text, block, null, { ...word, forward: true })
  expect(read(first)).toBe('Dr')
  const second = extendSelection(text, block, first, { ...word, forward: true })
  expect(read(second)).toBe('Dr. Okafor')
  expect(read(extendSelection(text, block, second, { ...word, forward: false }))).toBe('Dr')
  expect(extendSelection(text, block, first, { ...word, forward: false })).toBeNull()
})

test('sentences keep their mark and leave the space after it out', () => {
  const upToThat = extendSelection(text, block, { start: 28, end: 34 }, { ...sentence, forward: true })
  expect(read(upToThat)).toBe('Nobody planned that!')
})

test('the block is the limit', () => {
  const whole = { start: 8, end: 53 }
  expect(extendSelection(text, block, whole, { ...sentence, forward: true })).toEqual(whole)
})

test('an unknown language tag is no obstacle, and Japanese has words', () => {
  const japanese = '図書館の本'
  const span = extendSelection(japanese, { start: 0, end: 5 }, null, { unit: 'word', forward: true, language: 'x!' })
  expect(span?.end).toBe(3)
})

test('the block of an offset, or the last one after the end', () => {
  const blocks = [
    { start: 0, end: 7 },
    { start: 8, end: 53 },
  ]
  expect(blockAt(blocks, 7)).toBe(1)
  expect(blockAt(blocks, 3)).toBe(0)
  expect(blockAt(blocks, 90)).toBe(1)
  expect(blockAt([], 0)).toBe(-1)
})
