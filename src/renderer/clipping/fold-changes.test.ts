import { expect, it } from 'vitest'
import type { TextChange } from '../../shared/contract/clipping.ts'
import { foldChanges } from './fold-changes.ts'

const paragraph = (kind: 'same' | 'added' | 'removed', text: string): TextChange => ({ kind, runs: [{ kind, text }] })

it('folds stretches of unchanged paragraphs and shows the others, in their order', () => {
  const changes = [
    ...[paragraph('same', 'a'), paragraph('same', 'b'), paragraph('added', 'c'), paragraph('removed', 'd')],
    ...[paragraph('same', 'e'), paragraph('added', 'f')],
  ]
  const groups = foldChanges(changes).map(({ isFolded, first, changes: of }) => [isFolded, first, of.length])
  expect(groups).toEqual([
    [true, 0, 2],
    [false, 2, 2],
    [false, 4, 1],
    [false, 5, 1],
  ])
  expect(foldChanges([])).toEqual([])
})
