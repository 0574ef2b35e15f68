import type { Block, Inline, NoteDocument, ReferenceTarget } from '../document.ts'
import { documentLines, inlineText } from './lines.ts'

/** One pointer from a document into the library. */
export interface DocumentLink {
  target: ReferenceTarget
  /** How the document points there. */
  via: 'reference' | 'citation' | 'quotation' | 'embed'
  /** Index of the top-level block that holds it. */
  blockIndex: number
  /** The sentence around it, at most 300 characters; the quoted words for a quotation; empty for an embed. */
  sentence: string
}

const MAX_SENTENCE_CHARS = 300
const sentences = new Intl.Segmenter('en', { granularity: 'sentence' })

/** Everything in the library the document points to, in reading order; a quotation points to its highlight and its source. */
export function documentLinks(document: NoteDocument): DocumentLink[] {
  const links: DocumentLink[] = []
  for (const line of documentLines(document)) {
    for (const found of inlineTargets(line.inlines)) {
      const sentence = sentenceAt(line.text, found.offset)
      links.push({ target: found.target, via: found.via, blockIndex: line.blockIndex, sentence })
    }
  }
  document.blocks.forEach((block, blockIndex) => {
    for (const inner of blocksWithin(block)) links.push(...blockLinks(inner, blockIndex))
  })
  return links.sort((a, b) => a.blockIndex - b.blockIndex)
}

function blockLinks(block: Block, blockIndex: number): DocumentLink[] {
  if (block.type === 'embed') return [{ target: block.target, via: 'embed', blockIndex, sentence: '' }]
  if (block.type !== 'quotation') return []
  const sentence = block.text.slice(0, MAX_SENTENCE_CHARS)
  return [
    { target: { kind: 'annotation', id: block.annotationId }, via: 'quotation', blockIndex, sentence },
    { target: { kind: 'source', id: block.sourceId }, via: 'quotation', blockIndex, sentence },
  ]
}

interface FoundTarget {
  target: ReferenceTarget
  via: DocumentLink['via']
  offset: number
}

function inlineTargets(inlines: readonly Inline[], start = 0): FoundTarget[] {
  const found: FoundTarget[] = []
  let offset = start
  for (const inline of inlines) {
    if (inline.type === 'reference') found.push({ target: inline.target, via: 'reference', offset })
    if (inline.type === 'link') found.push(...inlineTargets(inline.children, offset))
    if (inline.type === 'citation') {
      // A citation has no width and may follow the full stop: it belongs to the words before it.
      const before = Math.max(0, offset - 1)
      for (const item of inline.items) {
        found.push({ target: { kind: 'source', id: item.sourceId }, via: 'citation', offset: before })
      }
    }
    offset += inlineText([inline]).length
  }
  return found
}

function sentenceAt(text: string, offset: number): string {
  if (text === '') return ''
  const segment = sentences.segment(text).containing(Math.min(offset, text.length - 1))
  if (segment === undefined) return text.slice(0, MAX_SENTENCE_CHARS).trim()
  if (segment.segment.length <= MAX_SENTENCE_CHARS) return segment.segment.trim()
  const from = Math.max(segment.index, offset - MAX_SENTENCE_CHARS / 2)
  return text.slice(from, Math.min(from + MAX_SENTENCE_CHARS, segment.index + segment.segment.length)).trim()
}

/** The block and all blocks inside it, in reading order, footnotes included. */
export function blocksWithin(block: Block): Block[] {
  return [block, ...childBlocks(block).flatMap(blocksWithin)]
}

function childBlocks(block: Block): Block[] {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return footnoteBlocks(block.children)
    case 'quote':
    case 'callout':
      return block.children
    case 'list':
      return block.items.flatMap(item => item.children)
    case 'image':
      return footnoteBlocks(block.caption ?? [])
    case 'table':
      return [...footnoteBlocks(block.caption ?? []), ...block.rows.flat().flatMap(cell => cell.children)]
    default:
      return []
  }
}

function footnoteBlocks(inlines: readonly Inline[]): Block[] {
  return inlines.flatMap(inline => {
    if (inline.type === 'footnote') return inline.children
    return inline.type === 'link' ? footnoteBlocks(inline.children) : []
  })
}
