import { expect, test } from 'vitest'
import { placeBeside } from './toolbar-placement.ts'

const view = { left: 0, top: 100, right: 600, bottom: 700 }
const size = { width: 200, height: 40 }
const line = (top: number, left = 100, right = 400) => ({ left, top, right, bottom: top + 28 })

test('above the first line, in its middle', () => {
  expect(placeBeside([line(300), line(328)], size, view)).toEqual({ left: 150, top: 252 })
})

test('below the last line where there is no room above', () => {
  expect(placeBeside([line(110), line(138)], size, view)).toEqual({ left: 150, top: 174 })
})

test('at the bottom edge when a passage fills the view', () => {
  expect(placeBeside([line(60), line(800)], size, view).top).toBe(652)
})

test('never out of the view sideways', () => {
  expect(placeBeside([line(300, 560, 590)], size, view).left).toBe(392)
  expect(placeBeside([line(300, 0, 20)], size, view).left).toBe(8)
})

test('stays with a passage that is scrolled out of sight', () => {
  expect(placeBeside([line(900)], size, view).top).toBe(852)
  expect(placeBeside([line(20)], size, view).top).toBe(56)
})
