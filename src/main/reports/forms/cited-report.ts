import type { Block, CitationItem, Inline } from '../../../shared/document/document.ts'
import { webUrl } from '../typeset/bibliography.ts'
import { capitalised, dateText } from '../typeset/block-code.ts'
import type { CitationGroup, CitationTexts, TextRun } from '../typeset/citation-texts.ts'
import { hasRaisedCitations } from '../typeset/composition.ts'
import { spaceCitations } from '../typeset/inline-code.ts'
import type { TypesetInput } from '../typeset/report-source.ts'
import { wordsFor } from '../typeset/report-words.ts'
import { type AssembledReport, assembleReport } from './assemble-report.ts'
import { mapBlocks } from './map-document.ts'

/** A report of which every citation is worded already: what is left is text, formatting, links and notes. */
export interface CitedReport extends AssembledReport {
  bibliography: { title: string; entries: Inline[][] }
  evidence: Block[]
}

type Cite = (groups: CitationGroup[]) => Promise<CitationTexts>

/** Assembles a report and has its citations worded. Errors: those of `cite`. */
export async function citedReport(input: TypesetInput, cite: Cite): Promise<CitedReport> {
  const assembled = assembleReport(input)
  const groups: CitationGroup[] = []
  const indexes = new Map<object, number>()
  const add = (at: object, items: CitationItem[], inFootnote: boolean) => {
    indexes.set(at, groups.push({ items, inFootnote }) - 1)
  }
  mapBlocks(assembled.blocks, {
    block: (block, { footnote }) => {
      if (block.type === 'quotation') add(block, [{ ...block.citation, sourceId: block.sourceId }], footnote)
      return undefined
    },
    inline: (inline, { footnote }) => {
      if (inline.type === 'citation') add(inline, inline.items, footnote)
      return undefined
    },
  })
  const texts = await cite(groups)
  const raised = hasRaisedCitations(input.settings.citationStyle)
  const worded = (at: object): Inline[] => {
    const text = texts.groups[indexes.get(at) ?? -1]
    if (text?.note === undefined) return toInlines(text?.inPlace ?? [])
    return [{ type: 'footnote', children: [{ type: 'paragraph', children: toInlines(text.note) }] }]
  }
  const quoted: Extract<Block, { type: 'quotation' }>[] = []
  const blocks = mapBlocks(assembled.blocks, {
    run: inlines => spaceCitations(inlines, raised),
    inline: inline => (inline.type === 'citation' ? worded(inline) : undefined),
    block: block => {
      if (block.type !== 'quotation') return undefined
      quoted.push(block)
      return [quotationBlock(block, worded(block), raised, input)]
    },
  })
  const words = wordsFor(input.language)
  const title = input.settings.bibliography === 'all' ? words.bibliography : words.references
  return {
    ...assembled,
    blocks,
    bibliography: { title: title ?? 'Bibliography', entries: texts.bibliography.map(toInlines) },
    evidence: input.settings.evidence ? evidenceBlocks(quoted, input) : [],
  }
}

function toInlines(runs: readonly TextRun[]): Inline[] {
  return runs.map(({ text, href, ...format }): Inline => {
    const marks = (['bold', 'italic', 'superscript'] as const).filter(mark => format[mark] === true)
    const inline: Inline = { type: 'text', text, ...(marks.length === 0 ? {} : { marks }) }
    return href === undefined ? inline : { type: 'link', href, children: [inline] }
  })
}

const plain = (text: string): Inline => ({ type: 'text', text })

/** The quoted words, below them what is cited, when it was captured, and where it stands on the web. */
function quotationBlock(
  block: Extract<Block, { type: 'quotation' }>,
  citation: Inline[],
  raised: boolean,
  input: TypesetInput,
): Block {
  const lines = block.text.split(/\n+/).filter(line => line.trim() !== '')
  const paragraphs = lines.map((line): Inline[] => [plain(line.trim())])
  const source = input.sources[block.sourceId]
  const words = wordsFor(input.language)
  const day = source?.capturedAtMs === undefined ? '' : dateText(source.capturedAtMs, input.language)
  const url = webUrl(source?.csl.URL)
  if (raised) paragraphs.at(-1)?.push(...citation)
  const captured = day === '' ? '' : `${words.captured} ${day}`
  const parts: Inline[][] = [
    raised ? [] : citation,
    captured === '' ? [] : [plain(raised ? capitalised(captured) : captured)],
    url === undefined ? [] : [{ type: 'link', href: url, children: [plain(new URL(url).host.replace(/^www\./, ''))] }],
  ]
  const origin = parts.filter(part => part.length > 0)
  const line = origin.flatMap((part, index) => (index === 0 ? part : [plain(' · '), ...part]))
  const all = line.length === 0 ? paragraphs : [...paragraphs, line]
  return { type: 'quote', id: block.id, children: all.map(children => ({ type: 'paragraph', children })) }
}

/** Each quoted passage in its context, with capture time, address and fingerprint of what was captured. */
function evidenceBlocks(quoted: readonly Extract<Block, { type: 'quotation' }>[], input: TypesetInput): Block[] {
  if (quoted.length === 0) return []
  const words = wordsFor(input.language)
  const entries = quoted.flatMap(({ annotationId, sourceId, text }): Block[] => {
    const { prefix = '', suffix = '' } = input.quotations[annotationId] ?? {}
    const source = input.sources[sourceId]
    const url = webUrl(source?.csl.URL)
    const captured =
      source?.capturedAtMs === undefined
        ? []
        : [plain(`${capitalised(words.captured)} ${new Date(source.capturedAtMs).toISOString().slice(0, 19)}Z`)]
    const lines: Inline[][] = [
      [{ type: 'text', text: source?.csl.title ?? words.unknownSource, marks: ['italic'] }],
      captured,
      url === undefined ? [] : [{ type: 'link', href: url, children: [plain(url)] }],
      source?.sha256 === undefined ? [] : [plain(`${words.original}: ${source.sha256}`)],
    ]
    const context: Inline[] = [plain(prefix), { type: 'text', text, marks: ['bold'] }, plain(suffix)]
    const about = lines.filter(line => line.length > 0)
    return [
      { type: 'quote', children: [{ type: 'paragraph', children: context }] },
      {
        type: 'paragraph',
        children: about.flatMap((line, index): Inline[] => (index === 0 ? line : [{ type: 'break' }, ...line])),
      },
    ]
  })
  return [
    { type: 'heading', level: 1, id: 'evidence', children: [plain(words.evidence)] },
    { type: 'paragraph', children: [plain(words.evidenceIntro)] },
    ...entries,
  ]
}
