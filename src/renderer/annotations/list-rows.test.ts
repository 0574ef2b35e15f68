import { expect, test } from 'vitest'
import { annotationFixture as make } from './annotation-fixture.ts'
import { groupBySource } from './filter-annotations.ts'
import { listRows } from './list-rows.ts'

test('each source heads its highlights, which follow the text', () => {
  const late = make({ id: 'late', start: 90, end: 99 })
  const early = make({ id: 'early', start: 1, end: 9 })
  const other = make({ id: 'other', sourceId: 's2' })
  const rows = listRows(groupBySource([late, other, early]))
  expect(rows.map(row => row.key)).toEqual(['source:s1', 'early', 'late', 'source:s2', 'other'])
})
