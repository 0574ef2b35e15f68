import type { Block, Inline, NoteDocument } from '../document.ts'

/** One line of text in a document, with the place it comes from. */
export interface DocumentLine {
  kind: 'text' | 'heading' | 'code' | 'math' | 'caption' | 'alt' | 'title'
  text: string
  /** Index of the top-level block that holds the line. */
  blockIndex: number
  /** The inlines the text was made from; empty for code, math, alternative text, and quoted words. */
  inlines: readonly Inline[]
}

/** The words of a run of inlines on one line; comments, citations and the bodies of footnotes are not part of it. */
export function inlineText(inlines: readonly Inline[]): string {
  return inlines.map(textOfInline).join('')
}

function textOfInline(inline: Inline): string {
  switch (inline.type) {
    case 'text':
    case 'reference':
      return inline.text
    case 'break':
      return ' '
    case 'link':
      return inlineText(inline.children)
    case 'math':
      return inline.tex
    case 'citation':
    case 'footnote':
    case 'comment':
      return ''
  }
}

/** Every line of the document in reading order; a footnote's lines follow the line that calls it. */
export function documentLines(document: NoteDocument): DocumentLine[] {
  const lines: DocumentLine[] = []
  document.blocks.forEach((block, blockIndex) => {
    addBlock(block, blockIndex, lines)
  })
  return lines
}

function addBlocks(blocks: readonly Block[], blockIndex: number, lines: DocumentLine[]): void {
  for (const block of blocks) addBlock(block, blockIndex, lines)
}

function addBlock(block: Block, blockIndex: number, lines: DocumentLine[]): void {
  const add = (kind: DocumentLine['kind'], text: string) => {
    if (text.trim() !== '') lines.push({ kind, text, blockIndex, inlines: [] })
  }
  switch (block.type) {
    case 'paragraph':
      addInlines('text', block.children, blockIndex, lines)
      break
    case 'heading':
      addInlines('heading', block.children, blockIndex, lines)
      break
    case 'list':
      for (const item of block.items) addBlocks(item.children, blockIndex, lines)
      break
    case 'callout':
      add('title', block.title ?? '')
      addBlocks(block.children, blockIndex, lines)
      break
    case 'quote':
      addBlocks(block.children, blockIndex, lines)
      break
    case 'code':
      add('code', block.text)
      break
    case 'math':
      add('math', block.tex)
      break
    case 'image':
      add('alt', block.alt)
      addInlines('caption', block.caption ?? [], blockIndex, lines)
      break
    case 'table':
      addInlines('caption', block.caption ?? [], blockIndex, lines)
      for (const cell of block.rows.flat()) addBlocks(cell.children, blockIndex, lines)
      break
    case 'quotation':
    case 'unknown':
      add('text', block.text)
      break
    case 'rule':
    case 'embed':
      break
  }
}

function addInlines(
  kind: DocumentLine['kind'],
  inlines: readonly Inline[],
  blockIndex: number,
  lines: DocumentLine[],
): void {
  const text = inlineText(inlines)
  // A line without words may still hold a citation that `links.ts` has to find.
  if (inlines.length > 0) lines.push({ kind, text, blockIndex, inlines })
  addFootnotes(inlines, blockIndex, lines)
}

function addFootnotes(inlines: readonly Inline[], blockIndex: number, lines: DocumentLine[]): void {
  for (const inline of inlines) {
    if (inline.type === 'footnote') addBlocks(inline.children, blockIndex, lines)
    else if (inline.type === 'link') addFootnotes(inline.children, blockIndex, lines)
  }
}
