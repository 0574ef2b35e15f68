import type { NoteDocument } from '../document.ts'
import { inlineText } from './lines.ts'

export interface OutlineEntry {
  level: 1 | 2 | 3 | 4 | 5 | 6
  text: string
  /** Index of the heading among the document's top-level blocks. */
  blockIndex: number
  blockId?: string
}

/** The document's headings in order; headings inside quotes, lists and tables do not structure it and are left out. */
export function documentOutline(document: NoteDocument): OutlineEntry[] {
  return document.blocks.flatMap((block, blockIndex) => {
    if (block.type !== 'heading') return []
    const entry: OutlineEntry = { level: block.level, text: inlineText(block.children).trim(), blockIndex }
    return [block.id === undefined ? entry : { ...entry, blockId: block.id }]
  })
}
