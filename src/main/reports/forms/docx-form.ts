import {
  AlignmentType,
  Document,
  Footer,
  type ILevelsOptions,
  LevelFormat,
  Packer,
  PageNumber,
  Paragraph,
  type Table,
  TableOfContents,
  TextRun,
} from 'docx'
import type { TypesetInput } from '../typeset/report-source.ts'
import { wordsFor } from '../typeset/report-words.ts'
import { runningText } from '../typeset/typst-literal.ts'
import type { CitedReport } from './cited-report.ts'
import { type DocxBlocksContext, docxBlocks, TOP } from './docx-blocks.ts'
import { docxInlines } from './docx-inlines.ts'
import { docxStyles } from './docx-styles.ts'

// Twips, 1/1440 inch.
const PAGES = {
  a4: { width: 11_906, height: 16_838 },
  'us-letter': { width: 12_240, height: 15_840 },
  a5: { width: 8_391, height: 11_906 },
}
const MARGINS = { a4: 1_440, 'us-letter': 1_440, a5: 1_020 }
const TWIPS_PER_PX = 15

/** A report as a Word file with real styles, footnotes, headings and, if asked for, a table of contents as a field. */
export async function docxForm(
  input: TypesetInput,
  report: CitedReport,
): Promise<{ bytes: Uint8Array; warnings: string[] }> {
  const { pageSize, toc } = input.settings
  const page = PAGES[pageSize]
  const margin = MARGINS[pageSize]
  const numberings: { reference: string; levels: ILevelsOptions[] }[] = []
  const context: DocxBlocksContext = {
    report,
    warnings: new Set(),
    images: input.images,
    textWidthPx: Math.floor((page.width - 2 * margin) / TWIPS_PER_PX),
    numbering: start => {
      const reference = `numbers-${numberings.length + 1}`
      numberings.push({ reference, levels: numberLevels(start) })
      return reference
    },
    noteParagraphs: blocks => {
      const inside = { ...TOP, inNote: true, paragraph: { style: 'FootnoteText' } }
      return docxBlocks(blocks, context, inside).filter(block => block instanceof Paragraph)
    },
  }
  const children = [
    ...front(input),
    ...(toc ? contents(input) : []),
    ...docxBlocks(report.blocks, context),
    ...bibliography(report, context),
    ...docxBlocks(report.evidence, context),
  ]
  const document = new Document({
    title: runningText(input.title),
    creator: runningText((input.authors ?? []).map(({ name }) => name).join(', ')) || ' ',
    styles: docxStyles(input),
    numbering: { config: numberings },
    features: { updateFields: toc },
    sections: [
      {
        properties: { page: { size: page, margin: { top: margin, bottom: margin, left: margin, right: margin } } },
        footers: { default: pageNumber() },
        children,
      },
    ],
  })
  return { bytes: await Packer.toBuffer(document), warnings: [...context.warnings] }
}

function numberLevels(start: number): ILevelsOptions[] {
  return Array.from({ length: 9 }, (_, level) => ({
    level,
    start: level === 0 ? start : 1,
    format: [LevelFormat.DECIMAL, LevelFormat.LOWER_LETTER, LevelFormat.LOWER_ROMAN][level % 3],
    text: `%${level + 1}.`,
    alignment: AlignmentType.START,
    style: { paragraph: { indent: { left: 720 * (level + 1), hanging: 360 } } },
  }))
}

function pageNumber(): Footer {
  const number = new TextRun({ children: [PageNumber.CURRENT] })
  return new Footer({ children: [new Paragraph({ alignment: AlignmentType.CENTER, children: [number] })] })
}

function front({ title, subtitle, authors, date, abstract, language }: TypesetInput): Paragraph[] {
  const people = (authors ?? []).map(({ name, affiliation }) => (affiliation ? `${name} (${affiliation})` : name))
  const byline = [people.join(', '), date ?? ''].filter(part => part !== '').join(' · ')
  const line = (style: string, text: string | undefined) =>
    text?.trim() ? [new Paragraph({ style, children: [new TextRun(runningText(text))] })] : []
  const paragraphs = (abstract ?? '').split(/\n\s*\n/).filter(part => part.trim() !== '')
  const head = new TextRun({ text: `${wordsFor(language).abstract}. `, bold: true })
  return [
    ...line('Title', title),
    ...line('Subtitle', subtitle),
    ...line('Byline', byline),
    ...paragraphs.map(
      (text, index) =>
        new Paragraph({
          style: 'Abstract',
          children: [...(index === 0 ? [head] : []), new TextRun(runningText(text))],
        }),
    ),
  ]
}

function contents({ language }: TypesetInput): (Paragraph | TableOfContents)[] {
  const title = wordsFor(language).contents ?? 'Contents'
  return [
    new Paragraph({ style: 'ContentsHeading', children: [new TextRun(title)] }),
    new TableOfContents(title, { hyperlink: true, headingStyleRange: '1-3' }),
  ]
}

function bibliography(report: CitedReport, context: DocxBlocksContext): (Paragraph | Table)[] {
  const { title, entries } = report.bibliography
  if (entries.length === 0) return []
  return [
    ...docxBlocks([{ type: 'heading', level: 1, children: [{ type: 'text', text: title }] }], context),
    ...entries.map(entry => new Paragraph({ style: 'Bibliography', children: docxInlines(entry, context) })),
  ]
}
