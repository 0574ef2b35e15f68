import { DISTANCE_TAGS, DISTANCES, FAR, HIDDEN } from './block-feature-names.ts'
import { CLASS_GROUPS } from './class-words.ts'
import { type PageAnalysis, type Region, weightedLength } from './page-analysis.ts'
import type { PageCues } from './page-cues.ts'
import { attribute, type PageElement } from './page-tree.ts'
import type { TextBlock } from './text-blocks.ts'
import { textCues } from './text-cues.ts'

/** What is counted once per page before its lines are described. */
export interface BlockFacts {
  page: PageAnalysis
  cues: PageCues
  lengths: number[]
  /** Sum of `lengths`. */
  totalLength: number
  linkDensity: number[]
  cueMasks: number[]
  textBefore: number[]
  distances: Map<Region, Int8Array>
  groups: Map<string, BlockGroup>
  paths: Map<string, BlockGroup>
  groupOf: BlockGroup[]
  pathOf: BlockGroup[]
  duplicates: Map<string, number>
  toPrevProse: number[]
  toNextProse: number[]
  headingBefore: number[]
}

export interface BlockGroup {
  count: number
  length: number
  link: number
  prose: number
}

export function gatherFacts(page: PageAnalysis, cues: PageCues): BlockFacts {
  const n = page.blocks.length
  const facts: BlockFacts = {
    page,
    cues,
    lengths: page.blocks.map(block => weightedLength(block.text)),
    totalLength: 0,
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
  for (const length of facts.lengths) facts.totalLength += length
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
function isHidden(element: PageElement): boolean {
  for (const { name, value } of element.attrs) {
    if (name === 'hidden') return true
    if (name === 'aria-hidden' && value === 'true') return true
    if (name === 'style' && /display\s*:\s*none|visibility\s*:\s*hidden/i.test(value)) return true
  }
  return false
}

function addToGroups({ page, groups: byClass, paths, groupOf, pathOf, lengths }: BlockFacts, block: TextBlock): void {
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
