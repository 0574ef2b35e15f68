import type { ImageBlock } from '../../../shared/document/document.ts'
import type { Composition, Place } from './composition.ts'
import { inlineCode } from './inline-code.ts'
import { literal, runningText } from './typst-literal.ts'

/** A picture with its alternative text and caption; one that cannot be printed leaves a frame that says so. */
export function imageCode(block: ImageBlock, composition: Composition, place: Place): string {
  const caption = inlineCode(block.caption ?? [], composition, place) ?? 'none'
  const alt = runningText(block.alt).trim()
  const placed = composition.images.get(block.blob)
  if (placed === undefined) {
    composition.text.push(alt)
    const words = alt === '' ? composition.words.imageMissing : `${composition.words.imageMissing}: ${alt}`
    return `missing-picture(${literal(words)}, ${caption})`
  }
  const width = block.width === undefined ? 'auto' : `${(block.width * 100).toFixed(2)}%`
  const path = literal(placed.path)
  const size = `${placed.widthPx}, ${placed.heightPx}`
  return `picture(${path}, ${alt === '' ? 'none' : literal(alt)}, ${size}, ${width}, ${caption})`
}
