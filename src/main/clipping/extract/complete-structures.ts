import type { PageAnalysis, Region } from './page-analysis.ts'
import { elementsOf } from './page-tree.ts'

/** A table of which this share of the text is kept is kept whole. */
const TABLE_SHARE = 0.35
const LIST_SHARE = 0.7
/** Of a list this long, a few stray items are furniture. */
const LONG_LIST = 4
const STRAY_SHARE = 0.25

/**
 * Judging line by line tears tables and lists apart; here they are made whole again. A table or list that is mostly kept
 * is kept entirely, the last stray item of a dropped list goes too. Changes `keep`.
 */
export function completeStructures(page: PageAnalysis, keep: boolean[]): void {
  for (const region of page.regions) {
    if (region.last < 0) continue
    const tag = region.element.tagName
    if (tag === 'table') completeTable(page, region, keep)
    else if (tag === 'pre') completeCode(region, keep)
    else if (tag === 'ul' || tag === 'ol' || tag === 'dl') completeList(page, region, keep)
  }
}

function keptShare(page: PageAnalysis, region: Region, keep: boolean[]): number {
  let kept = 0
  let total = 0
  for (let i = region.first; i <= region.last; i++) {
    const length = page.blocks[i]?.text.length ?? 0
    total += length
    if (keep[i]) kept += length
  }
  return total > 0 ? kept / total : 0
}

function setAll(region: Region, keep: boolean[], value: boolean): void {
  for (let i = region.first; i <= region.last; i++) keep[i] = value
}

function completeTable(page: PageAnalysis, table: Region, keep: boolean[]): void {
  if (!isData(table)) return
  const share = keptShare(page, table, keep)
  const linked = table.linkLength / Math.max(1, table.textLength)
  const enclosed = keep[table.first - 1] === true && keep[table.last + 1] === true && linked < 0.4
  if (share >= TABLE_SHARE || (enclosed && share > 0)) setAll(table, keep, true)
}

/** Rows of several short cells, no table within: the shape of data rather than of a page's layout. */
function isData(table: Region): boolean {
  let rows = 0
  let cells = 0
  for (const element of elementsOf(table.element)) {
    if (element.tagName === 'table') return false
    if (element.tagName === 'tr') rows++
    if (element.tagName === 'td' || element.tagName === 'th') cells++
  }
  return rows >= 2 && cells >= rows * 1.6 && table.textLength / Math.max(1, cells) < 250
}

/** How many lines away the kept text around a listing may stand. */
const CODE_DISTANCE = 3

/** Code between kept lines belongs to them, whatever it looks like. */
function completeCode(code: Region, keep: boolean[]): void {
  const before = keep.slice(Math.max(0, code.first - CODE_DISTANCE), code.first).includes(true)
  const after = keep.slice(code.last + 1, code.last + 1 + CODE_DISTANCE).includes(true)
  if (before && after) setAll(code, keep, true)
}

function completeList(page: PageAnalysis, list: Region, keep: boolean[]): void {
  const share = keptShare(page, list, keep)
  if (share >= LIST_SHARE) setAll(list, keep, true)
  else if (share <= STRAY_SHARE && share > 0 && list.blocks >= LONG_LIST && list.proseLength < list.textLength * 0.5)
    setAll(list, keep, false)
}
