import { CLASS_GROUPS } from './class-words.ts'
import { isWithin, type PageAnalysis, type Region, weightedLength } from './page-analysis.ts'
import { type PageCues, squeeze, wordsOf } from './page-cues.ts'
import { attribute, type PageElement } from './page-tree.ts'
import type { TextBlock } from './text-blocks.ts'
import { CUE_NAMES, textCues } from './text-cues.ts'

/** Ancestors whose distance is told to the model; beyond `FAR` they do not count. */
const DISTANCE_TAGS = [
  'article',
  'main',
  'nav',
  'aside',
  'header',
  'footer',
  'form',
  'table',
  'ul',
  'figure',
  'section',
  'blockquote',
  'details',
  'button',
  'dl',
  'pre',
  'label',
]
const FAR = 20
const HIDDEN = DISTANCE_TAGS.length
const DISTANCES = DISTANCE_TAGS.length + 1 + CLASS_GROUPS.length

const OWN = [
  'length',
  'words',
  'linkDensity',
  'links',
  'strongDensity',
  'commas',
  'sentences',
  'endsSentence',
  'digits',
  'capitals',
  'upper',
  'prose',
  'lowerStart',
  'afterBreak',
  'pre',
  'images',
  'endsColon',
  'question',
  'tag',
  'depth',
  'tagInLink',
]
const PLACE = [
  'index',
  'textBefore',
  'fromTitle',
  'isTitle',
  'titleOverlap',
  'inCandidate',
  'candidateHeight',
  'candidateShare',
  'candidatePlace',
  'fromCandidateStart',
  'fromCandidateEnd',
  'duplicates',
  'inDeclaredBody',
  'inDescription',
  'hasDeclaredBody',
]
const AROUND = [
  'prev1Length',
  'prev1Link',
  'prev1Prose',
  'prev2Length',
  'prev2Link',
  'next1Length',
  'next1Link',
  'next1Prose',
  'next2Length',
  'next2Link',
  'toPrevProse',
  'toNextProse',
  'fromHeading',
  'headingCues',
  'headingInRelated',
  'windowProse',
  'sameTagPrev',
  'sameTagNext',
  'sameParentPrev',
  'sameParentNext',
]
const REGION = [
  'ownBlocks',
  'ownLink',
  'ownProse',
  'upLength',
  'upLink',
  'upProseShare',
  'upBlocks',
  'up2Length',
  'up2Link',
  'up2ProseShare',
  'up3Length',
  'up3Link',
  'up3ProseShare',
  'maxLink',
  'minProseDensity',
  'placeInUp',
  'placeInUp2',
]
const GROUP = [
  'groupCount',
  'groupLength',
  'groupLink',
  'groupProse',
  'groupShare',
  'pathCount',
  'pathLength',
  'pathShare',
]
const PAGE = [
  'pageLength',
  'pageLink',
  'pageProse',
  'pageBlocks',
  'pageCandidate',
  'articleType',
  'productType',
  'forumType',
  'listType',
  'ogArticle',
  'dense',
]

export const FEATURE_NAMES: readonly string[] = [
  ...OWN,
  ...CUE_NAMES.map(name => `cue:${name}`),
  ...DISTANCE_TAGS.map(tag => `to:${tag}`),
  'to:hidden',
  ...CLASS_GROUPS.map(group => `to:.${group[0]}`),
  ...PLACE,
  ...AROUND,
  ...REGION,
  ...GROUP,
  ...PAGE,
]
const WIDTH = FEATURE_NAMES.length

interface Facts {
  page: PageAnalysis
  cues: PageCues
  lengths: number[]
  linkDensity: number[]
  cueMasks: number[]
  textBefore: number[]
  distances: Map<Region, Int8Array>
  groups: Map<string, Group>
  paths: Map<string, Group>
  groupOf: Group[]
  pathOf: Group[]
  duplicates: Map<string, number>
  toPrevProse: number[]
  toNextProse: number[]
  headingBefore: number[]
}

interface Group {
  count: number
  length: number
  link: number
  prose: number
}

/** One row of numbers per block: what the block model judges by. Rows are laid end to end. */
export function blockFeatures(page: PageAnalysis, cues: PageCues): Float32Array {
  const facts = gatherFacts(page, cues)
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

function gatherFacts(page: PageAnalysis, cues: PageCues): Facts {
  const n = page.blocks.length
  const facts: Facts = {
    page,
    cues,
    lengths: page.blocks.map(block => weightedLength(block.text)),
    linkDensity: page.blocks.map(block => block.linkLength / block.text.length),
    cueMasks: page.blocks.map(block => textCues(block.text)),
    textBefore: [],
    distances: new Map(),
    groups: new Map(),
    paths: new Map(),
    groupOf: [],
    pathOf: [],
    duplicates: new Map(),
    toPrevProse: [],
    toNextProse: new Array<number>(n),
    headingBefore: [],
  }
  for (const region of page.regions) facts.distances.set(region, distancesOf(region, facts.distances))
  let before = 0
  let lastProse = -99
  let heading = -1
  for (const block of page.blocks) {
    const i = block.index
    facts.textBefore.push(before)
    before += block.text.length
    facts.toPrevProse.push(Math.min(50, i - lastProse))
    if (page.prose[i]) lastProse = i
    facts.headingBefore.push(heading)
    if (HEADING.test(block.container.tagName)) heading = i
    facts.duplicates.set(block.text, (facts.duplicates.get(block.text) ?? 0) + 1)
    addToGroups(facts, block)
  }
  let nextProse = n + 99
  for (let i = n - 1; i >= 0; i--) {
    facts.toNextProse[i] = Math.min(50, nextProse - i)
    if (page.prose[i]) nextProse = i
  }
  return facts
}

const HEADING = /^h[1-6]$/

function distancesOf(region: Region, known: Map<Region, Int8Array>): Int8Array {
  const distances = new Int8Array(DISTANCES)
  const parent = region.parent && known.get(region.parent)
  for (let i = 0; i < DISTANCES; i++) distances[i] = parent ? Math.min(FAR, (parent[i] as number) + 1) : FAR
  if (!region.parent) return distances
  const tag = DISTANCE_TAGS.indexOf(region.element.tagName === 'ol' ? 'ul' : region.element.tagName)
  if (tag >= 0) distances[tag] = 0
  if (isHidden(region.element)) distances[HIDDEN] = 0
  for (let i = 0; i < CLASS_GROUPS.length; i++) if ((region.mask >> i) & 1) distances[HIDDEN + 1 + i] = 0
  return distances
}

/** Hidden by the page itself: menus and dialogs, but folded answers as well. */
export function isHidden(element: PageElement): boolean {
  for (const { name, value } of element.attrs) {
    if (name === 'hidden') return true
    if (name === 'aria-hidden' && value === 'true') return true
    if (name === 'style' && /display\s*:\s*none|visibility\s*:\s*hidden/i.test(value)) return true
  }
  return false
}

function addToGroups({ page, groups: byClass, paths, groupOf, pathOf, lengths }: Facts, block: TextBlock): void {
  let path = ''
  let key = ''
  let region: Region | undefined = page.regionOf[block.index]
  for (let level = 0; region && level < 6; level++, region = region.parent) {
    path += `${region.element.tagName}/`
    if (level < 3) key += `${region.element.tagName}.${attribute(region.element, 'class') ?? ''}/`
  }
  for (const [map, name, list] of [
    [byClass, key, groupOf],
    [paths, path, pathOf],
  ] as const) {
    let group = map.get(name)
    if (!group) {
      group = { count: 0, length: 0, link: 0, prose: 0 }
      map.set(name, group)
    }
    group.count++
    group.length += lengths[block.index] as number
    group.link += block.linkLength
    if (page.prose[block.index]) group.prose += block.text.length
    list.push(group)
  }
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

function own({ page, lengths, linkDensity }: Facts, block: TextBlock, row: Float32Array, at: number): number {
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

function place({ page, cues, textBefore, duplicates }: Facts, block: TextBlock, row: Float32Array, at: number): number {
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
  { page, lengths, linkDensity, cueMasks, toPrevProse, toNextProse, headingBefore }: Facts,
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

function regions({ page }: Facts, block: TextBlock, row: Float32Array, at: number): number {
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

function groups({ page, groupOf, pathOf }: Facts, block: TextBlock, row: Float32Array, at: number): number {
  const group = groupOf[block.index] as Group
  const path = pathOf[block.index] as Group
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

function whole({ page, cues, lengths }: Facts, row: Float32Array, at: number): void {
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
  let total = 0
  for (const length of lengths) total += length
  row[at] = total / Math.max(1, page.textLength)
}
