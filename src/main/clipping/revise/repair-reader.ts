import { parseFragment, serializeOuter } from 'parse5'
import { collapse, isElement, type PageNode, type PageParent, textOf } from '../extract/page-tree.ts'
import { readerElement, serialiseReader } from '../extract/reader-node.ts'
import { canonicalTextOf } from '../extract/reader-text.ts'

const FINGERPRINT_CHARS = 200

/** A top-level block of reader HTML. */
export interface ReaderBlock {
  html: string
  /** At most its first 200 characters: what it is known by, in this extraction and in the next. */
  text: string
}

/** A person's corrections, by what the blocks say: they hold for another extraction of the page too. */
export interface ReaderEdit {
  hide: string[]
  /** Beginnings of parts that the extraction left out. */
  restore: string[]
  /** When given, nothing but this block and what is restored. */
  main?: string
}

/** The top-level blocks of reader HTML, in order. */
export function readerBlocks(html: string): ReaderBlock[] {
  const fragment = parseFragment(html)
  return fragment.childNodes.filter(isElement).map(node => ({
    html: serializeOuter(node),
    text: (textOf(node) || serializeOuter(node)).slice(0, FINGERPRINT_CHARS),
  }))
}

/** Reader HTML with the corrections laid over it; `page` is the page as it was saved, where restored parts are found whole. */
export function repairReader(
  extractedHtml: string,
  edit: ReaderEdit,
  page: PageParent,
): { html: string; text: string } {
  const hidden = new Set(edit.hide)
  const blocks = readerBlocks(extractedHtml)
  const mainIsThere = blocks.some(block => block.text === edit.main)
  const parts = blocks
    .filter(block => !hidden.has(block.text) && (!mainIsThere || block.text === edit.main))
    .map(block => ({ ...block, at: -1 }))
  const whole = textOf(page)
  let last = 0
  for (const part of parts) {
    const found = whole.indexOf(part.text.slice(0, 60), last)
    part.at = found < 0 ? last : found
    last = part.at
  }
  for (const beginning of edit.restore) {
    const text = wholeText(page, beginning) ?? beginning
    const at = whole.indexOf(beginning.slice(0, 60))
    const before = parts.findIndex(part => at >= 0 && part.at > at)
    const restored = { html: serialiseReader([readerElement('p', [text])]), text, at: at < 0 ? last : at }
    if (before < 0) parts.push(restored)
    else parts.splice(before, 0, restored)
  }
  const html = parts.map(part => part.html).join('\n')
  return { html, text: canonicalTextOf(html) }
}

/** The text of the smallest element that begins so. */
function wholeText(root: PageParent, beginning: string): string | undefined {
  const start = collapse(beginning)
  if (start === '') return undefined
  let found: string | undefined
  let nodes: PageNode[] = root.childNodes
  for (;;) {
    const next = nodes.filter(isElement).find(node => textOf(node).includes(start))
    if (!next) return found
    const text = textOf(next)
    if (text.startsWith(start)) found = text
    nodes = next.childNodes
  }
}
