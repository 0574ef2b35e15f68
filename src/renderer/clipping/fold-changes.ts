import type { TextChange } from '../../shared/contract/clipping.ts'

/** Paragraphs that changed, or a stretch of several that did not. */
export interface ChangeGroup {
  isFolded: boolean
  /** Position of the first among all paragraphs. */
  first: number
  changes: TextChange[]
}

/** From this many on, unchanged paragraphs are folded: one alone takes no more room than the words that would stand for it. */
const FOLD_FROM = 2

/** Parts a comparison into what is shown and stretches of unchanged paragraphs that are folded away. */
export function foldChanges(changes: readonly TextChange[]): ChangeGroup[] {
  const groups: ChangeGroup[] = []
  for (const [first, change] of changes.entries()) {
    const last = groups.at(-1)
    const isSame = change.kind === 'same'
    if (last && last.isFolded === isSame) last.changes.push(change)
    else groups.push({ isFolded: isSame, first, changes: [change] })
  }
  return groups.map(group => ({ ...group, isFolded: group.isFolded && group.changes.length >= FOLD_FROM }))
}
