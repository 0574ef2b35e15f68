import { buildEditorFromExtensions } from '@lexical/extension'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { documentText } from '../../../shared/document/derive/plain-text.ts'
import {
  type Block,
  type CitationItem,
  type Inline,
  Mark,
  NoteDocument,
  type TableBlock,
} from '../../../shared/document/document.ts'
import { NoteExtension } from '../editor/note-extension.ts'
import { $readDocument } from './from-lexical.ts'
import { $loadDocument } from './to-lexical.ts'

/** The document after a stay in a real editor, with every transform of the note editor at work. */
function throughEditor(document: NoteDocument): NoteDocument {
  const editor = buildEditorFromExtensions(NoteExtension)
  editor.update(() => $loadDocument(document), { discrete: true })
  const result = editor.getEditorState().read(() => $readDocument())
  editor.dispose()
  return NoteDocument.parse(result)
}
const documentOf = (...blocks: Block[]): NoteDocument => ({ version: 1, blocks })
const paragraph = (...children: Inline[]): Block => ({ type: 'paragraph', children })
const text = (value: string, ...marks: Mark[]): Inline => ({
  type: 'text',
  text: value,
  ...(marks.length > 0 ? { marks } : {}),
})

const EVERY_INLINE: [string, Inline][] = [
  ['text', text('Two things are called preservation.')],
  ...Mark.options.map((mark): [string, Inline] => [`text in ${mark}`, text('marked', mark)]),
  ['text in every mark', text('all', ...Mark.options)],
  ['break', { type: 'break' }],
  ['link', { type: 'link', href: 'https://example.org/a?b=c#d', children: [text('a '), text('link', 'bold')] }],
  ['reference to a note', { type: 'reference', target: { kind: 'note', id: 'n1' }, text: 'Copies and keepers' }],
  [
    'reference to a block, with words of its own',
    { type: 'reference', target: { kind: 'note', id: 'n1', blockId: 'b1' }, text: 'as said', custom: true },
  ],
  ['reference to a source', { type: 'reference', target: { kind: 'source', id: 's1' }, text: 'Okafor 2025' }],
  ['reference to a highlight', { type: 'reference', target: { kind: 'annotation', id: 'a1' }, text: 'keeping begins' }],
  [
    'citation of several sources',
    {
      type: 'citation',
      items: [
        { sourceId: 's1', label: 'page', locator: '3–5', prefix: 'see', suffix: 'and after', suppressAuthor: true },
        { sourceId: 's2' },
      ],
    },
  ],
  ['math', { type: 'math', tex: 'e^{i\\pi} + 1 = 0' }],
  ['footnote', { type: 'footnote', children: [paragraph(text('Below.')), { type: 'code', text: 'x = 1' }] }],
  ['comment', { type: 'comment', text: 'check this' }],
]

const EVERY_BLOCK: [string, Block][] = [
  ['paragraph', paragraph(text('a'))],
  ['empty paragraph', paragraph()],
  ['paragraph with an id', { type: 'paragraph', id: 'p1', children: [text('a')] }],
  ...([1, 2, 3, 4, 5, 6] as const).map((level): [string, Block] => [
    `heading ${level}`,
    { type: 'heading', level, id: `h${level}`, children: [text('Open questions')] },
  ]),
  [
    'nested bullet list',
    {
      type: 'list',
      kind: 'bullet',
      items: [
        {
          children: [
            paragraph(text('one')),
            { type: 'list', kind: 'number', items: [{ children: [paragraph(text('one a'))] }] },
            { type: 'list', kind: 'number', items: [{ children: [paragraph(text('one b'))] }] },
          ],
        },
        { children: [paragraph(text('two'))] },
      ],
    },
  ],
  [
    'numbered list from 4',
    { type: 'list', kind: 'number', start: 4, items: [{ children: [paragraph(text('four'))] }] },
  ],
  [
    'check list',
    {
      type: 'list',
      kind: 'check',
      items: [
        { checked: true, children: [paragraph(text('done'))] },
        { checked: false, children: [paragraph(text('to do'))] },
      ],
    },
  ],
  [
    'list items that hold blocks',
    {
      type: 'list',
      kind: 'bullet',
      items: [
        { children: [paragraph(text('one')), paragraph(text('more')), { type: 'code', text: 'x' }] },
        { children: [{ type: 'list', kind: 'bullet', items: [{ children: [paragraph(text('deep'))] }] }] },
        { children: [{ type: 'heading', level: 3, children: [text('a heading')] }] },
        { children: [{ type: 'quotation', annotationId: 'a', sourceId: 's', text: 'words' }] },
      ],
    },
  ],
  ['quote', { type: 'quote', children: [paragraph(text('a')), { type: 'quote', children: [paragraph(text('b'))] }] }],
  ['callout', { type: 'callout', kind: 'warning', children: [paragraph(text('mind'))] }],
  ['callout with a title', { type: 'callout', kind: 'tip', title: 'Do this', children: [{ type: 'rule' }] }],
  ['code', { type: 'code', language: 'python', text: 'def f(x):\n\treturn "x"\n\n# end\n' }],
  ['code without a language', { type: 'code', text: ' a\n  b' }],
  ['empty code', { type: 'code', text: '' }],
  ['math', { type: 'math', tex: '\\int_0^1 x\\,dx' }],
  [
    'image',
    {
      type: 'image',
      blob: 'ab'.repeat(32),
      alt: 'A shelf',
      caption: [text('The '), text('shelf', 'italic')],
      width: 0.5,
    },
  ],
  [
    'table',
    {
      type: 'table',
      caption: [text('Figures')],
      rows: [
        [
          { header: true, children: [paragraph(text('Year'))] },
          { header: true, align: 'right', children: [paragraph(text('Dead links'))] },
        ],
        [
          { header: true, children: [paragraph(text('2024'))] },
          { align: 'right', children: [paragraph(text('1')), { type: 'code', text: '2' }] },
        ],
      ],
    },
  ],
  [
    'table with merged cells',
    {
      type: 'table',
      rows: [
        [
          { colspan: 2, children: [paragraph(text('wide'))] },
          { rowspan: 2, children: [paragraph(text('tall'))] },
        ],
        [{ children: [paragraph(text('a'))] }, { children: [paragraph(text('b'))] }],
      ],
    },
  ],
  ['rule', { type: 'rule' }],
  [
    'quotation',
    {
      type: 'quotation',
      id: 'q1',
      annotationId: 'a1',
      sourceId: 's1',
      text: 'keeping begins when someone checks the copy',
      citation: { sourceId: 's1', label: 'paragraph', locator: '4' },
    },
  ],
  ['embed', { type: 'embed', target: { kind: 'note', id: 'n2', blockId: 'h1' } }],
  ['unknown', { type: 'unknown', original: { type: 'chart', data: [1, { x: null }] }, text: 'A chart' }],
]

describe('a document through the editor and back', () => {
  it.each(EVERY_INLINE)('keeps %s', (_name, inline) => {
    const document = documentOf(paragraph(text('before'), { type: 'break' }, inline, { type: 'break' }, text('after')))
    expect(throughEditor(document)).toEqual(document)
  })

  it.each(EVERY_BLOCK)('keeps %s', (_name, block) => {
    const document = documentOf(paragraph(text('before')), block, paragraph(text('after')))
    expect(throughEditor(document)).toEqual(document)
  })

  it('keeps any document in its usual form', () => {
    fc.assert(
      fc.property(usualDocument, document => {
        expect(throughEditor(document)).toEqual(document)
      }),
      { numRuns: 150 },
    )
  })

  it('keeps every word of a document in an unusual form', () => {
    const document = documentOf(
      paragraph(text('split'), text(' run'), text('')),
      { type: 'list', kind: 'bullet', items: [{ checked: true, children: [paragraph(text('ticked'))] }] },
      { type: 'list', kind: 'bullet', items: [{ children: [paragraph(text('a second list'))] }, { children: [] }] },
      { type: 'quote', children: [] },
      { type: 'table', rows: [[{ children: [paragraph(text('alone'))] }], [], [{ children: [] }, { children: [] }]] },
    )
    expect(documentText(throughEditor(document))).toBe('split run\nticked\na second list\nalone')
  })

  it('gives an empty document a place for the caret', () => {
    expect(throughEditor(documentOf())).toEqual(documentOf(paragraph()))
  })

  it('turns a link to anything but http, https and mailto into plain words', () => {
    const document = documentOf(paragraph({ type: 'link', href: 'javascript:alert(1)', children: [text('click me')] }))
    expect(throughEditor(document)).toEqual(documentOf(paragraph(text('click me'))))
  })

  it('leaves an id to the first of two blocks that carry it', () => {
    const document = documentOf(
      { type: 'heading', level: 2, id: 'h', children: [text('A')] },
      { type: 'quotation', id: 'h', annotationId: 'a', sourceId: 's', text: 'B' },
    )
    expect(throughEditor(document).blocks.map(block => block.id)).toEqual(['h', undefined])
  })
})

/** Words that no transform may touch: no address that would become a link. */
const words = fc.stringMatching(/^[\p{L}\p{N} ,;'"()*_#>[\]\\`~<&-]{1,20}$/u)
const id = fc.stringMatching(/^[a-z0-9]{4,8}$/)
const marks = fc.subarray([...Mark.options], { minLength: 1 })
const someText = fc.record(
  { type: fc.constant('text' as const), text: words, marks },
  { requiredKeys: ['type', 'text'] },
)
const citationItem: fc.Arbitrary<CitationItem> = fc.record(
  {
    sourceId: id,
    label: fc.constantFrom('page', 'chapter'),
    locator: words,
    prefix: words,
    suppressAuthor: fc.boolean(),
  },
  { requiredKeys: ['sourceId'] },
)
const target = fc.record(
  { kind: fc.constantFrom('note' as const, 'source' as const, 'annotation' as const), id, blockId: id },
  { requiredKeys: ['kind', 'id'] },
)

/** Neighbouring runs with the same marks are one run in the usual form. */
function joined(inlines: Inline[]): Inline[] {
  return inlines.filter((inline, at) => {
    const previous = inlines[at - 1]
    return !(inline.type === 'text' && previous?.type === 'text')
  })
}

const { block: anyBlock } = fc.letrec<{ block: Block; blocks: Block[]; inlines: Inline[]; inline: Inline }>(tie => ({
  inline: fc.oneof(
    { depthSize: 'small' },
    someText,
    fc.constant({ type: 'break' as const }),
    fc.record({ type: fc.constant('math' as const), tex: fc.string() }),
    fc.record({ type: fc.constant('comment' as const), text: fc.string() }),
    fc.record({
      type: fc.constant('citation' as const),
      items: fc.array(citationItem, { minLength: 1, maxLength: 3 }),
    }),
    fc.record(
      { type: fc.constant('reference' as const), target, text: words, custom: fc.boolean() },
      { requiredKeys: ['type', 'target', 'text'] },
    ),
    fc.record({
      type: fc.constant('link' as const),
      href: fc.webUrl(),
      children: fc.array(someText, { minLength: 1, maxLength: 1 }),
    }),
    fc.record({ type: fc.constant('footnote' as const), children: tie('blocks') }),
  ),
  inlines: fc.array(tie('inline'), { maxLength: 5 }).map(joined),
  blocks: fc.array(tie('block'), { minLength: 1, maxLength: 4 }).map(separateLists),
  block: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({ type: fc.constant('paragraph' as const), children: tie('inlines') }),
    fc.record({
      type: fc.constant('heading' as const),
      level: fc.constantFrom(1 as const, 2 as const, 6 as const),
      children: tie('inlines'),
    }),
    fc.constant({ type: 'rule' as const }),
    fc.record(
      {
        type: fc.constant('code' as const),
        language: fc.constantFrom('javascript', 'sql', 'nosuch'),
        text: fc.string(),
      },
      { requiredKeys: ['type', 'text'] },
    ),
    fc.record({ type: fc.constant('embed' as const), target }),
    fc.record({ type: fc.constant('quote' as const), children: tie('blocks') }),
    fc.record(
      {
        type: fc.constant('callout' as const),
        kind: fc.constantFrom('note' as const, 'tip' as const),
        title: words,
        children: tie('blocks'),
      },
      { requiredKeys: ['type', 'kind', 'children'] },
    ),
    fc
      .tuple(
        fc.constantFrom('bullet' as const, 'number' as const, 'check' as const),
        fc.array(tie('blocks'), { minLength: 1, maxLength: 4 }),
      )
      .map(
        ([kind, items]): Block => ({
          type: 'list',
          kind,
          items: items.map((children, at) => ({ ...(kind === 'check' ? { checked: at % 2 === 0 } : {}), children })),
        }),
      ),
    fc.tuple(fc.integer({ min: 1, max: 3 }), fc.array(tie('blocks'), { minLength: 1, maxLength: 9 })).map(
      ([columns, cells]): TableBlock => ({
        type: 'table',
        rows: Array.from({ length: Math.ceil(cells.length / columns) }, (_row, row) =>
          Array.from({ length: columns }, (_cell, column) => ({
            ...(row === 0 ? { header: true } : {}),
            children: cells[row * columns + column] ?? [{ type: 'paragraph', children: [] }],
          })),
        ),
      }),
    ),
  ),
}))

/** Two lists of one kind in a row are one list in the usual form. */
function separateLists(blocks: Block[]): Block[] {
  return blocks.flatMap((block, at): Block[] => {
    const previous = blocks[at - 1]
    return block.type === 'list' && previous?.type === 'list' ? [{ type: 'rule' }, block] : [block]
  })
}

const usualDocument = fc
  .array(anyBlock, { minLength: 1, maxLength: 6 })
  .map((blocks): NoteDocument => ({ version: 1, blocks: separateLists(blocks) }))
