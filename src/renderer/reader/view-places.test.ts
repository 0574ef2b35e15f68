import { describe, expect, it } from 'vitest'
import { annotationFixture } from '../annotations/annotation-fixture.ts'
import { passageInReader, placeInView } from './view-places.ts'

const READER = 'A letter on keeping\nThe clerk keeps what was cited, whole.\nMicrofilm needed no network at all.'
const ORIGINAL = `Home About Microfilm\n${READER.replace('\n', '\nShare this letter\n')}\nRead next: the clerk keeps bees.`

const marked = (id: string, exact: string, text = READER) => {
  const start = text.indexOf(exact)
  return annotationFixture({ id, exact, start, end: start + exact.length })
}

describe('placeInView', () => {
  it('finds the passages in a page that holds more than the article, at the right one of two', () => {
    const placed = placeInView([marked('b', 'Microfilm'), marked('a', 'The clerk keeps')], ORIGINAL, READER)
    expect(placed.map(({ id, passage }) => [id, passage.start])).toEqual([
      ['a', ORIGINAL.indexOf('The clerk keeps what')],
      ['b', ORIGINAL.indexOf('Microfilm needed')],
    ])
    expect(placed[0]?.passage.exact).toBe('The clerk keeps')
  })

  it('goes by the words that stand in the reader now, not by those that were marked', () => {
    const start = READER.indexOf('was cited, whole')
    const found = annotationFixture({ id: 'a', exact: 'had been cited whole', start, end: start + 16 })
    expect(placeInView([found], ORIGINAL, READER)[0]?.passage).toMatchObject({
      start: ORIGINAL.indexOf('was cited, whole'),
      exact: 'had been cited whole',
    })
  })

  it('leaves out what the page does not hold', () => {
    const without = ORIGINAL.replace('Microfilm needed no network at all.', '')
    expect(placeInView([marked('b', 'needed no network at all')], without, READER)).toEqual([])
  })
})

describe('passageInReader', () => {
  const select = (words: string) => {
    const start = ORIGINAL.indexOf(words)
    return passageInReader(ORIGINAL, { start, end: start + words.length }, READER)
  }

  it('describes a selection of the original in the words and offsets of the reader', () => {
    expect(select('what was cited')).toMatchObject({ exact: 'what was cited', start: READER.indexOf('what was') })
  })

  it('refuses what the reader left out', () => {
    expect(select('Share this')).toBeNull()
    expect(select('the clerk keeps bees')).toBeNull()
  })
})
