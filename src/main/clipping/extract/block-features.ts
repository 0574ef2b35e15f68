import type { BlockFacts, BlockGroup } from './block-facts.ts'
import { DISTANCES, FEATURE_NAMES } from './block-feature-names.ts'
import { isWithin, type Region } from './page-analysis.ts'
import { type PageCues, squeeze, wordsOf } from './page-cues.ts'
import type { TextBlock } from './text-blocks.ts'
import { CUE_NAMES } from './text-cues.ts'

const WIDTH = FEATURE_NAMES.length

/** One row of numbers per block: what the block model judges by. Rows are laid end to end. */
export function blockFeatures(facts: BlockFacts): Float32Array {
  const { page } = facts
  const rows = new Float32Array(page.blocks.length * WIDTH)
  for (const block of page.blocks) {
    const row = rows.subarray(block.index * WIDTH, (block.index + 1) * WIDTH)
    let at = own(facts, block, row, 0)
    const mask = facts.cueMasks[block.index] as number
    for (let i = 0; i < CUE_NAMES.length; i++) row[at++] = (mask >> i) & 1
    const distances = facts.distances.get(page.regionOf[block.index] as Region) as Int8Array
    for (let i = 0; i < DISTANCES; i++) row[at++] = distances[i] as number
    at = place(facts, block, row, at)
    at = around(facts, block, row, at)
    at = regions(facts, block, row, at)
    at = groups(facts, block, row, at)
    whole(facts, row, at)
  }
  return rows
}
const TAG_ORDER = [
  'p',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'li',
  'div',
  'td',
  'th',
  'dt',
  'dd',
  'blockquote',
  'pre',
  'figcaption',
  'section',
  'article',
  'button',
  'body',
]

function own({ page, lengths, linkDensity }: BlockFacts, block: TextBlock, row: Float32Array, at: number): number {
  const { text, container } = block
  const i = block.index
  const length = lengths[i] as number
  const words = text.length > 2000 ? text.slice(0, 2000).split(' ') : text.split(' ')
  let capitals = 0
  for (const word of words) if (/^\p{Lu}/u.test(word)) capitals++
  row[at++] = Math.log2(1 + length)
  row[at++] = words.length
  row[at++] = linkDensity[i] as number
  row[at++] = block.links
  row[at++] = block.strongLength / text.length
  row[at++] = text.match(/[,，、،]/g)?.length ?? 0
  row[at++] = text.match(/[.!?](?=\s|$)|[。！？…؟।]/g)?.length ?? 0
  row[at++] = /[.!?。！？…؟।]["'”’»)\]]*$/.test(text) ? 1 : 0
  row[at++] = (text.match(/\d/g)?.length ?? 0) / text.length
  row[at++] = capitals / words.length
  row[at++] = text.length > 1 && text === text.toUpperCase() && text !== text.toLowerCase() ? 1 : 0
  row[at++] = page.prose[i] ? 1 : 0
  row[at++] = /^\p{Ll}/u.test(text) ? 1 : 0
  row[at++] = block.afterBreak ? 1 : 0
  row[at++] = block.preformatted ? 1 : 0
  row[at++] = block.imagesBefore
  row[at++] = /[:：]$/.test(text) ? 1 : 0
  row[at++] = /[?？]$/.test(text) ? 1 : 0
  const tag = TAG_ORDER.indexOf(container.tagName)
  row[at++] = tag < 0 ? TAG_ORDER.length : tag
  row[at++] = page.regionOf[i]?.depth ?? 0
  row[at++] = block.linkLength >= text.length * 0.9 ? 1 : 0
  return at
}

function place(
  { page, cues, textBefore, duplicates }: BlockFacts,
  block: TextBlock,
  row: Float32Array,
  at: number,
): number {
  const i = block.index
  const region = page.regionOf[i] as Region
  const { candidate } = page
  row[at++] = i / page.blocks.length
  row[at++] = (textBefore[i] as number) / Math.max(1, page.textLength)
  row[at++] = cues.titleBlock < 0 ? -200 : Math.max(-100, Math.min(100, i - cues.titleBlock))
  row[at++] = i === cues.titleBlock ? 1 : 0
  row[at++] = titleOverlap(block.text, cues)
  let share = 0
  let common: Region | undefined = region
  if (candidate) {
    while (common && !isWithin(candidate, common)) {
      common = common.parent
    }
    share = candidate.proseLength / Math.max(1, page.proseLength)
  }
  const span = candidate ? Math.max(1, candidate.last - candidate.first) : 1
  row[at++] = candidate && isWithin(region, candidate) ? 1 : 0
  row[at++] = candidate ? (common?.depth ?? 0) - candidate.depth : -30
  row[at++] = share
  row[at++] = candidate ? Math.max(-1, Math.min(2, (i - candidate.first) / span)) : -2
  row[at++] = candidate ? Math.max(-60, Math.min(60, i - candidate.first)) : -90
  row[at++] = candidate ? Math.max(-60, Math.min(60, i - candidate.last)) : -90
  row[at++] = Math.min(9, duplicates.get(block.text) ?? 1)
  const squeezed =
    block.text.length > 12 && block.text.length < 5000 && (cues.declaredBody || cues.description)
      ? squeeze(block.text)
      : ''
  row[at++] = squeezed && cues.declaredBody.includes(squeezed) ? 1 : 0
  row[at++] =
    squeezed &&
    cues.description &&
    (cues.description.includes(squeezed) || squeezed.includes(cues.description.slice(0, 120)))
      ? 1
      : 0
  row[at++] = cues.declaredBody.length > 400 ? 1 : 0
  return at
}

function titleOverlap(text: string, cues: PageCues): number {
  if (text.length > 200 || cues.titleWords.size === 0) return 0
  const words = wordsOf(text)
  if (words.length === 0) return 0
  return words.filter(word => cues.titleWords.has(word)).length / Math.max(words.length, cues.titleWords.size)
}

function around(
  { page, lengths, linkDensity, cueMasks, toPrevProse, toNextProse, headingBefore }: BlockFacts,
  block: TextBlock,
  row: Float32Array,
  at: number,
): number {
  const i = block.index
  const length = (k: number) => Math.log2(1 + (lengths[k] ?? 0))
  const link = (k: number) => linkDensity[k] ?? -1
  row[at++] = length(i - 1)
  row[at++] = link(i - 1)
  row[at++] = page.prose[i - 1] ? 1 : 0
  row[at++] = length(i - 2)
  row[at++] = link(i - 2)
  row[at++] = length(i + 1)
  row[at++] = link(i + 1)
  row[at++] = page.prose[i + 1] ? 1 : 0
  row[at++] = length(i + 2)
  row[at++] = link(i + 2)
  row[at++] = toPrevProse[i] as number
  row[at++] = toNextProse[i] as number
  const heading = headingBefore[i] as number
  row[at++] = heading < 0 ? 99 : Math.min(60, i - heading)
  const headingCues = heading < 0 ? 0 : (cueMasks[heading] as number)
  row[at++] = headingCues & 0x7f
  row[at++] = headingCues & 0x4 ? 1 : 0
  let prose = 0
  for (let k = Math.max(0, i - 5); k <= i + 5 && k < page.blocks.length; k++) if (page.prose[k]) prose++
  row[at++] = prose
  for (const k of [i - 1, i + 1]) row[at++] = page.blocks[k]?.container.tagName === block.container.tagName ? 1 : 0
  const parent = page.regionOf[i]?.parent
  for (const k of [i - 1, i + 1]) row[at++] = parent && page.regionOf[k]?.parent === parent ? 1 : 0
  return at
}

function regions({ page }: BlockFacts, block: TextBlock, row: Float32Array, at: number): number {
  const region = page.regionOf[block.index] as Region
  const link = (r: Region) => r.linkLength / Math.max(1, r.textLength)
  row[at++] = region.blocks
  row[at++] = link(region)
  row[at++] = region.proseLength / Math.max(1, region.textLength)
  const up = region.parent ?? region
  row[at++] = Math.log2(1 + up.textLength)
  row[at++] = link(up)
  row[at++] = up.proseLength / Math.max(1, page.proseLength)
  row[at++] = Math.log2(1 + up.blocks)
  const up2 = up.parent ?? up
  row[at++] = Math.log2(1 + up2.textLength)
  row[at++] = link(up2)
  row[at++] = up2.proseLength / Math.max(1, page.proseLength)
  const up3 = up2.parent ?? up2
  row[at++] = Math.log2(1 + up3.textLength)
  row[at++] = link(up3)
  row[at++] = up3.proseLength / Math.max(1, page.proseLength)
  let maxLink = 0
  let minProse = 1
  for (let a: Region | undefined = region; a?.parent; a = a.parent) {
    if (a.textLength > 40) maxLink = Math.max(maxLink, link(a))
    if (a.blocks > 2) minProse = Math.min(minProse, a.proseLength / Math.max(1, a.textLength))
  }
  row[at++] = maxLink
  row[at++] = minProse
  row[at++] = (block.index - up.first) / Math.max(1, up.last - up.first)
  row[at++] = (block.index - up2.first) / Math.max(1, up2.last - up2.first)
  return at
}

function groups({ page, groupOf, pathOf }: BlockFacts, block: TextBlock, row: Float32Array, at: number): number {
  const group = groupOf[block.index] as BlockGroup
  const path = pathOf[block.index] as BlockGroup
  row[at++] = Math.log2(1 + group.count)
  row[at++] = Math.log2(1 + group.length / group.count)
  row[at++] = group.link / Math.max(1, group.length)
  row[at++] = group.prose / Math.max(1, group.length)
  row[at++] = group.length / Math.max(1, page.textLength)
  row[at++] = Math.log2(1 + path.count)
  row[at++] = Math.log2(1 + path.length / path.count)
  row[at++] = path.prose / Math.max(1, page.proseLength)
  return at
}

function whole({ page, cues, totalLength }: BlockFacts, row: Float32Array, at: number): void {
  row[at++] = Math.log2(1 + page.textLength)
  row[at++] = page.linkLength / Math.max(1, page.textLength)
  row[at++] = page.proseLength / Math.max(1, page.textLength)
  row[at++] = page.blocks.length
  row[at++] = page.candidate ? page.candidate.textLength / Math.max(1, page.textLength) : 0
  row[at++] = cues.hasArticleType ? 1 : 0
  row[at++] = cues.hasProductType ? 1 : 0
  row[at++] = cues.hasForumType ? 1 : 0
  row[at++] = cues.hasListType ? 1 : 0
  row[at++] = cues.openGraphArticle ? 1 : 0
  row[at] = totalLength / Math.max(1, page.textLength)
}
