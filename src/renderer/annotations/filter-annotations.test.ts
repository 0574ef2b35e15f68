import { expect, test } from 'vitest'
import { annotationFixture as make } from './annotation-fixture.ts'
import { colorsInUse, filterAnnotations, groupBySource, NO_FILTER, tagsInUse } from './filter-annotations.ts'

const first = make({ id: 'a', exact: 'Nobody planned that', color: 1, tags: ['method'], comment: 'cf. Müller' })
const second = make({ id: 'b', exact: 'four in five said', color: 2, tags: ['figures', 'method'], sourceId: 's2' })
const third = make({ id: 'c', exact: 'keeping begins', color: 1, sourceTitle: 'A title' })
const all = [first, second, third]
const ids = (found: { id: string }[]) => found.map(each => each.id)

test('colour, tag and text each narrow the list', () => {
  expect(ids(filterAnnotations(all, NO_FILTER))).toEqual(['a', 'b', 'c'])
  expect(ids(filterAnnotations(all, { ...NO_FILTER, color: 1 }))).toEqual(['a', 'c'])
  expect(ids(filterAnnotations(all, { ...NO_FILTER, tag: 'method' }))).toEqual(['a', 'b'])
  expect(ids(filterAnnotations(all, { text: 'FIVE', color: 2, tag: 'figures' }))).toEqual(['b'])
})

test('text is looked for in quotation, comment and tags, word by word, without accents', () => {
  expect(ids(filterAnnotations(all, { ...NO_FILTER, text: 'muller planned' }))).toEqual(['a'])
  expect(ids(filterAnnotations(all, { ...NO_FILTER, text: 'figures said' }))).toEqual(['b'])
  expect(filterAnnotations(all, { ...NO_FILTER, text: 'planned five' })).toEqual([])
})

test('what is in use is named once, in order', () => {
  expect(tagsInUse(all)).toEqual(['figures', 'method'])
  expect(colorsInUse(all)).toEqual([1, 2])
})

test('groups keep the order in which sources appear', () => {
  expect(groupBySource(all).map(group => [group.sourceId, ids(group.annotations)])).toEqual([
    ['s1', ['a', 'c']],
    ['s2', ['b']],
  ])
})
