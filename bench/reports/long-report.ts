import type { ReportSourceRecord, TypesetInput } from '../../src/main/reports/typeset/report-source.ts'
import type { Block, Inline } from '../../src/shared/document/document.ts'

const WORDS =
  'tide harbour survey measure shore barnacle winter reading archive margin letter station record height copper figure season method result earlier between through although because several careful plain narrow exact older'.split(
    ' ',
  )

/** Numbers from 0 to 1, the same for the same seed (mulberry32, Tommy Ettinger). */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let value = Math.imul(state ^ (state >>> 15), 1 | state)
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296
  }
}

const SOURCE_COUNT = 50

/** A report of about so many pages of prose with marks, citations, notes, tables, formulas, code and lists. */
export function longReport(pages: number): TypesetInput {
  const random = seeded(pages)
  const pick = () => WORDS[Math.floor(random() * WORDS.length)] ?? 'word'
  const sentence = (length: number) => {
    const words = Array.from({ length }, pick).join(' ')
    return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`
  }
  const paragraph = (): Block => {
    const children: Inline[] = [{ type: 'text', text: `${sentence(14)} ${sentence(17)} ` }]
    children.push(
      { type: 'text', text: pick(), marks: ['italic'] },
      { type: 'text', text: ` ${sentence(15)} ${sentence(12)}` },
    )
    if (random() < 0.5) {
      children.push({
        type: 'citation',
        items: [{ sourceId: `s${Math.floor(random() * SOURCE_COUNT)}`, locator: '12' }],
      })
    }
    if (random() < 0.2) {
      children.push({
        type: 'footnote',
        children: [{ type: 'paragraph', children: [{ type: 'text', text: sentence(14) }] }],
      })
    }
    return { type: 'paragraph', children }
  }
  const page = (number: number): Block[] => [
    { type: 'heading', level: number % 3 === 0 ? 3 : 2, children: [{ type: 'text', text: sentence(4).slice(0, -1) }] },
    paragraph(),
    paragraph(),
    ...special(number),
    paragraph(),
    paragraph(),
  ]
  const special = (number: number): Block[] => {
    const cell = (text: string, header: boolean) => ({
      header,
      children: [{ type: 'paragraph' as const, children: [{ type: 'text' as const, text }] }],
    })
    switch (number % 5) {
      case 0:
        return [
          {
            type: 'table',
            rows: Array.from({ length: 5 }, (_, row) => Array.from({ length: 4 }, () => cell(pick(), row === 0))),
          },
        ]
      case 1:
        return [
          { type: 'math', tex: String.raw`\sum_{i=1}^{n} w_i \left( h_i - \bar{h} \right)^2 = \frac{a + b}{\sqrt{n}}` },
        ]
      case 2:
        return [
          { type: 'code', language: 'js', text: 'for (const pin of pins) {\n  total += pin.after - pin.before\n}' },
        ]
      case 3:
        return [
          {
            type: 'list',
            kind: 'bullet',
            items: Array.from({ length: 4 }, () => ({
              children: [{ type: 'paragraph' as const, children: [{ type: 'text' as const, text: sentence(9) }] }],
            })),
          },
        ]
      default:
        return [
          { type: 'quotation', annotationId: `q${number}`, sourceId: `s${number % SOURCE_COUNT}`, text: sentence(30) },
        ]
    }
  }
  const sectionCount = Math.max(1, Math.round(pages / 10))
  const perSection = Math.ceil(pages / sectionCount)
  return {
    title: `A report of ${pages} pages`,
    authors: [{ name: 'Ingrid Halvorsen' }],
    language: 'en',
    sections: Array.from({ length: sectionCount }, (_, section) => ({
      id: `n${section}`,
      title: sentence(3).slice(0, -1),
      level: 1,
      anchorId: `a${section}`,
      document: {
        version: 1,
        blocks: Array.from({ length: perSection }, (_, number) => page(section * perSection + number)).flat(),
      },
    })),
    sources: Object.fromEntries(
      Array.from({ length: SOURCE_COUNT }, (_, index) => [`s${index}`, source(index, sentence(6))]),
    ),
    quotations: {},
    images: () => undefined,
    settings: {
      template: 'article',
      pageSize: 'a4',
      citationStyle: 'apa',
      toc: true,
      numbering: true,
      bibliography: 'cited',
      evidence: false,
    },
  }
}

function source(index: number, title: string): ReportSourceRecord {
  return {
    id: `s${index}`,
    csl: {
      type: 'article-journal',
      title,
      author: [{ family: `Author${index}`, given: 'A.' }],
      'container-title': 'Journal of Tides',
      issued: { 'date-parts': [[1950 + index]] },
      URL: `https://example.org/${index}`,
    },
    capturedAtMs: Date.UTC(2026, 10, 1 + (index % 28)),
  }
}

/** The same report with one word changed in the middle. */
export function withOneWordChanged(input: TypesetInput, word: string): TypesetInput {
  const changed = structuredClone({ ...input, images: undefined })
  const section = changed.sections[Math.floor(changed.sections.length / 2)]
  const blocks = section?.document.blocks.filter(block => block.type === 'paragraph') ?? []
  const middle = blocks[Math.floor(blocks.length / 2)]
  const first = middle?.type === 'paragraph' ? middle.children[0] : undefined
  if (first?.type === 'text') first.text = first.text.replace(/\w+/, word)
  return { ...changed, images: input.images }
}
