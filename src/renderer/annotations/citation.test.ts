import { expect, test } from 'vitest'
import { quotationText, shortCitation } from './citation.ts'

const record = {
  title: 'What small libraries know',
  authors: [{ family: 'Okafor', given: 'Ifeoma' }],
  siteName: 'The Long Shelf',
  published: '2025-03-03',
  url: 'https://shelf.example/what',
}

test('authors and year, as many as fit', () => {
  expect(shortCitation(record)).toBe('Okafor 2025')
  expect(shortCitation({ ...record, authors: [...record.authors, { literal: 'UNESCO' }] })).toBe(
    'Okafor and UNESCO 2025',
  )
  expect(shortCitation({ ...record, authors: [{ family: 'A' }, { family: 'B' }, { family: 'C' }] })).toBe(
    'A et al. 2025',
  )
})

test('site, then title, stand in for missing authors', () => {
  expect(shortCitation({ ...record, authors: [], published: null })).toBe('The Long Shelf n.d.')
  expect(shortCitation({ ...record, authors: [], siteName: null })).toBe('What small libraries know 2025')
})

test('a copied quotation is one line and names its source and address', () => {
  expect(quotationText('Nobody planned\nthat.', record)).toBe(
    '“Nobody planned that.” (Okafor 2025, What small libraries know, https://shelf.example/what)',
  )
  expect(quotationText('x', { ...record, authors: [], siteName: null, url: null })).toBe(
    '“x” (What small libraries know 2025)',
  )
})
