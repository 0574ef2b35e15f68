import { describe, expect, it } from 'vitest'
import type { CitationTexts, TextRun } from './citation-texts.ts'
import type { TypesetInput } from './report-source.ts'
import { cite } from './typeset.ts'

const okafor = {
  id: 'a',
  csl: {
    type: 'book',
    title: 'Keepers & $sys.version$ <b>',
    author: [{ family: 'Okafor', given: 'Ifeoma' }],
    publisher: 'Shelf',
    issued: { 'date-parts': [[2025]] },
  },
}
const zed = {
  id: 'b',
  csl: { type: 'webpage', title: 'Second', author: [{ family: 'Zed' }], URL: 'https://x.example/a' },
}

const input = (citationStyle: string): TypesetInput => ({
  title: 'Report',
  language: 'en',
  sections: [],
  sources: { a: okafor, b: zed },
  quotations: {},
  images: () => undefined,
  settings: {
    template: 'article',
    pageSize: 'a4',
    citationStyle,
    toc: false,
    numbering: false,
    bibliography: 'cited',
    evidence: false,
  },
})
const words = (runs: TextRun[] | undefined) => runs?.map(run => run.text).join('')
const first = { items: [{ sourceId: 'a', locator: '3', label: 'page' as const }], inFootnote: false }
const textsOf = (style: string): Promise<CitationTexts> => cite(input(style), [first, first])

describe('cite', () => {
  it('words author–date citations and the bibliography as text', async () => {
    const { groups, bibliography } = await textsOf('apa')
    expect(groups.map(group => words(group.inPlace))).toEqual(['(Okafor, 2025, p. 3)', '(Okafor, 2025, p. 3)'])
    expect(bibliography.map(words)).toEqual(['Okafor, I. (2025). Keepers & $sys.version$ <b>. Shelf.'])
    expect(bibliography[0]?.find(run => run.italic)?.text).toBe('Keepers & $sys.version$ <b>')
  })

  it('puts the citations of a note style into notes, the second shorter', async () => {
    const { groups } = await textsOf('chicago-notes')
    expect(groups.map(group => group.inPlace)).toEqual([[], []])
    expect(words(groups[0]?.note)).toMatch(
      /^Ifeoma Okafor, Keepers & \$sys.version\$ <b> \(Shelf, 2025\), p?p?\.? ?3\.?$/i,
    )
    expect(words(groups[1]?.note)).not.toContain('Ifeoma')
  })

  it('keeps numbers and addresses', async () => {
    const { groups, bibliography } = await cite(input('ieee'), [
      { items: [{ sourceId: 'b' }, { sourceId: 'a' }], inFootnote: false },
    ])
    expect(words(groups[0]?.inPlace)).toBe('[1], [2]')
    expect(bibliography.map(words)[0]).toMatch(/^\[1\] Zed/)
    expect(bibliography[0]?.find(run => run.href)?.href).toBe('https://x.example/a')
  })

  it('says that there is no such style', async () => {
    await expect(cite(input('no-such-style'), [first])).rejects.toMatchObject({ code: 'invalid-input' })
  })

  it('has nothing to list when nothing is cited', async () => {
    expect(await cite(input('apa'), [])).toEqual({ groups: [], bibliography: [] })
  })
})
