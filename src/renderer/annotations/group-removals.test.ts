import { expect, test } from 'vitest'
import { groupRemovals } from './group-removals.ts'

test('removals are gathered by rule, the busiest first', () => {
  const bar = { rule: 'share-bar', reason: 'Buttons to share the page' }
  const groups = groupRemovals([
    { rule: 'consent', reason: 'Consent banner', text: 'We value\n your privacy' },
    { ...bar, text: 'Tweet' },
    { ...bar, text: 'Mail' },
    { ...bar, text: '  ' },
  ])
  expect(groups).toEqual([
    { ...bar, texts: ['Tweet', 'Mail'] },
    { rule: 'consent', reason: 'Consent banner', texts: ['We value your privacy'] },
  ])
})
