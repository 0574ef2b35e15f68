import { describe, expect, it } from 'vitest'
import {
  countSelected,
  isSelected,
  movedIndex,
  NOTHING,
  rangeTo,
  selectAll,
  selectOnly,
  selectRange,
  toggleRow,
} from './selection.ts'

describe('selection', () => {
  it('holds one row after a plain choice, whatever was chosen before', () => {
    const selection = selectOnly(4, 'e')
    expect([...selection.ids]).toEqual(['e'])
    expect(selection).toMatchObject({ active: 4, anchor: 4, all: false })
  })

  it('toggles single rows', () => {
    const two = toggleRow(selectOnly(0, 'a'), 2, 'c')
    expect(countSelected(two, 10)).toBe(2)
    const one = toggleRow(two, 0, 'a')
    expect(isSelected(one, 'a')).toBe(false)
    expect(isSelected(one, 'c')).toBe(true)
  })

  it('extends from the anchor in both directions', () => {
    const selection = selectOnly(5, 'f')
    expect(rangeTo(selection, 8)).toEqual({ from: 5, to: 8 })
    expect(rangeTo(selection, 2)).toEqual({ from: 2, to: 5 })
    const extended = selectRange(selection, 8, ['f', 'g', 'h', 'i'])
    expect(extended).toMatchObject({ anchor: 5, active: 8 })
    expect(rangeTo(extended, 3)).toEqual({ from: 3, to: 5 })
  })

  it('extends from the row itself when nothing was chosen', () => {
    expect(rangeTo(NOTHING, 3)).toEqual({ from: 3, to: 3 })
  })

  it('takes all rows without naming them, and lets single ones out again', () => {
    const all = selectAll(selectOnly(1, 'b'))
    expect(isSelected(all, 'never loaded')).toBe(true)
    expect(countSelected(all, 100_000)).toBe(100_000)
    const without = toggleRow(all, 3, 'd')
    expect(isSelected(without, 'd')).toBe(false)
    expect(countSelected(without, 100_000)).toBe(99_999)
  })

  it.each([
    ['j', 0, 1],
    ['ArrowDown', 9, 9],
    ['k', 0, 0],
    ['ArrowUp', 5, 4],
    ['PageDown', 5, 9],
    ['PageUp', 5, 0],
    ['Home', 7, 0],
    ['End', 2, 9],
    ['ArrowDown', -1, 0],
    ['ArrowDown', 400, 9],
  ])('%s from row %i leads to row %i of ten', (key, from, to) => {
    expect(movedIndex(key, from, 10, 6)).toBe(to)
  })

  it('leaves other keys alone', () => {
    expect(movedIndex('e', 3, 10, 6)).toBeUndefined()
  })
})
