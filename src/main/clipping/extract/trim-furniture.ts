import { groupBit } from './class-words.ts'
import type { PageAnalysis, Region } from './page-analysis.ts'
import { CUE_NAMES, textCues } from './text-cues.ts'

/** Where the name of a part and the words of a line say the same, nothing is left to judge. */
const AGREEMENTS: readonly (readonly [classGroup: string, cue: string])[] = [
  ['signup', 'subscribe'],
  ['share', 'share'],
  ['related', 'related'],
  ['consent', 'consent'],
  ['advert', 'advert'],
  ['author', 'byline'],
  ['meta', 'date'],
]
const PAIRS = AGREEMENTS.map(([group, cue]) => [groupBit(group), 1 << CUE_NAMES.indexOf(cue)] as const)
const LONGEST_FURNITURE = 200
/** Ancestors whose names count. */
const LEVELS = 3

/** Takes lines of furniture out of `keep`: named and worded as such, or links alone before and after all prose. */
export function trimFurniture(page: PageAnalysis, keep: boolean[]): void {
  for (const block of page.blocks) {
    if (!keep[block.index] || block.text.length > LONGEST_FURNITURE) continue
    const mask = nearMask(page.regionOf[block.index] as Region)
    if (!PAIRS.some(([group]) => mask & group)) continue
    const cues = textCues(block.text)
    if (PAIRS.some(([group, cue]) => mask & group && cues & cue)) keep[block.index] = false
  }
  trimLinks(page, keep, page.blocks.length, 1)
  trimLinks(page, keep, page.blocks.length, -1)
}

function nearMask(region: Region): number {
  let mask = 0
  for (let at: Region | undefined = region, level = 0; at && level < LEVELS; at = at.parent, level++) mask |= at.mask
  return mask
}

function trimLinks(page: PageAnalysis, keep: boolean[], count: number, step: 1 | -1): void {
  if (!page.blocks.some(block => keep[block.index] && page.prose[block.index])) return
  for (let i = step === 1 ? 0 : count - 1; i >= 0 && i < count; i += step) {
    const block = page.blocks[i]
    if (!block || !keep[i]) continue
    if (page.prose[i] || block.linkLength < block.text.length * 0.9) return
    keep[i] = false
  }
}
