import { groupBit } from './class-words.ts'
import { imageCandidates, isPlaceholder } from './image-sources.ts'
import type { PageAnalysis, Region } from './page-analysis.ts'
import type { PageImages } from './page-images.ts'
import { attribute, elementsOf, type PageElement, parentElement, textOf } from './page-tree.ts'
import type { ReaderContext } from './reader-document.ts'
import { EMBED_TAGS } from './reader-embeds.ts'
import { fragmentOf } from './reader-links.ts'

const IMAGE_TAGS = new Set(['img', 'amp-img', 'amp-anim'])
const AWAY =
  groupBit('related') |
  groupBit('share') |
  groupBit('author') |
  groupBit('navigation') |
  groupBit('advert') |
  groupBit('signup') |
  groupBit('comment')
/** Renderers wrap a formula in this many elements of their own. */
const FORMULA_WRAPPERS = 4
/** A note at the foot is at most this long; a longer target is a section. */
const LONGEST_NOTE = 1500

/** What of the page goes into the reader: the chosen lines, and the captions, notes, images and players that belong to them. */
export function readerContext(
  page: PageAnalysis,
  keep: readonly boolean[],
  titleBlock: number,
  images: PageImages,
  base: string | undefined,
): ReaderContext {
  const context: ReaderContext = {
    keptTexts: new Set(),
    keptElements: new Set(),
    keptImages: new Set(),
    keptEmbeds: new Set(),
    fragmentTargets: new Set(),
    images,
    base,
  }
  const regions = new Map(page.regions.map(region => [region.element, region]))
  for (const block of page.blocks) if (keep[block.index]) keepBlock(page, block.index, context)
  keepFigures(page, keep, titleBlock, regions, context)
  keepNotes(page, regions, context)
  for (const element of elementsOf(page.root)) {
    if (element.tagName !== 'math' && element.tagName !== 'hr') continue
    let around = parentElement(element)
    for (let level = 0; around && level < FORMULA_WRAPPERS && !context.keptElements.has(around); level++)
      around = parentElement(around)
    if (around && context.keptElements.has(around)) markUp(element, context.keptElements)
  }
  return context
}

function keepBlock(page: PageAnalysis, index: number, context: ReaderContext): void {
  for (const text of page.blocks[index]?.texts ?? []) {
    context.keptTexts.add(text)
    markUp(parentElement(text), context.keptElements)
  }
}

function markUp(from: PageElement | undefined, kept: Set<PageElement>): void {
  for (let at = from; at && !kept.has(at); at = parentElement(at)) kept.add(at)
}

/** Images and players whose surroundings are kept text, and the captions under them. */
function keepFigures(
  page: PageAnalysis,
  keep: readonly boolean[],
  titleBlock: number,
  regions: Map<PageElement, Region>,
  context: ReaderContext,
): void {
  for (const element of mediaAmong(page, keep, titleBlock)) {
    const around = surrounding(element, page, regions)
    if (!around || !belongs(around, keep)) continue
    if (IMAGE_TAGS.has(element.tagName)) context.keptImages.add(element)
    else context.keptEmbeds.add(element)
  }
  for (const element of [...context.keptImages, ...context.keptEmbeds]) {
    markUp(parentElement(element), context.keptElements)
    const figure = enclosingFigure(element)
    const region = figure && regions.get(figure)
    if (!region) continue
    for (let i = region.first; i <= region.last; i++)
      if (isCaption(page.blocks[i]?.container, figure)) keepBlock(page, i, context)
  }
}

/** Lines above the text in which a leading picture is looked for. */
const LEAD_LINES = 8

/** Images and players between the title and the end of the kept text, in document order. */
function mediaAmong(page: PageAnalysis, keep: readonly boolean[], titleBlock: number): PageElement[] {
  const first = keep.indexOf(true)
  if (first < 0) return []
  const start = titleBlock >= 0 && titleBlock < first ? Math.min(titleBlock, first - 1) - 2 : first - LEAD_LINES
  const opening = page.blocks[Math.max(0, start)]?.container
  const closing = page.blocks[keep.lastIndexOf(true)]?.container
  const found: PageElement[] = []
  let open = start <= 0
  let closed = false
  for (const element of elementsOf(page.root)) {
    if (element === opening) open = true
    if (element === closing) closed = true
    const media = IMAGE_TAGS.has(element.tagName) ? hasSource(element) : EMBED_TAGS.has(element.tagName)
    if (!media || !open) continue
    if (closed && closing && !isUnder(element, parentElement(closing) ?? closing)) break
    found.push(element)
  }
  return found
}

function isUnder(element: PageElement, top: PageElement): boolean {
  for (let at: PageElement | undefined = element; at; at = parentElement(at)) if (at === top) return true
  return false
}

function hasSource(image: PageElement): boolean {
  return imageCandidates(image).some(url => !isPlaceholder(url))
}

function enclosingFigure(element: PageElement): PageElement | undefined {
  for (let at: PageElement | undefined = element, level = 0; at && level < 8; at = parentElement(at), level++) {
    if (
      at.tagName === 'figure' ||
      /(^|[\s_-])(wp-caption|figure|image-?(with-)?caption|media-?caption)/i.test(attribute(at, 'class') ?? '')
    )
      return at
  }
  return undefined
}

export function isCaption(element: PageElement | undefined, top?: PageElement): boolean {
  for (let at = element; at && at !== top; at = parentElement(at)) {
    if (
      at.tagName === 'figcaption' ||
      /(^|[\s_-])(wp-caption-text|caption|figcaption|credit)/i.test(attribute(at, 'class') ?? '')
    )
      return true
  }
  return false
}

/** A wrapper with no more text than a credit line belongs to its picture. */
const CREDIT_LENGTH = 300
const OUTSIDE_TAGS = new Set(['nav', 'aside', 'footer', 'header', 'form', 'button', 'dialog'])

/** The nearest part of the page that holds more text than the picture's own caption or credit. */
function surrounding(element: PageElement, page: PageAnalysis, regions: Map<PageElement, Region>): Region | undefined {
  const figure = enclosingFigure(element)
  let inside = figure !== undefined
  for (let at = parentElement(element); at; at = parentElement(at)) {
    const region = regions.get(at)
    if (OUTSIDE_TAGS.has(at.tagName) && !(region && region.proseLength > 0)) return undefined
    const credit =
      region &&
      region.textLength < CREDIT_LENGTH &&
      region.linkLength < region.textLength * 0.5 &&
      !(region.mask & AWAY)
    if (!inside && region && !credit) return region
    if (at === figure) inside = false
    if (at === page.root) return undefined
  }
  return undefined
}

function belongs(around: Region, keep: readonly boolean[]): boolean {
  let kept = 0
  for (let i = around.first; i <= around.last; i++) if (keep[i]) kept++
  return kept > 0 && !(around.mask & AWAY && kept < around.blocks / 2)
}

/** Notes that kept text refers to stay, though they read like furniture. */
function keepNotes(page: PageAnalysis, regions: Map<PageElement, Region>, context: ReaderContext): void {
  const named = new Map<string, PageElement>()
  const links: [PageElement, string][] = []
  for (const element of elementsOf(page.root)) {
    for (const name of [attribute(element, 'id'), element.tagName === 'a' ? attribute(element, 'name') : undefined])
      if (name && !named.has(name)) named.set(name, element)
    if (element.tagName !== 'a') continue
    const fragment = fragmentOf(attribute(element, 'href'), context.base)
    if (fragment) links.push([element, fragment])
  }
  for (const [link, fragment] of links.filter(([link]) => context.keptElements.has(link))) {
    const target = named.get(fragment)
    const note = target && noteAround(target, regions)
    if (note && isReference(link)) for (let i = note.first; i <= note.last; i++) keepBlock(page, i, context)
  }
  // Among these are the ways back from the notes just kept.
  for (const [, fragment] of links.filter(([link]) => context.keptElements.has(link))) {
    const target = named.get(fragment)
    if (!target) continue
    const note = noteAround(target, regions)
    if (context.keptElements.has(target) || (note && context.keptElements.has(note.element)))
      context.fragmentTargets.add(fragment)
  }
}

function isReference(link: PageElement): boolean {
  const text = textOf(link)
  return text.length <= 6 && /^[[(]?[\d*†‡§a-z]{1,4}[\])]?$/i.test(text)
}

/** The list item or paragraph that a target stands in or is. */
function noteAround(target: PageElement, regions: Map<PageElement, Region>): Region | undefined {
  for (let at: PageElement | undefined = target, level = 0; at && level < 4; at = parentElement(at), level++) {
    const region = regions.get(at)
    if (region && region.last >= 0) return region.textLength <= LONGEST_NOTE ? region : undefined
  }
  return undefined
}
