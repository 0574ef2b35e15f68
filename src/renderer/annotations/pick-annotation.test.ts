import { expect, test } from 'vitest'
import { annotationFixture as make } from './annotation-fixture.ts'
import { isPlaced, neighbourAnnotation, pickMark } from './pick-annotation.ts'

const wide = make({ id: 'wide', start: 0, end: 100 })
const middle = make({ id: 'middle', start: 20, end: 60 })
const narrow = make({ id: 'narrow', start: 30, end: 40 })
const all = [wide, middle, narrow]

test('a click takes the innermost mark, and further clicks the ones around it, round again', () => {
  const under = ['narrow', 'middle', 'wide']
  expect(pickMark(under, null)).toBe('narrow')
  expect(pickMark(under, 'narrow')).toBe('middle')
  expect(pickMark(under, 'wide')).toBe('narrow')
  expect(pickMark(under, 'elsewhere')).toBe('narrow')
  expect(pickMark([], 'narrow')).toBeNull()
})

test('neighbours follow the text and go round', () => {
  expect(neighbourAnnotation(all, 'wide', 0, true)?.id).toBe('middle')
  expect(neighbourAnnotation(all, 'narrow', 0, true)?.id).toBe('wide')
  expect(neighbourAnnotation(all, 'wide', 0, false)?.id).toBe('narrow')
  expect(neighbourAnnotation(all, null, 25, true)?.id).toBe('narrow')
  expect(neighbourAnnotation(all, null, 0, false)?.id).toBe('narrow')
  expect(neighbourAnnotation([], null, 0, true)).toBeNull()
})

test('orphans and marks of other captures have no place', () => {
  expect(isPlaced(wide, 'n1')).toBe(true)
  expect(isPlaced(wide, 'n2')).toBe(false)
  expect(isPlaced(make({ id: 'o', status: 'orphan' }), 'n1')).toBe(false)
})
