import { describe, expect, it } from 'vitest'
import type { Annotation } from '../../../shared/contract/annotations.ts'
import type { SourceDetail } from '../../../shared/contract/library.ts'
import type { CheckFinding } from '../../../shared/contract/reports.ts'
import type { Block, Inline } from '../../../shared/document/document.ts'
import type { CheckInput } from './check-input.ts'
import { checkReport } from './check-report.ts'

const TEXT =
  'A library is a promise.\nKeeping begins when someone checks the copy,[3] and goes on for as long as anyone does.'
const WORDS = 'Keeping begins when someone checks the copy'

const text = (value: string): Inline => ({ type: 'text', text: value })
const cite = (part: object = {}): Inline => ({ type: 'citation', items: [{ sourceId: 's1', ...part }] })
const paragraph = (...children: Inline[]): Block => ({ type: 'paragraph', children })
const quote = (...children: Block[]): Block => ({ type: 'quote', children })
const heading = (level: 1 | 2 | 3 | 4, words: string): Block => ({ type: 'heading', level, children: [text(words)] })
const quotation = (part: object = {}): Block => ({
  type: 'quotation',
  annotationId: 'a1',
  sourceId: 's1',
  text: WORDS,
  citation: { sourceId: 's1', label: 'page', locator: '3' },
  ...part,
})

const source = (record: Partial<SourceDetail['record']> = {}) =>
  ({
    id: 's1',
    record: { title: 'Keepers', authors: [{ family: 'Okafor' }], published: '2025', cslType: 'webpage', ...record },
  }) as SourceDetail
const annotation = (part: Partial<Annotation> = {}) =>
  ({ id: 'a1', sourceId: 's1', status: 'placed', passage: { exact: WORDS }, ...part }) as Annotation

interface World {
  sources?: SourceDetail[]
  annotations?: Annotation[]
  standing?: Record<string, 'trashed' | 'gone'>
  settings?: CheckInput['settings']
  embedded?: CheckInput['gathered']['embedded']
  texts?: string[]
}

function check(blocks: Block[], world: World = {}): CheckFinding[] {
  return checkReport({
    gathered: {
      sections: [{ noteId: 'n1', title: 'Keeping', document: { version: 1, blocks } }],
      sources: world.sources ?? [source()],
      annotations: world.annotations ?? [annotation()],
      embedded: world.embedded ?? {},
    },
    settings: world.settings ?? { citationStyle: 'chicago-author-date' },
    standing: ({ id }) => world.standing?.[id] ?? 'here',
    textsOf: () => world.texts ?? [TEXT],
  })
}
const kinds = (blocks: Block[], world?: World) =>
  check(blocks, world).map(({ kind, severity }) => `${kind} ${severity}`)

describe('checkReport', () => {
  it('has nothing to say about a note that is in order', () => {
    const blocks = [
      heading(2, 'Keeping'),
      paragraph(text('He writes “keeping begins when someone checks the copy” '), cite({ locator: '3' })),
      quotation(),
      quote(paragraph(text('[K]eeping begins … and goes on for as long as anyone does.'))),
      paragraph(text('as one has put it'), cite({ locator: '3' })),
    ]
    expect(check(blocks)).toEqual([])
  })

  it('finds a quotation without a citation', () => {
    expect(kinds([quote(paragraph(text('Nobody said this.')))])).toEqual(['quotation-uncited error'])
    expect(kinds([quotation()], { sources: [], annotations: [] })).toEqual(['quotation-uncited error'])
  })

  it('finds a quotation whose words are not its highlight’s', () => {
    const [finding] = check([paragraph(), quotation({ text: 'Keeping begins when nobody checks' })])
    expect(finding).toMatchObject({ kind: 'quotation-differs', severity: 'error', blockIndex: 1, sourceId: 's1' })
    expect(finding?.message).toContain('“Keeping begins when nobody checks”')
  })

  it('finds a highlight whose words are not in the capture', () => {
    expect(kinds([quotation()], { texts: ['Something else entirely.'] })).toEqual(['quotation-differs error'])
  })

  it('finds typed quotations whose words are not in the cited source', () => {
    const wrong = 'Keeping begins when someone sells the copy'
    expect(kinds([quote(paragraph(text(wrong), cite({ locator: '3' })))])).toEqual(['quotation-differs error'])
    expect(kinds([paragraph(text(`He says “${wrong}” `), cite({ locator: '3' }))])).toEqual(['quotation-differs error'])
    expect(kinds([paragraph(text(`He says “${wrong}” `), cite({ locator: '3' }))], { texts: [] })).toEqual([])
  })

  it('finds highlights that lost their place or are not sure of it', () => {
    expect(kinds([quotation()], { annotations: [annotation({ status: 'orphan' })] })).toEqual(['highlight-lost error'])
    expect(kinds([quotation()], { standing: { a1: 'trashed' } })).toEqual(['highlight-lost error'])
    expect(kinds([quotation()], { annotations: [annotation({ status: 'doubtful' })] })).toEqual([
      'highlight-doubtful warning',
    ])
  })

  it('asks for a locator where the style does', () => {
    const blocks = [quotation({ citation: undefined })]
    const book = { sources: [source({ cslType: 'book' })] }
    expect(kinds(blocks, book)).toEqual(['locator-missing warning'])
    expect(kinds(blocks)).toEqual([])
    expect(kinds(blocks, { settings: { citationStyle: 'apa' } })).toEqual(['locator-missing info'])
    expect(kinds(blocks, { ...book, settings: { citationStyle: 'ieee' } })).toEqual([])
  })

  it('names what a cited source lacks, once', () => {
    const sources = [source({ authors: [], published: null })]
    const found = check([paragraph(text('a'), cite()), paragraph(text('b'), cite())], { sources })
    expect(found).toMatchObject([{ kind: 'source-incomplete', blockIndex: 0, sourceId: 's1' }])
    expect(found[0]?.message).toContain('no author and no date')
    expect(kinds([paragraph(cite())], { sources: [source({ title: 'Untitled' })] })).toEqual([
      'source-incomplete warning',
    ])
  })

  it('finds broken links, wherever they stand', () => {
    const link: Inline = { type: 'reference', target: { kind: 'note', id: 'n9' }, text: 'Outline' }
    const inNote: Inline = { type: 'footnote', children: [paragraph(link)] }
    expect(kinds([paragraph(link)], { standing: { n9: 'trashed' } })).toEqual(['link-broken error'])
    expect(kinds([paragraph(text('x'), inNote)], { standing: { n9: 'gone' } })).toEqual(['link-broken error'])
    expect(kinds([paragraph(cite())], { standing: { s1: 'gone' }, sources: [] })).toEqual(['link-broken error'])
  })

  it('finds notes in the trash that the report shows', () => {
    const embed: Block = { type: 'embed', target: { kind: 'note', id: 'n2' } }
    expect(kinds([embed], { standing: { n2: 'trashed' } })).toEqual(['note-trashed error'])
    expect(kinds([paragraph(text('x'))], { standing: { n1: 'trashed' } })).toEqual(['note-trashed error'])
  })

  it('looks into the notes shown inside', () => {
    const embedded = {
      n2: { title: 'Inner', document: { version: 1 as const, blocks: [quote(paragraph(text('x y')))] } },
    }
    const embed: Block = { type: 'embed', target: { kind: 'note', id: 'n2' } }
    expect(check([embed], { embedded })).toMatchObject([
      { kind: 'quotation-uncited', noteId: 'n2', noteTitle: 'Inner' },
    ])
  })

  it('finds images without alternative text, which PDF/UA refuses', () => {
    const image: Block = { type: 'image', blob: 'f'.repeat(64), alt: ' ' }
    expect(kinds([image])).toEqual(['image-alt warning'])
    expect(kinds([{ ...image, alt: 'A shelf' }])).toEqual([])
    expect(kinds([image], { settings: { citationStyle: 'apa', pdfStandard: 'ua-1' } })).toEqual(['image-alt error'])
  })

  it('finds a heading level that is skipped', () => {
    const blocks = [heading(2, 'One'), paragraph(text('x')), heading(4, 'Two'), paragraph(text('y'))]
    expect(check(blocks)).toMatchObject([{ kind: 'heading-skipped', blockIndex: 2 }])
  })

  it('finds empty sections', () => {
    expect(kinds([paragraph()])).toEqual(['section-empty warning'])
    const blocks = [heading(1, 'One'), heading(2, 'Two'), heading(2, 'Three'), paragraph(text('x'))]
    expect(check(blocks)).toMatchObject([{ kind: 'section-empty', blockIndex: 1 }])
  })

  it('tells of comments to oneself', () => {
    expect(kinds([paragraph(text('x'), { type: 'comment', text: 'check this' })])).toEqual(['comment info'])
  })

  it('gives a finding the same id when it moves, and another when its words change', () => {
    const bad = quote(paragraph(text('Nobody said this.')))
    const id = (blocks: Block[]) => check(blocks)[0]?.id
    expect(id([bad])).toBe(id([paragraph(text('before')), bad]))
    expect(id([bad])).not.toBe(id([quote(paragraph(text('Nobody said that.')))]))
    const twice = check([bad, paragraph(text('x')), bad]).map(finding => finding.id)
    expect(new Set(twice).size).toBe(2)
  })
})
