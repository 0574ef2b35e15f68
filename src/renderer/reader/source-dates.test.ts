import { expect, test } from 'vitest'
import { formatPublished } from './source-dates.ts'

test('a date is shown with the precision it has', () => {
  expect(formatPublished('2025')).toBe('2025')
  expect(formatPublished('2025-03')).toBe('March 2025')
  expect(formatPublished('2025-03-03')).toBe('3 March 2025')
})

test('the day of a full timestamp is the day that was printed, whatever the time zone here', () => {
  expect(formatPublished('2025-03-03T23:30:00+00:00')).toBe('3 March 2025')
})

test('what is not a date stays as it is', () => {
  expect(formatPublished('Spring 2025')).toBe('Spring 2025')
})
