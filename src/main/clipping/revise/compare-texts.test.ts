import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { TextChange } from '../../../shared/contract/clipping.ts'
import { compareTexts } from './compare-texts.ts'

const side = (changes: TextChange[], not: 'added' | 'removed') =>
  changes
    .filter(change => change.kind !== not)
    .map(change =>
      change.runs
        .filter(run => run.kind !== not)
        .map(run => run.text)
        .join(''),
    )
    .join('\n')

it('tells a changed paragraph word by word, between what stayed and what came and went', () => {
  const older = 'Keepers wrote books.\nThe storm came at noon.\nNobody saw it.\nEnd.'
  const newer = 'Keepers wrote books.\nThe storm came at midnight.\nA ship was lost with all its cargo.\nEnd.'
  expect(compareTexts(older, newer)).toEqual([
    { kind: 'same', runs: [{ kind: 'same', text: 'Keepers wrote books.' }] },
    {
      kind: 'changed',
      runs: [
        { kind: 'same', text: 'The storm came at ' },
        { kind: 'removed', text: 'noon' },
        { kind: 'added', text: 'midnight' },
        { kind: 'same', text: '.' },
      ],
    },
    { kind: 'added', runs: [{ kind: 'added', text: 'A ship was lost with all its cargo.' }] },
    { kind: 'removed', runs: [{ kind: 'removed', text: 'Nobody saw it.' }] },
    { kind: 'same', runs: [{ kind: 'same', text: 'End.' }] },
  ])
})

it('works where words are not spaced', () => {
  const [change] = compareTexts('灯台守は四時間ごとに天気を書いた。', '灯台守は四時間ごとに風を書いた。')
  expect(change?.kind).toBe('changed')
  expect(change?.runs.filter(run => run.kind === 'added').map(run => run.text)).toEqual(['風'])
})

it('loses no character of either text', () => {
  const text = fc.array(fc.constantFrom('storm', 'light', ' ', '. ', '\n', 'é', '灯')).map(parts => parts.join(''))
  fc.assert(
    fc.property(text, text, (older, newer) => {
      const changes = compareTexts(older, newer)
      expect(side(changes, 'added')).toBe(older)
      expect(side(changes, 'removed')).toBe(newer)
    }),
  )
})
