import { blocksWithin } from '../../../shared/document/derive/links.ts'
import type { Block, CitationItem, Inline } from '../../../shared/document/document.ts'

/** Every block of a note with the index of the top-level block that holds it; footnotes and cells included. */
export function everyBlock(blocks: readonly Block[]): { block: Block; blockIndex: number }[] {
  return blocks.flatMap((top, blockIndex) => blocksWithin(top).map(block => ({ block, blockIndex })))
}

/** A block's own runs of inlines; those of blocks inside it are not among them. */
export function inlineRuns(block: Block): readonly Inline[][] {
  if (block.type === 'paragraph' || block.type === 'heading') return [block.children]
  return (block.type === 'image' || block.type === 'table') && block.caption ? [block.caption] : []
}

/** A block's own inlines, those inside links too. */
export function everyInline(block: Block): Inline[] {
  const within = (inlines: readonly Inline[]): Inline[] =>
    inlines.flatMap(inline => (inline.type === 'link' ? [inline, ...within(inline.children)] : [inline]))
  return inlineRuns(block).flatMap(within)
}

/** All that is cited in a block, however deep. */
export function citationsIn(block: Block | undefined): CitationItem[] {
  if (block === undefined) return []
  return blocksWithin(block).flatMap(inner => {
    const cited = everyInline(inner).flatMap(inline => (inline.type === 'citation' ? inline.items : []))
    return inner.type === 'quotation' ? [...cited, { ...inner.citation, sourceId: inner.sourceId }] : cited
  })
}
