import { hasUnlikelyName, isWithin, type PageAnalysis, type Region } from './page-analysis.ts'

export interface BlockChoice {
  keep: boolean[]
  /** Why a block inside the chosen part was dropped, by block index. */
  reasons: Map<number, string>
}

const OUTSIDE = new Set(['nav', 'aside', 'footer', 'form', 'button', 'figcaption'])

/** The blocks that belong to the page's main text. */
export function selectBlocks(page: PageAnalysis): BlockChoice {
  const { candidate } = page
  const reasons = new Map<number, string>()
  const keep = page.blocks.map((block, i) => {
    const region = page.regionOf[i] as Region
    if (!candidate) return block.linkLength < block.text.length * 0.5
    if (!isWithin(region, candidate)) return false
    for (let at: Region | undefined = region; at && at !== candidate; at = at.parent) {
      if (OUTSIDE.has(at.element.tagName)) {
        reasons.set(i, `inside <${at.element.tagName}>`)
        return false
      }
      const linkDensity = at.linkLength / Math.max(1, at.textLength)
      if (linkDensity > 0.6 && at.blocks > 2 && at.textLength > 80) {
        reasons.set(i, 'mostly links')
        return false
      }
      if (at.mask && hasUnlikelyName({ ...at, masks: at.mask }) && at.proseLength < candidate.proseLength * 0.3) {
        reasons.set(i, 'named as page furniture')
        return false
      }
    }
    return true
  })
  return { keep, reasons }
}
