import type { TextSpan } from '../../shared/anchoring/canonical-text.ts'
import type { FrameArticle } from './frame-article.ts'

export interface Block extends TextSpan {
  element: Element
}

const BLOCKS =
  'p, li, h1, h2, h3, h4, h5, h6, pre, td, th, dt, dd, figcaption, caption, blockquote, summary, div, article'

/** The paragraphs, headings, list items, cells and captions of an article, as the block caret visits them. */
export function blocksOf({ index, root }: FrameArticle): Block[] {
  const blocks: Block[] = []
  for (const [run, node] of index.runNode.entries()) {
    const element = (node as Node).parentElement?.closest(BLOCKS) ?? root
    const start = index.runStart[run] ?? 0
    const end = start + (index.runLength[run] ?? 0)
    const last = blocks.at(-1)
    if (last?.element === element) last.end = end
    else blocks.push({ element, start, end })
  }
  return blocks
}
