import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import type { Block } from '../../../shared/document/document.ts'
import { composeReport } from './compose.ts'
import type { TypesetInput } from './report-source.ts'
import { bare, readPdf } from './testing/read-pdf.ts'
import { inlines, paragraph, sampleReport } from './testing/sample-report.ts'
import { Typesetter } from './typeset.ts'

const typesetter = new Typesetter(fileURLToPath(new URL('../../../../resources', import.meta.url)))
afterAll(() => typesetter.close())

function reportOf(blocks: Block[], more: Partial<TypesetInput> = {}): TypesetInput {
  return {
    ...sampleReport(),
    subtitle: undefined,
    abstract: undefined,
    sections: [{ id: 'n', title: 'Part', level: 1, anchorId: 'a', document: { version: 1, blocks } }],
    sources: {},
    quotations: {},
    ...more,
  }
}

describe('typeset', () => {
  it('sets the sample report with text, outline, links, labels, tags, title and language', async () => {
    const { pdf, pageCount, warnings } = await typesetter.typeset(sampleReport({ toc: true, evidence: true }))
    const read = await readPdf(pdf)
    const text = bare(read.pages.join(' '))
    expect(warnings).toEqual([])
    expect(read.pages).toHaveLength(pageCount)
    for (const words of [
      'The Edge of the Barnacles',
      'Ninety-five years on a harbour wall',
      'Ingrid Halvorsen',
      'explained (Colman, 1933, pp. 435–438).',
      '(see above all Connell, 1961)',
      'The lower limit is not everywhere biological.',
      'captured 2 November 2026',
      'Table 1',
      'Ladder to steps',
      'Figure 1',
      'Warning',
      'def weighted_mean(pins):',
      'フジツボ',
      '藤壶',
      '따개비',
      'морской жёлудь',
      'βάλανος',
      '440, with the correction',
      'References',
      'Life on the Sea-Shore',
      'Evidence',
      'Readers will have noticed a party',
      '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
      '1 of ',
    ]) {
      expect(text).toContain(bare(words))
    }
    expect(text).not.toContain('COMMENT-TO-SELF')
    expect(read.outline.map(entry => entry.title)).toEqual([
      'Between the tides',
      'How the wall was levelled',
      'References',
      'Evidence',
    ])
    expect(read.outline[0]?.children).toEqual(['What the older survey says', 'Heights, then and now'])
    expect(read.urls).toContain('https://example.org/ice-scour')
    expect(read.urls).toContain('https://archive.example.org/gazette/1931-06-12/3')
    expect(read.internalLinks).toBeGreaterThan(5)
    expect(read.pageLabels?.[1]).toBe('2')
    expect(read.title).toBe('The Edge of the Barnacles')
    expect(read.language).toBe('en')
    expect(read.tagged).toBe(true)
    for (const role of ['H1', 'H2', 'P', 'L', 'Table', 'TH', 'TD', 'Figure', 'Formula', 'Note', 'BlockQuote']) {
      expect(read.roles).toContain(role)
    }
  })

  it.each(['article', 'report', 'brief', 'manuscript'] as const)('sets the %s template', async template => {
    for (const pageSize of ['a4', 'us-letter', 'a5'] as const) {
      const { pdf } = await typesetter.typeset(sampleReport({ template, pageSize, numbering: true }))
      const text = bare((await readPdf(pdf)).pages.join(' '))
      expect(text).toContain(bare('The shore between the tides is the narrowest of the great habitats'))
      expect(text).toContain(bare('The full field book is kept with the report'))
      expect(text).toContain('1Betweenthetides')
    }
  })

  it.each(['chicago-notes', 'chicago-author-date', 'ieee', 'modern-language-association', 'nature', 'vancouver'])(
    'cites in %s',
    async citationStyle => {
      const { pdf } = await typesetter.typeset(sampleReport({ citationStyle }))
      const text = bare((await readPdf(pdf)).pages.join(' '))
      expect(text).toContain('seeaboveall')
      expect(text).toContain('Southward')
    },
  )

  it('gives the same bytes for the same input and date', async () => {
    const [first, second] = [
      await typesetter.typeset(sampleReport(), { timestamp: 1_700_000_000 }),
      await new Typesetter(fileURLToPath(new URL('../../../../resources', import.meta.url))).typeset(sampleReport(), {
        timestamp: 1_700_000_000,
      }),
    ]
    expect(Buffer.from(first.pdf).equals(Buffer.from(second.pdf))).toBe(true)
  })

  it.each(['ua-1', 'a-2b', 'a-3b'] as const)('writes the sample as %s', async pdfStandard => {
    const { pdf } = await typesetter.typeset(sampleReport({ pdfStandard }))
    expect(Buffer.from(pdf).subarray(0, 5).toString()).toBe('%PDF-')
  })

  it('names what stands in the way of a standard', async () => {
    const sample = sampleReport({ pdfStandard: 'ua-1' })
    const picture = sample.sections[0]?.document.blocks.find(block => block.type === 'image')
    if (picture?.type !== 'image') throw new Error('the sample has a picture')
    const input = { ...reportOf([{ ...picture, alt: '', caption: undefined }]), settings: sample.settings }
    await expect(typesetter.typeset(input)).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringMatching(/UA-1.*alt/i),
    })
  })

  it('keeps the rest when images are damaged, missing or of another format', async () => {
    const hash = (digit: string) => digit.repeat(64)
    const bytes: Record<string, Uint8Array> = {
      [hash('1')]: Buffer.concat([Buffer.from('\u0089PNG\r\n\u001a\n', 'latin1'), Buffer.alloc(40, 7)]),
      [hash('2')]: new TextEncoder().encode(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="http://127.0.0.1:9/x.png"/></svg>',
      ),
      [hash('3')]: Buffer.from('GARBAGE'),
    }
    const blocks: Block[] = ['1', '2', '3', '4'].map(digit => ({
      type: 'image',
      blob: hash(digit),
      alt: `Alt ${digit}`,
    }))
    const { pdf, warnings } = await typesetter.typeset(
      reportOf([paragraph('Before.'), ...blocks, paragraph('After.')], {
        images: wanted => (bytes[wanted] === undefined ? undefined : { bytes: bytes[wanted], mime: 'image/png' }),
      }),
    )
    const text = bare((await readPdf(pdf)).pages.join(' '))
    expect(text).toContain('Before.')
    expect(text).toContain('After.')
    for (const digit of ['1', '3', '4']) expect(text).toContain(`Imagenotshown:Alt${digit}`)
    expect(warnings.length).toBeGreaterThanOrEqual(3)
  })

  it('links to notes in the report and leaves others as text', async () => {
    const reference = (id: string, text: string) => ({
      type: 'reference' as const,
      target: { kind: 'note' as const, id },
      text,
    })
    const { pdf } = await typesetter.typeset(
      reportOf([paragraph('See ', reference('n', 'here'), ' and ', reference('gone', 'elsewhere'), '.')]),
    )
    const read = await readPdf(pdf)
    expect(bare(read.pages.join(''))).toContain('Seehereandelsewhere.')
    expect(read.internalLinks).toBe(1)
  })

  it('never links to anything but http, https and mailto', async () => {
    const link = (href: string) => paragraph({ type: 'link', href, children: inlines(`to ${href}`) })
    const { pdf, warnings } = await typesetter.typeset(
      reportOf(
        [
          'javascript:alert(1)',
          'file:///etc/passwd',
          'data:text/html,x',
          'mailto:a@b.example',
          `https://x.example/${'a'.repeat(9_000)}`,
        ].map(link),
      ),
    )
    expect((await readPdf(pdf)).urls).toEqual(['mailto:a@b.example'])
    expect(warnings).toHaveLength(4)
  })

  it('shows embedded notes in place, and a note inside itself only once', async () => {
    const embed: Block = { type: 'embed', target: { kind: 'note', id: 'inner' } }
    const inner = { title: 'Inner', document: { version: 1 as const, blocks: [paragraph('Inner words.'), embed] } }
    const { pdf, warnings } = await typesetter.typeset(reportOf([embed], { embedded: { inner } }))
    expect(bare((await readPdf(pdf)).pages.join(''))).toContain('Innerwords.')
    expect(warnings).toEqual([expect.stringContaining('shows itself')])
  })

  it('sets lists and quotes nested far deeper than Typst can', async () => {
    let list: Block = { type: 'list', kind: 'bullet', items: [{ children: [paragraph('deepest')] }] }
    for (let depth = 0; depth < 80; depth++) {
      list = {
        type: 'list',
        kind: depth % 2 ? 'number' : 'bullet',
        items: [{ children: [paragraph(`d${depth}`), list] }],
      }
    }
    let quote: Block = { type: 'quote', children: [paragraph('innermost')] }
    for (let depth = 0; depth < 80; depth++) quote = { type: 'quote', children: [quote] }
    let table: Block = { type: 'table', rows: [[{ children: [paragraph('core')] }]] }
    for (let depth = 0; depth < 80; depth++) {
      const callout: Block = { type: 'callout', kind: 'note', children: [table] }
      table = { type: 'table', rows: [[{ children: [callout] }]] }
    }
    const { pdf } = await typesetter.typeset(reportOf([list, quote, table]))
    const text = bare((await readPdf(pdf)).pages.join(''))
    expect(text).toContain('deepest')
    expect(text).toContain('innermost')
    expect(text).toContain('core')
  })

  it('can set every template without hyphenation, which is tried when tagging fails', async () => {
    const { images: _, ...sample } = sampleReport({ pageSize: 'a5' })
    const { files } = composeReport({ ...sample, images: {} }, { unhyphenated: true })
    const lines = String(files.get('main.typ')).split('\n')
    expect(lines[lines.findIndex(line => line.startsWith('#show: template')) + 1]).toBe('#set text(hyphenate: false)')
  })

  it('reports characters that no font has', async () => {
    const { warnings } = await typesetter.typeset(reportOf([paragraph('A private character: \ue123')]))
    expect(warnings).toEqual([expect.stringContaining('\ue123')])
  })

  it('stops when it is cancelled, and works again afterwards', async () => {
    const controller = new AbortController()
    const running = typesetter.typeset(sampleReport(), {
      signal: controller.signal,
      onPhase: phase => {
        if (phase === 'laying-out') controller.abort()
      },
    })
    await expect(running).rejects.toMatchObject({ code: 'cancelled' })
    expect((await typesetter.typeset(sampleReport())).pageCount).toBeGreaterThan(1)
  })

  it('repeats a table’s header on every page it runs over', async () => {
    const rows = Array.from({ length: 120 }, (_, row) => [{ children: [paragraph(`row ${row}`)] }])
    const table: Block = { type: 'table', rows: [[{ header: true, children: [paragraph('HEADWORD')] }], ...rows] }
    const { pdf, pageCount } = await typesetter.typeset(reportOf([table]))
    const read = await readPdf(pdf)
    expect(pageCount).toBeGreaterThan(2)
    expect(read.pages.filter(page => page.includes('HEADWORD'))).toHaveLength(pageCount)
  })
})
