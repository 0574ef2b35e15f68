import { declaredParagraphs, paragraphNodes } from './declared-body.ts'
import { decodePage } from './decode-page.ts'
import type { ExtractedPage, PageInput } from './extracted-page.ts'
import { openContainers } from './open-containers.ts'
import { analysePage } from './page-analysis.ts'
import { readPageCues } from './page-cues.ts'
import { PageImages } from './page-images.ts'
import { findKind, findStub } from './page-kind.ts'
import { unifyMath } from './page-math.ts'
import { readMetadata } from './page-metadata.ts'
import { gatherSources } from './page-sources.ts'
import { type PageDocument, parsePage } from './page-tree.ts'
import { readerContext } from './reader-context.ts'
import { buildReader } from './reader-document.ts'
import { serialiseReader } from './reader-node.ts'
import { canonicalTextOf } from './reader-text.ts'
import { sanitiseReader } from './sanitise-reader.ts'
import { describeRemoved, selectBlocks } from './select-blocks.ts'
import { countWords } from './word-count.ts'

export { EXTRACTION_RULES_VERSION, type ExtractedImage, type ExtractedPage, type PageInput } from './extracted-page.ts'

/** The saved page as a clean document with its metadata; pure. Throws `too-large` or `unreadable`. */
export function extractPage(input: PageInput): ExtractedPage {
  return extractParsedPage(parsePage(decodePage(input.bytes, input.contentType).text), input)
}

/** The same from a tree that is parsed already; the tree is changed by it. */
export function extractParsedPage(document: PageDocument, input: PageInput): ExtractedPage {
  openContainers(document)
  unifyMath(document)
  const sources = gatherSources(document)
  const base = resolvedBase(sources.baseHref, input.url)
  const page = analysePage(document)
  const cues = readPageCues(page, sources)
  const choice = selectBlocks(page, cues)
  const metadata = readMetadata(sources, page, cues, input)
  const images = new PageImages(input, base ?? metadata.canonicalUrl)
  const context = readerContext(page, choice.keep, cues.titleBlock, images, base ?? metadata.canonicalUrl)
  const lines = page.blocks
    .filter(block => choice.keep[block.index] && block.container.tagName !== 'figcaption')
    .map(block => block.text)
  const declared = lines.length === 0 ? declaredParagraphs(sources) : []
  const reader = lines.length > 0 ? buildReader(page.root, context) : paragraphNodes(declared)
  const html = sanitiseReader(serialiseReader(reader))
  const bodyText = (lines.length > 0 ? lines : declared).join('\n')
  const stub = findStub(page, bodyText, sources)
  const warnings: ExtractedPage['warnings'] = stub ? [{ code: stub.code, message: stub.message }] : []
  if (!bodyText) warnings.push({ code: 'no-text', message: 'No readable text was found in this page.' })
  else if (lines.length === 0) {
    warnings.push({
      code: 'only-declared-text',
      message:
        'The page shows no text without scripts; what it declares about itself was kept. Save it from the browser to have all.',
    })
  }
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
