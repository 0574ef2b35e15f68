import {
  AlignmentType,
  HeadingLevel,
  ImageRun,
  type IParagraphOptions,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalMergeType,
  WidthType,
} from 'docx'
import type { Block, ImageBlock, ListBlock, TableBlock } from '../../../shared/document/document.ts'
import { imageFormat } from '../typeset/image-formats.ts'
import type { ReportImage } from '../typeset/report-source.ts'
import { placeCells } from '../typeset/table-code.ts'
import { cleanText, runningText } from '../typeset/typst-literal.ts'
import { bookmarked, type DocxContext, docxInlines } from './docx-inlines.ts'

export interface DocxBlocksContext extends DocxContext {
  images: (hash: string) => ReportImage | undefined
  /** Width of the text in pixels at 96 to the inch. */
  textWidthPx: number
  /** A numbered list of its own, counting from `start`; its reference among the document's numberings. */
  numbering: (start: number) => string
}

interface Place {
  /** What the paragraphs here look like, unless they say so themselves. */
  paragraph: IParagraphOptions
  listDepth: number
  inNote: boolean
}

export const TOP: Place = { paragraph: {}, listDepth: 0, inNote: false }

const HEADINGS = [
  HeadingLevel.HEADING_1,
  HeadingLevel.HEADING_2,
  HeadingLevel.HEADING_3,
  HeadingLevel.HEADING_4,
  HeadingLevel.HEADING_5,
  HeadingLevel.HEADING_6,
]

/** Blocks as Word's paragraphs and tables. */
export function docxBlocks(
  blocks: readonly Block[],
  context: DocxBlocksContext,
  place: Place = TOP,
): (Paragraph | Table)[] {
  return blocks.flatMap(block => docxBlock(block, context, place))
}

function docxBlock(block: Block, context: DocxBlocksContext, place: Place): (Paragraph | Table)[] {
  const paragraph = (children: ParagraphChild[], options: IParagraphOptions = {}) =>
    new Paragraph({ ...place.paragraph, ...options, children: bookmarked(block.id, children) })
  const inlines = (children: Extract<Block, { type: 'paragraph' }>['children']) =>
    docxInlines(children, context, { inNote: place.inNote })
  switch (block.type) {
    case 'paragraph':
      // An anchor without words would be an empty line: it moves into the next paragraph's place.
      return block.children.length === 0 ? [] : [paragraph(inlines(block.children))]
    case 'heading':
      return [paragraph(inlines(block.children), { heading: HEADINGS[block.level - 1] })]
    case 'list':
      return list(block, context, place)
    case 'quote':
      return docxBlocks(block.children, context, { ...place, paragraph: { ...place.paragraph, style: 'Quotation' } })
    case 'callout': {
      const inside = { ...place, paragraph: { ...place.paragraph, style: 'Callout' } }
      const title = block.title ? [new TextRun({ text: runningText(block.title), bold: true })] : []
      const head = title.length === 0 ? [] : [paragraph(title, { style: 'Callout', keepNext: true })]
      return [...head, ...docxBlocks(block.children, context, inside)]
    }
    case 'code':
      return [paragraph(codeLines(block.text), { style: 'CodeBlock' })]
    case 'math':
      context.warnings.add('Formulas are written as TeX in Word files.')
      return [paragraph([new TextRun({ text: runningText(block.tex), style: 'CodeCharacter' })], CENTERED)]
    case 'image':
      return image(block, context, place)
    case 'table':
      return table(block, context, place)
    case 'rule':
      return [paragraph([new TextRun('* * *')], CENTERED)]
    case 'unknown':
      return [paragraph([new TextRun(runningText(block.text))])]
    // Resolved before; see `citedReport`.
    case 'quotation':
    case 'embed':
      return []
  }
}

const CENTERED: IParagraphOptions = { alignment: AlignmentType.CENTER }

function codeLines(text: string): TextRun[] {
  return cleanText(text)
    .replace(/\n$/, '')
    .split('\n')
    .map((line, index) => new TextRun({ text: line, ...(index === 0 ? {} : { break: 1 }) }))
}

const MAX_LIST_DEPTH = 8

function list(block: ListBlock, context: DocxBlocksContext, place: Place): (Paragraph | Table)[] {
  const level = Math.min(place.listDepth, MAX_LIST_DEPTH)
  const numbers = block.kind === 'number' ? context.numbering(Math.max(0, Math.trunc(block.start ?? 1))) : undefined
  const sign: IParagraphOptions =
    numbers === undefined ? { bullet: { level } } : { numbering: { reference: numbers, level } }
  return block.items.flatMap(item => {
    const [first, ...rest] = item.children
    const box = block.kind === 'check' ? [new TextRun(item.checked ? '☑ ' : '☐ ')] : []
    const words = first?.type === 'paragraph' ? docxInlines(first.children, context, { inNote: place.inNote }) : []
    const head = new Paragraph({ ...place.paragraph, ...sign, children: [...box, ...words] })
    const indented = { ...place.paragraph, indent: { left: 720 * (level + 1) } }
    const others = first?.type === 'paragraph' ? rest : item.children
    return [
      head,
      ...others.flatMap(child =>
        child.type === 'list'
          ? list(child, context, { ...place, listDepth: level + 1 })
          : docxBlock(child, context, { ...place, paragraph: indented, listDepth: level + 1 }),
      ),
    ]
  })
}

function image(block: ImageBlock, context: DocxBlocksContext, place: Place): Paragraph[] {
  const picture = pictureRun(block, context)
  const alt = runningText(block.alt).trim()
  if (picture === undefined) {
    context.warnings.add('An image is not in the Word file: it is missing, or of a kind Word does not take.')
  }
  const shown = picture ?? new TextRun({ text: `[${alt || '—'}]`, italics: true })
  const caption = docxInlines(block.caption ?? [], context, { inNote: place.inNote })
  const keepNext = caption.length > 0
  const lines = [new Paragraph({ ...CENTERED, keepNext, children: bookmarked(block.id, [shown]) })]
  return caption.length === 0 ? lines : [...lines, new Paragraph({ style: 'Caption', ...CENTERED, children: caption })]
}

function pictureRun(block: ImageBlock, { images, textWidthPx }: DocxBlocksContext): ImageRun | undefined {
  const found = images(block.blob)
  const format = found === undefined ? { reason: '' } : imageFormat(found)
  if (found === undefined || 'reason' in format || format.extension === 'svg' || format.extension === 'webp')
    return undefined
  const width = Math.min(format.widthPx, textWidthPx) * (block.width ?? 1)
  const height = (width * format.heightPx) / format.widthPx
  const alt = runningText(block.alt).trim()
  return new ImageRun({
    type: format.extension,
    data: found.bytes,
    transformation: { width: Math.round(width), height: Math.max(1, Math.round(height)) },
    ...(alt === '' ? {} : { altText: { name: alt.slice(0, 80), description: alt } }),
  })
}

const ALIGNMENTS = { left: AlignmentType.LEFT, center: AlignmentType.CENTER, right: AlignmentType.RIGHT }

function table(block: TableBlock, context: DocxBlocksContext, place: Place): (Paragraph | Table)[] {
  const { cells, headerRows } = placeCells(block.rows)
  if (cells.length === 0) return []
  const rows = block.rows.map((_row, y) => {
    // A cell that reaches down stands in every row it covers.
    const inRow = cells.filter(cell => cell.y <= y && y < cell.y + cell.rowspan).sort((a, b) => a.x - b.x)
    const children = inRow.map(({ cell, y: top, colspan, rowspan }) => {
      const paragraph = cell.align === undefined ? {} : { alignment: ALIGNMENTS[cell.align] }
      const inside = { ...place, paragraph: { ...paragraph, style: cell.header ? 'TableHead' : 'TableText' } }
      const content = top === y ? docxBlocks(cell.children, context, inside) : []
      const merge =
        rowspan === 1 ? {} : { verticalMerge: y === top ? VerticalMergeType.RESTART : VerticalMergeType.CONTINUE }
      // A cell must end with a paragraph.
      const isEnded = content.at(-1) instanceof Paragraph
      return new TableCell({
        columnSpan: colspan,
        ...merge,
        children: isEnded ? content : [...content, new Paragraph({})],
      })
    })
    return new TableRow({ tableHeader: y < headerRows, cantSplit: true, children })
  })
  const margins = { top: 60, bottom: 60, left: 100, right: 100 }
  const drawn = new Table({ rows, margins, width: { size: 100, type: WidthType.PERCENTAGE } })
  const caption = docxInlines(block.caption ?? [], context, { inNote: place.inNote })
  // Two tables that touch become one in Word.
  const after = new Paragraph({ spacing: { after: 120 } })
  const head = new Paragraph({ style: 'Caption', keepNext: true, children: caption })
  return caption.length === 0 ? [drawn, after] : [head, drawn, after]
}
