import { expect, test } from 'vitest'
import { readingMinutes, timeLeft, wordsPerMinute } from './reading-time.ts'

test('reading speed follows the language and its regional forms', () => {
  expect(wordsPerMinute('en-GB')).toBe(228)
  expect(wordsPerMinute('DE')).toBe(179)
  expect(wordsPerMinute('eo')).toBe(200)
  expect(wordsPerMinute(null)).toBe(200)
})

test('an article never takes less than a minute', () => {
  expect(readingMinutes(40, 'en')).toBe(1)
  expect(readingMinutes(2508, 'en')).toBe(11)
})

test('what is left shrinks with progress and ends', () => {
  expect(timeLeft(2508, 0.38, 'en')).toBe('7 min left')
  expect(timeLeft(2508, 0.95, 'en')).toBe('less than a minute left')
  expect(timeLeft(2508, 1, 'en')).toBe('finished')
})
