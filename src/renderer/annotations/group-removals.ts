import type { FidelityReport } from '../../shared/contract/clipping.ts'

export interface RemovalGroup {
  rule: string
  reason: string
  texts: string[]
}

/** What was left out of a page, by the rule that left it out; the rule that took the most comes first. */
export function groupRemovals(removed: FidelityReport['removed']): RemovalGroup[] {
  return [...Map.groupBy(removed, each => each.rule)]
    .map(([rule, members]) => ({
      rule,
      reason: members[0]?.reason ?? '',
      texts: members.map(each => each.text.replaceAll(/\s+/g, ' ').trim()).filter(Boolean),
    }))
    .sort((a, b) => b.texts.length - a.texts.length)
}
