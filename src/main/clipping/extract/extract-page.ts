import { decodePage } from './decode-page.ts'
import type { ExtractedPage, PageInput } from './extracted-page.ts'
import { openContainers } from './open-containers.ts'
import { analysePage, type PageAnalysis } from './page-analysis.ts'
import { readPageCues } from './page-cues.ts'
import { PageImages } from './page-images.ts'
import { findKind, findStub } from './page-kind.ts'
import { readMetadata } from './page-metadata.ts'
import { gatherSources } from './page-sources.ts'
import { elementsOf, type PageElement, parentElement, parsePage } from './page-tree.ts'
import { buildReader, type ReaderContext } from './reader-document.ts'
import { serialiseReader } from './reader-node.ts'
import { canonicalTextOf } from './reader-text.ts'
import { type BlockChoice, describeRemoved, selectBlocks } from './select-blocks.ts'
import { countWords } from './word-count.ts'

export { EXTRACTION_RULES_VERSION, type ExtractedImage, type ExtractedPage, type PageInput } from './extracted-page.ts'

/** The saved page as a clean document with its metadata; pure. Throws `too-large` or `unreadable`. */
export function extractPage(input: PageInput): ExtractedPage {
  const { text: source } = decodePage(input.bytes, input.contentType)
  const document = parsePage(source)
  openContainers(document)
  const sources = gatherSources(document)
  const base = resolvedBase(sources.baseHref, input.url)
  const page = analysePage(document)
  const cues = readPageCues(page, sources)
  const choice = selectBlocks(page, cues)
  const metadata = readMetadata(sources, page, cues, input)
  const images = new PageImages(input, base ?? metadata.canonicalUrl)
  const context = readerContext(page, choice, images, base ?? metadata.canonicalUrl)
  const reader = buildReader(page.root, context)
  const html = serialiseReader(reader)
  const bodyText = page.blocks
    .filter(block => choice.keep[block.index] && !isCaption(block.container))
    .map(block => block.text)
    .join('\n')
  const stub = findStub(page, bodyText, sources)
  const warnings: ExtractedPage['warnings'] = stub ? [{ code: stub.code, message: stub.message }] : []
  if (!bodyText) warnings.push({ code: 'no-text', message: 'No readable text was found in this page.' })
  return {
    ...metadata,
    kind: stub && stub.code !== 'paywall' ? 'stub' : findKind(page, choice, cues, sources, metadata.canonicalUrl),
    html,
    text: canonicalTextOf(html),
    bodyText,
    wordCount: countWords(bodyText),
    images: images.images,
    blobs: [...images.blobs.values()],
    removed: describeRemoved(page, choice),
    coverage: choice.coverage,
    warnings,
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
