import { inlineText } from '../../../shared/document/derive/lines.ts'
import type { Block } from '../../../shared/document/document.ts'
import { blockText, type Check, type Remark, shown } from './check-input.ts'
import { citationsIn, everyBlock, everyInline } from './note-parts.ts'

/** Images that say nothing to who cannot see them. */
export const checkImages: Check = ({ document }, { settings }) =>
  everyBlock(document.blocks).flatMap(({ block, blockIndex }) => {
    if (block.type !== 'image' || block.alt.trim() !== '') return []
    const caption = inlineText(block.caption ?? [])
    const which = caption.trim() === '' ? 'An image' : `The image ${shown(caption)}`
    // PDF/UA refuses it; any other form only loses the description.
    const severity = settings.pdfStandard === 'ua-1' ? 'error' : 'warning'
    const message = `${which} has no alternative text.`
    return [{ kind: 'image-alt', severity, message, blockIndex, key: block.blob }]
  })

/** Headings that leave out a level, and those with nothing under them. */
export const checkHeadings: Check = ({ title, document }) => {
  const { blocks } = document
  if (!blocks.some(isPrinted)) {
    const message = `The section ${shown(title || 'Untitled')} is empty.`
    return [{ kind: 'section-empty', severity: 'warning', message, blockIndex: 0, key: '' }]
  }
  const headings = blocks.flatMap((block, blockIndex) => (block.type === 'heading' ? [{ block, blockIndex }] : []))
  return headings.flatMap(({ block, blockIndex }, index): Remark[] => {
    const text = inlineText(block.children)
    const before = headings[index - 1]?.block
    const next = headings[index + 1]
    const remarks: Remark[] = []
    if (before !== undefined && block.level > before.level + 1) {
      const message = `The heading ${shown(text)} skips a level: ${block.level} follows ${before.level}.`
      remarks.push({ kind: 'heading-skipped', severity: 'warning', message, blockIndex, key: text })
    }
    const body = blocks.slice(blockIndex + 1, next?.blockIndex ?? blocks.length)
    const hasSubsections = next !== undefined && next.block.level > block.level
    if (!hasSubsections && !body.some(isPrinted)) {
      const message = `Nothing stands under the heading ${shown(text)}.`
      remarks.push({ kind: 'section-empty', severity: 'warning', message, blockIndex, key: text })
    }
    return remarks
  })
}

function isPrinted(block: Block): boolean {
  if (block.type === 'image' || block.type === 'embed' || block.type === 'math') return true
  return blockText([block]).trim() !== '' || citationsIn(block).length > 0
}

/** Comments to oneself, which no export holds. */
export const checkComments: Check = ({ document }) =>
  everyBlock(document.blocks).flatMap(({ block, blockIndex }) =>
    everyInline(block).flatMap((inline): Remark[] => {
      if (inline.type !== 'comment') return []
      const message = `A comment to yourself, ${shown(inline.text)}, is not exported.`
      return [{ kind: 'comment', severity: 'info', message, blockIndex, key: inline.text }]
    }),
  )
