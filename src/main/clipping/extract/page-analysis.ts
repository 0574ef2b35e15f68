import { classMask, groupBit } from './class-words.ts'
import { findElement, isElement, type PageElement, type PageParent, parentElement } from './page-tree.ts'
import { collectBlocks, type TextBlock } from './text-blocks.ts'

/** What is known about one element that holds text. */
export interface Region {
  element: PageElement
  parent: Region | undefined
  depth: number
  /** Class groups named on the element itself, and on it or any ancestor below `body`. */
  mask: number
  masks: number
  /** Blocks of text inside: indexes, both inclusive. */
  first: number
  last: number
  textLength: number
  linkLength: number
  /** Characters in blocks that read like sentences. */
  proseLength: number
  commas: number
  blocks: number
  /** Paragraph weight as in Readability: full for a parent, half for a grandparent. */
  score: number
}

export interface PageAnalysis {
  root: PageElement
  blocks: TextBlock[]
  /** Region of each block's container, by block index. */
  regionOf: Region[]
  regions: Region[]
  prose: boolean[]
  textLength: number
  linkLength: number
  proseLength: number
  /** The region Readability's weighing would choose, when any text is heavy enough. */
  candidate: Region | undefined
}

const UNLIKELY =
  groupBit('comment') |
  groupBit('related') |
  groupBit('share') |
  groupBit('navigation') |
  groupBit('footer') |
  groupBit('sidebar') |
  groupBit('advert') |
  groupBit('signup') |
  groupBit('consent')
const LIKELY = groupBit('content') | groupBit('articleBody')
const OUTSIDE_TAGS = new Set(['nav', 'aside', 'footer', 'form', 'button', 'dialog'])

/** Han, Kana, Hangul and Thai carry about as much in one character as Latin does in two and a half. */
const DENSE = /[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/g

/** Length of a text in Latin-equivalent characters, so that thresholds hold for every script. */
export function weightedLength(text: string): number {
  const dense = text.match(DENSE)?.length ?? 0
  return text.length + 1.5 * dense
}

const SENTENCE_END = /[.!?。！？…؟।;]["'”’»)\]]*$/

export function isProse(block: TextBlock): boolean {
  const length = weightedLength(block.text)
  if (length < 60 || block.linkLength > block.text.length * 0.4) return false
  return length > 140 || SENTENCE_END.test(block.text) || /[,，、،]/.test(block.text)
}

/** Reads the page once: its lines of text and, for every element around them, what stands inside. */
export function analysePage(document: PageParent): PageAnalysis {
  const root =
    findElement(document, element => element.tagName === 'body') ?? (document.childNodes.find(isElement) as PageElement)
  const blocks = collectBlocks(root)
  const known = new Map<PageElement, Region>()
  const regions: Region[] = []
  const prose = blocks.map(isProse)
  const regionOf = blocks.map(block => regionFor(block.container, root, known, regions))
  for (const block of blocks) weigh(block, regionOf[block.index] as Region, prose[block.index] as boolean)
  for (let i = regions.length - 1; i >= 0; i--) addToParent(regions[i] as Region)
  const top = known.get(root)
  return {
    root,
    blocks,
    regionOf,
    regions,
    prose,
    textLength: top?.textLength ?? 0,
    linkLength: top?.linkLength ?? 0,
    proseLength: top?.proseLength ?? 0,
    candidate: chooseCandidate(regions),
  }
}

function regionFor(
  element: PageElement,
  root: PageElement,
  known: Map<PageElement, Region>,
  regions: Region[],
): Region {
  const chain: PageElement[] = []
  let at: PageElement | undefined = element
  while (at && !known.has(at)) {
    chain.push(at)
    at = at === root ? undefined : parentElement(at)
  }
  let parent = at ? known.get(at) : undefined
  for (let i = chain.length - 1; i >= 0; i--) {
    const here = chain[i] as PageElement
    const mask = here === root ? 0 : classMask(describingWords(here))
    const region: Region = {
      element: here,
      parent,
      depth: parent ? parent.depth + 1 : 0,
      mask,
      masks: mask | (parent?.masks ?? 0),
      first: Number.MAX_SAFE_INTEGER,
      last: -1,
      textLength: 0,
      linkLength: 0,
      proseLength: 0,
      commas: 0,
      blocks: 0,
      score: 0,
    }
    known.set(here, region)
    regions.push(region)
    parent = region
  }
  return known.get(element) as Region
}

function describingWords(element: PageElement): string {
  let words = ''
  for (const { name, value } of element.attrs) {
    if (
      name === 'class' ||
      name === 'id' ||
      name === 'role' ||
      name === 'itemprop' ||
      name === 'aria-label' ||
      name === 'data-testid' ||
      name === 'data-component'
    ) {
      if (value.length < 300) words += ` ${value}`
    }
  }
  return words
}

function weigh(block: TextBlock, region: Region, prose: boolean): void {
  const commas = block.text.match(/[,，、،;；]/g)?.length ?? 0
  region.first = Math.min(region.first, block.index)
  region.last = Math.max(region.last, block.index)
  region.textLength += block.text.length
  region.linkLength += block.linkLength
  region.commas += commas
  region.blocks++
  if (!prose) return
  region.proseLength += block.text.length
  if ((region.masks & UNLIKELY) !== 0 && (region.masks & LIKELY) === 0) return
  const weight = 1 + commas + Math.min(weightedLength(block.text) / 100, 3)
  // A line directly in a division counts for that division; a paragraph counts for what is around it.
  let target: Region | undefined = PARAGRAPH_TAGS.has(region.element.tagName) ? region.parent : region
  for (let level = 0; target && level < 4; level++, target = target.parent) {
    target.score += level === 0 ? weight : weight / (level * 2)
  }
}

const PARAGRAPH_TAGS = new Set(['p', 'pre', 'blockquote', 'li', 'dd', 'dt', 'h2', 'h3', 'h4', 'td'])

function addToParent(region: Region): void {
  const parent = region.parent
  if (!parent) return
  parent.first = Math.min(parent.first, region.first)
  parent.last = Math.max(parent.last, region.last)
  parent.textLength += region.textLength
  parent.linkLength += region.linkLength
  parent.proseLength += region.proseLength
  parent.commas += region.commas
  parent.blocks += region.blocks
}

function chooseCandidate(regions: Region[]): Region | undefined {
  let best: Region | undefined
  let bestScore = 0
  for (const region of regions) {
    if (region.score === 0 || OUTSIDE_TAGS.has(region.element.tagName)) continue
    const bonus = region.mask & LIKELY ? 25 : region.mask & UNLIKELY ? -25 : 0
    const score = (region.score + bonus) * (1 - region.linkLength / Math.max(1, region.textLength))
    if (score > bestScore) {
      best = region
      bestScore = score
    }
  }
  while (
    best?.parent &&
    best.parent.element.tagName !== 'body' &&
    best.proseLength < best.parent.proseLength * 0.75 &&
    best.parent.score > best.score / 3
  ) {
    best = best.parent
  }
  return best
}

/** True for the region itself and everything under it. */
export function isWithin(region: Region | undefined, around: Region): boolean {
  for (let at = region; at; at = at.parent) if (at === around) return true
  return false
}

export function hasUnlikelyName(region: Region): boolean {
  return (region.masks & UNLIKELY) !== 0
}
