import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MarkIntervals } from './mark-intervals.ts'

describe('MarkIntervals', () => {
  it('finds the marks around an offset, inner ones first', () => {
    const marks = new MarkIntervals([
      { id: 'outer', start: 0, end: 100 },
      { id: 'inner', start: 40, end: 50 },
      { id: 'after', start: 50, end: 60 },
    ])
    expect(marks.at(45).map(({ id }) => id)).toEqual(['inner', 'outer'])
    expect(marks.at(50).map(({ id }) => id)).toEqual(['after', 'outer'])
    expect(marks.at(100)).toEqual([])
  })

  it('finds what a look at every mark finds', () => {
    const anyMark = fc.tuple(fc.nat(60), fc.nat(20)).map(([start, length]) => ({ start, end: start + length }))
    fc.assert(
      fc.property(fc.array(anyMark), fc.nat(80), (marks, offset) => {
        const around = marks.filter(mark => mark.start <= offset && offset < mark.end)
        const found = new MarkIntervals(marks).at(offset)
        expect(found).toHaveLength(around.length)
        expect(new Set(found)).toEqual(new Set(around))
      }),
    )
  })
})
