import { expect, test } from 'vitest'
import { authorsToText, textToAuthors } from './author-names.ts'

test('people and institutions survive editing', () => {
  const authors = [{ family: 'Okafor', given: 'Ifeoma' }, { literal: 'UNESCO' }, { family: 'Lind', given: 'Anna, Jr.' }]
  expect(authorsToText(authors)).toBe('Okafor, Ifeoma; UNESCO; Lind, Anna, Jr.')
  expect(textToAuthors(authorsToText(authors))).toEqual(authors)
})

test('stray separators name nobody', () => {
  expect(textToAuthors(' ; Okafor, ;')).toEqual([{ family: 'Okafor' }])
  expect(textToAuthors('')).toEqual([])
})
