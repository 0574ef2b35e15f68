import { decodePage } from './decode-page.ts'
import type { ExtractedPage, PageInput } from './extracted-page.ts'
import { analysePage, openShadowRoots, type PageAnalysis } from './page-analysis.ts'
import { PageImages } from './page-images.ts'
import { readMetadata } from './page-metadata.ts'
import { attribute, elementsOf, findElement, type PageElement, parentElement, parsePage } from './page-tree.ts'
import { buildReader, type ReaderContext } from './reader-document.ts'
import { serialiseReader } from './reader-node.ts'
import { canonicalTextOf } from './reader-text.ts'
import { type BlockChoice, selectBlocks } from './select-blocks.ts'
import { countWords } from './word-count.ts'

export { EXTRACTION_RULES_VERSION, type ExtractedImage, type ExtractedPage, type PageInput } from './extracted-page.ts'

/** The saved page as a clean document with its metadata; pure. Throws `too-large` or `unreadable`. */
export function extractPage(input: PageInput): ExtractedPage {
  const { text: source } = decodePage(input.bytes, input.contentType)
  const document = parsePage(source)
  openShadowRoots(document)
  const baseHref = findElement(
    document,
    element => element.tagName === 'base' && attribute(element, 'href') !== undefined,
  )
  const base = resolvedBase(baseHref && attribute(baseHref, 'href'), input.url)
  const page = analysePage(document)
  const choice = selectBlocks(page)
  const metadata = readMetadata(document, page, input)
  const images = new PageImages(input, base ?? metadata.canonicalUrl)
  const context = readerContext(page, choice, images, base ?? metadata.canonicalUrl)
  const reader = buildReader(page.root, context)
  const html = serialiseReader(reader)
  const bodyText = page.blocks
    .filter(block => choice.keep[block.index] && !isCaption(block.container))
    .map(block => block.text)
    .join('\n')
  return {
    ...metadata,
    kind: 'article',
    html,
    text: canonicalTextOf(html),
    bodyText,
    wordCount: countWords(bodyText),
    images: images.images,
    blobs: [...images.blobs.values()],
    removed: [...choice.reasons].map(([index, reason]) => ({
      rule: 'main-text',
      reason,
      text: page.blocks[index]?.text.slice(0, 200) ?? '',
    })),
    coverage: 1,
    warnings: bodyText ? [] : [{ code: 'no-text', message: 'No readable text was found in this page.' }],
  }
}

function resolvedBase(href: string | undefined, url: string | undefined): string | undefined {
  try {
    return href ? new URL(href, url).href : url
  } catch {
    return url
  }
}

function isCaption(element: PageElement): boolean {
  for (let at: PageElement | undefined = element; at; at = parentElement(at))
    if (at.tagName === 'figcaption') return true
  return false
}

function readerContext(
  page: PageAnalysis,
  choice: BlockChoice,
  images: PageImages,
  base: string | undefined,
): ReaderContext {
  const context: ReaderContext = {
    keptTexts: new Set(),
    keptElements: new Set(),
    keptImages: new Set(),
    captions: new Set(),
    images,
    base,
    fragmentTargets: new Set(),
  }
  for (const block of page.blocks) {
    if (!choice.keep[block.index]) continue
    for (const text of block.texts) {
      context.keptTexts.add(text)
      markUp(parentElement(text), context.keptElements)
    }
  }
  const hasRegion = new Map(page.regions.map(region => [region.element, region]))
  for (const element of elementsOf(page.root)) {
    if (element.tagName !== 'img') continue
    let at = parentElement(element)
    while (at && (!hasRegion.has(at) || at.tagName === 'figure')) at = parentElement(at)
    if (!at || at === page.root || !context.keptElements.has(at)) continue
    context.keptImages.add(element)
  }
  for (const image of context.keptImages) markUp(parentElement(image), context.keptElements)
  return context
}

function markUp(from: PageElement | undefined, kept: Set<PageElement>): void {
  for (let at = from; at && !kept.has(at); at = parentElement(at)) kept.add(at)
}
