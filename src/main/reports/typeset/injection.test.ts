import { fileURLToPath } from 'node:url'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Block } from '../../../shared/document/document.ts'
import { bibliographyFile } from './bibliography.ts'
import type { PortableTypesetInput } from './report-source.ts'
import { bare, readPdf } from './testing/read-pdf.ts'
import { inlines, paragraph, sampleReport } from './testing/sample-report.ts'
import { ReportTypesetter } from './typeset-report.ts'
import { TypstEngine } from './typst-engine.ts'
import { cleanText, literal, runningText, textCode } from './typst-literal.ts'

const resourcesFolder = fileURLToPath(new URL('../../../../resources', import.meta.url))

const META = Array.from('#$\\"\'`*_~@<>[](){}=+-/;:,.!?|&%^°§0aZ\n\t é→漢😀\u00ad\u200b\u202e\ud800\u0000')
const hostile = fc.string({
  unit: fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...META) },
    {
      weight: 2,
      arbitrary: fc.constantFrom(
        '#sys.version',
        '$x$',
        '#import "@preview/a:1.0.0"',
        '\\u{41}',
        '//',
        '/*',
        '*/',
        '#{',
        ']]',
      ),
    },
    { weight: 2, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 3 }) },
  ),
  maxLength: 30,
})

describe('literal', () => {
  it('is read by Typst as exactly the cleaned text', () => {
    const engine = new TypstEngine()
    const compiler = NodeCompiler.create({ workspace: engine.workspace })
    const strings = fc.sample(hostile, 20_000)
    const source = strings.map(text => `#metadata(${literal(cleanText(text))})<x>`).join('\n')
    const read: { value: string }[] = compiler.query({ mainFileContent: source }, { selector: '<x>' })
    expect(read.map(entry => entry.value)).toEqual(strings.map(cleanText))
  })

  it('gives the same words whether or not a long one is broken up', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii', maxLength: 200 }), text => {
        const joined = textCode(text)
          .flatMap(piece => piece.split('; zb; '))
          .map(piece => JSON.parse(piece) as string)
          .join('')
        expect(joined).toBe(runningText(text))
      }),
    )
  })
})

/** A word of metacharacters that must be found again in the PDF, between letters that mark its ends. */
const token = fc
  .string({ unit: fc.constantFrom(...'#$\\"\'`*_~@<>[](){}=+/;:!?|&%^aZ09é'), minLength: 1, maxLength: 6 })
  .map(text => `A${text}Z`)

interface Fuzzed {
  tokens: string[]
  input: PortableTypesetInput
}

/** A report in which every place for text holds a text of its own. */
function fuzzedReport(next: () => string): Fuzzed {
  const tokens: string[] = []
  const put = () => {
    const text = next()
    tokens.push(text)
    return text
  }
  const cell = (header: boolean) => ({ header, children: [paragraph(put())] })
  const blocks: Block[] = [
    { type: 'heading', level: 2, children: inlines(put()) },
    paragraph(
      put(),
      ' ',
      { type: 'text', text: put(), marks: ['bold', 'italic'] },
      ' ',
      { type: 'text', text: put(), marks: ['code'] },
      ' ',
      { type: 'link', href: 'https://example.org/', children: inlines(put()) },
      ' ',
      { type: 'reference', target: { kind: 'note', id: 'n' }, text: put() },
      { type: 'footnote', children: [paragraph(put())] },
      { type: 'citation', items: [{ sourceId: 's', locator: put(), prefix: put(), suffix: put() }] },
    ),
    { type: 'list', kind: 'bullet', items: [{ children: [paragraph(put())] }] },
    { type: 'list', kind: 'check', items: [{ checked: true, children: [paragraph(put())] }] },
    { type: 'quote', children: [paragraph(put())] },
    { type: 'callout', kind: 'tip', title: put(), children: [paragraph(put())] },
    { type: 'code', language: 'js', text: put() },
    {
      type: 'table',
      caption: inlines(put()),
      rows: [
        [cell(true), cell(true)],
        [cell(false), cell(false)],
      ],
    },
    { type: 'image', blob: 'f'.repeat(64), alt: put(), caption: inlines(put()) },
    { type: 'quotation', annotationId: 'q', sourceId: 's', text: '' },
    { type: 'unknown', original: {}, text: put() },
  ]
  const { images: _, ...sample } = sampleReport({ toc: false, evidence: true })
  const quoted = put()
  const input: PortableTypesetInput = {
    ...sample,
    title: put(),
    subtitle: put(),
    authors: [{ name: put(), affiliation: put() }],
    date: put(),
    abstract: put(),
    keywords: [put()],
    sections: [{ id: 'n', title: put(), level: 1, anchorId: 'x', document: { version: 1, blocks } }],
    sources: {
      s: {
        id: 's',
        csl: {
          type: 'book',
          title: put(),
          author: [{ literal: put() }],
          publisher: put(),
          issued: { 'date-parts': [[2001]] },
        },
        capturedAtMs: 0,
      },
    },
    quotations: { q: { text: quoted, sourceId: 's', prefix: put(), suffix: put(), status: 'exact' } },
    images: {},
  }
  return { tokens, input }
}

const DOCUMENTS = 25

describe('typesetting hostile text', () => {
  it('prints every text of a report as it is, wherever it stands', async () => {
    const typesetter = new ReportTypesetter()
    const samples = fc.sample(token, { numRuns: DOCUMENTS * 50, seed: 7 })
    const lostFrom = async (tokens: string[], input: PortableTypesetInput) => {
      const { pdf } = typesetter.typeset({ input, resourcesFolder, timestamp: 1, preview: false }, () => {})
      const text = bare((await readPdf(pdf)).pages.join(''))
      return tokens.filter(wanted => !text.toLowerCase().includes(bare(wanted).toLowerCase()))
    }
    for (let run = 0; run < DOCUMENTS; run++) {
      let index = run * 50
      const { tokens, input } = fuzzedReport(() => samples[index++] ?? 'AZ')
      let lost = await lostFrom(tokens, input)
      // Where a word breaks over two pages, the running foot stands between its halves: look again with all moved down.
      if (lost.length > 0) {
        input.sections[0]?.document.blocks.unshift(...Array.from({ length: 9 }, () => paragraph('Moved down.')))
        lost = await lostFrom(lost, input)
      }
      expect(lost).toEqual([])
    }
  })

  it('never fails, whatever Unicode stands in whatever place', () => {
    const typesetter = new ReportTypesetter()
    const samples = fc.sample(hostile, { numRuns: DOCUMENTS * 50, seed: 11 })
    for (let run = 0; run < DOCUMENTS; run++) {
      let index = run * 50
      const { input } = fuzzedReport(() => samples[index++] ?? '')
      const { pdf } = typesetter.typeset({ input, resourcesFolder, timestamp: 1, preview: false }, () => {})
      expect(pdf.length).toBeGreaterThan(1_000)
    }
  })
})

describe('bibliographyFile', () => {
  it('evaluates nothing that stands in a field', async () => {
    const { images: _, ...sample } = sampleReport({ bibliography: 'all' })
    const attack = '$#sys.version$ {$#(6*7)$} \\$x\\$'
    const input: PortableTypesetInput = {
      ...sample,
      images: {},
      sections: [],
      sources: {
        s: {
          id: 's',
          csl: {
            type: 'chapter',
            title: `T ${attack}`,
            'container-title': `C ${attack}`,
            publisher: `P ${attack}`,
            'publisher-place': `L ${attack}`,
            genre: attack,
            edition: attack,
            volume: attack,
            page: attack,
            DOI: attack,
            language: attack,
            URL: 'javascript:alert(1)',
            author: [{ family: attack, given: attack, suffix: attack }],
            issued: { raw: attack },
          },
        },
      },
    }
    const { pdf } = new ReportTypesetter().typeset({ input, resourcesFolder, timestamp: 1, preview: false }, () => {})
    const read = await readPdf(pdf)
    const text = bare(read.pages.join(''))
    expect(text).toContain(bare(`T ${attack}`))
    expect(text).toContain(bare(`C ${attack}`))
    expect(text).not.toContain('0.14')
    expect(text).not.toContain('42')
    expect(read.urls).toEqual([])
  })

  it('escapes what hayagriva would read as formatting', () => {
    const file = bibliographyFile([{ key: 'k', csl: { type: 'book', title: 'a $b$ {c} \\d' } }])
    expect(JSON.parse(file)).toEqual({ k: { type: 'book', title: 'a \\$b\\$ \\{c\\} \\\\d' } })
  })
})
