import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { NoteId } from '../../shared/contract/ids.ts'
import { authorsLine, parseAuthors } from './report-front.tsx'
import { withMoved } from './section-list.tsx'

describe('parseAuthors', () => {
  it('reads names and affiliations', () => {
    expect(parseAuthors('Ines Duarte (University of Porto); A. Lee;')).toEqual([
      { name: 'Ines Duarte', affiliation: 'University of Porto' },
      { name: 'A. Lee' },
    ])
  })
  it('keeps up with a line that is being typed', () => {
    expect(parseAuthors('Ines Duarte (Univ')).toEqual([{ name: 'Ines Duarte', affiliation: 'Univ' }])
    expect(parseAuthors(' ; ')).toEqual([])
  })
  it('reads back what is written', () => {
    const word = fc.stringMatching(/^[A-Za-zé.]{1,8}( [A-Za-zé.]{1,8})?$/)
    const author = fc.record({ name: word, affiliation: word }, { requiredKeys: ['name'] })
    fc.assert(
      fc.property(fc.array(author), authors => {
        expect(parseAuthors(authorsLine(authors))).toEqual(authors)
      }),
    )
  })
})

describe('withMoved', () => {
  const sections = ['a', 'b', 'c'].map(id => ({ noteId: id as NoteId, title: id, included: true }))
  const order = (from: number, to: number) =>
    withMoved(sections, from, to)
      .map(section => section.noteId)
      .join('')
  it('moves one and keeps the order of the others', () => {
    expect(order(0, 2)).toBe('bca')
    expect(order(2, 0)).toBe('cab')
    expect(order(1, 1)).toBe('abc')
  })
  it('stays inside the list', () => {
    expect(order(0, 9)).toBe('bca')
    expect(order(9, 0)).toBe('abc')
  })
})
