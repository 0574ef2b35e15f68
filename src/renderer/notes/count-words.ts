import { wordCount } from '../../shared/document/derive/word-count.ts'
import { type Block, DOCUMENT_VERSION, type NoteDocument } from '../../shared/document/document.ts'

const counts = new WeakMap<Block, number>()

/** Words of a document. A block counted before is not counted again, so that a long note stays light while one types. */
export function countDocumentWords(document: NoteDocument): number {
  let words = 0
  for (const block of document.blocks) {
    let count = counts.get(block)
    if (count === undefined) {
      count = wordCount({ version: DOCUMENT_VERSION, blocks: [block] }).words
      counts.set(block, count)
    }
    words += count
  }
  return words
}
