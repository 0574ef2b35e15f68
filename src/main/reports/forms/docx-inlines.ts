import {
  Bookmark,
  ExternalHyperlink,
  FootnoteReferenceRun,
  InternalHyperlink,
  type IRunOptions,
  type Paragraph,
  type ParagraphChild,
  TextRun,
} from 'docx'
import type { Block, Inline, Mark } from '../../../shared/document/document.ts'
import { webUrl } from '../typeset/bibliography.ts'
import { runningText } from '../typeset/typst-literal.ts'
import type { CitedReport } from './cited-report.ts'

/** What is needed everywhere while a report is written for Word. */
export interface DocxContext {
  report: CitedReport
  /** The paragraphs of a footnote; handed down, because blocks hold inlines and inlines hold notes. */
  noteParagraphs: (blocks: readonly Block[]) => Paragraph[]
  warnings: Set<string>
}

const MARKS: Record<Mark, IRunOptions> = {
  bold: { bold: true },
  italic: { italics: true },
  underline: { underline: {} },
  strike: { strike: true },
  code: { style: 'CodeCharacter' },
  subscript: { subScript: true },
  superscript: { superScript: true },
  highlight: { highlight: 'yellow' },
}

type Format = IRunOptions & { inNote?: boolean }

/** Inlines as runs, links and notes. Inside a note there is no other note: its words stand in brackets. */
export function docxInlines(inlines: readonly Inline[], context: DocxContext, format: Format = {}): ParagraphChild[] {
  return inlines.flatMap(inline => docxInline(inline, context, format))
}

function docxInline(inline: Inline, context: DocxContext, format: Format): ParagraphChild[] {
  const { inNote = false, ...run } = format
  switch (inline.type) {
    case 'text': {
      const marks = Object.assign({}, ...(inline.marks ?? []).map(mark => MARKS[mark]))
      const text = runningText(inline.text)
      return text === '' ? [] : [new TextRun({ ...run, ...marks, text })]
    }
    case 'break':
      return [new TextRun({ ...run, break: 1 })]
    case 'link': {
      const children = docxInlines(inline.children, context, { ...format, style: 'Hyperlink' })
      const link = webUrl(inline.href)
      return link === undefined || children.length === 0 ? children : [new ExternalHyperlink({ link, children })]
    }
    case 'reference': {
      const anchor = context.report.anchorOf(inline.target)
      const text = runningText(inline.text)
      if (anchor === undefined) return [new TextRun({ ...run, text })]
      const children = [new TextRun({ ...run, text, style: 'Hyperlink' })]
      return [new InternalHyperlink({ anchor: bookmarkName(anchor), children })]
    }
    case 'math':
      return [new TextRun({ ...run, text: runningText(inline.tex), style: 'CodeCharacter' })]
    case 'footnote':
      return footnote(inline.children, context, inNote)
    // Worded and left out before; see `citedReport`.
    case 'citation':
    case 'comment':
      return []
  }
}

function footnote(blocks: readonly Block[], context: DocxContext, inNote: boolean): ParagraphChild[] {
  if (!inNote) return [new FootnoteReferenceRun({ children: context.noteParagraphs(blocks) })]
  const words = blocks.flatMap(block => (block.type === 'paragraph' ? block.children : []))
  return [new TextRun(' ('), ...docxInlines(words, context, { inNote }), new TextRun(')')]
}

/** A name that Word takes for a bookmark: letters, digits and underscores, at most 40. */
export function bookmarkName(id: string): string {
  return `_${id.replace(/[^A-Za-z0-9]/g, '_').slice(-38)}`
}

export function bookmarked(id: string | undefined, children: ParagraphChild[]): ParagraphChild[] {
  return id === undefined ? children : [new Bookmark({ id: bookmarkName(id), children })]
}
