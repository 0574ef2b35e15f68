import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Block, NoteDocument } from '../document.ts'
import { markdownFrontMatter, markdownToDocument } from './markdown-in.ts'
import { documentToMarkdown } from './markdown-out.ts'

const text = (value: string, ...marks: ('bold' | 'italic' | 'code' | 'strike' | 'highlight' | 'underline')[]) =>
  marks.length === 0 ? { type: 'text' as const, text: value } : { type: 'text' as const, text: value, marks }
const paragraph = (...children: Extract<Block, { type: 'paragraph' }>['children']): Block => ({
  type: 'paragraph',
  children,
})

const blocksOf = (markdown: string, options = {}) => markdownToDocument(markdown, options).blocks

describe('markdownToDocument', () => {
  it('reads headings, marks, links, breaks and rules', () => {
    expect(blocksOf('# One *two*\n\na **b** `c` ~~d~~ [e](https://e.example/)\\\nf\ng\n\n---')).toEqual([
      { type: 'heading', level: 1, children: [text('One '), text('two', 'italic')] },
      paragraph(
        text('a '),
        text('b', 'bold'),
        text(' '),
        text('c', 'code'),
        text(' '),
        text('d', 'strike'),
        text(' '),
        { type: 'link', href: 'https://e.example/', children: [text('e')] },
        { type: 'break' },
        text('f g'),
      ),
      { type: 'rule' },
    ])
  })

  it('reads nested, numbered and check lists', () => {
    expect(blocksOf('3. a\n   - b\n4. c\n\n- [x] done\n- [ ] open')).toEqual([
      {
        type: 'list',
        kind: 'number',
        start: 3,
        items: [
          {
            children: [
              paragraph(text('a')),
              { type: 'list', kind: 'bullet', items: [{ children: [paragraph(text('b'))] }] },
            ],
          },
          { children: [paragraph(text('c'))] },
        ],
      },
      {
        type: 'list',
        kind: 'check',
        items: [
          { checked: true, children: [paragraph(text('done'))] },
          { checked: false, children: [paragraph(text('open'))] },
        ],
      },
    ])
  })

  it('reads tables, code, formulas, footnotes and alerts', () => {
    const blocks = blocksOf(
      '| a | b |\n|---|--:|\n| 1 | 2 |\n\n```js\nx\n```\n\n$$\ny\n$$\n\nw[^1] $z$\n\n[^1]: note\n\n> [!WARNING] Mind\n> the gap',
    )
    expect(blocks.map(block => block.type)).toEqual(['table', 'code', 'math', 'paragraph', 'callout'])
    expect(blocks[0]).toMatchObject({
      rows: [
        [{ header: true }, { header: true, align: 'right' }],
        [{ children: [paragraph(text('1'))] }, { align: 'right', children: [paragraph(text('2'))] }],
      ],
    })
    expect(blocks[3]).toEqual(
      paragraph(text('w'), { type: 'footnote', children: [paragraph(text('note'))] }, text(' '), {
        type: 'math',
        tex: 'z',
      }),
    )
    expect(blocks[4]).toEqual({
      type: 'callout',
      kind: 'warning',
      title: 'Mind',
      children: [paragraph(text('the gap'))],
    })
  })

  it('takes dollars for money where they do not touch a formula', () => {
    expect(blocksOf('from $5 to $10, or **$3 to $4**')).toEqual([
      paragraph(text('from $5 to $10, or '), text('$3 to $4', 'bold')),
    ])
    expect(blocksOf('costs $5. But $a^2$ is $b$')).toEqual([
      paragraph(text('costs $5. But '), { type: 'math', tex: 'a^2' }, text(' is '), { type: 'math', tex: 'b' }),
    ])
  })

  it('resolves wiki links, embeds and citations, and leaves what it cannot resolve as text', () => {
    const options = {
      wikilink: (title: string) => (title === 'Tides' ? { kind: 'note' as const, id: 'n1' } : undefined),
      citation: (key: string) => (key === 'doe' ? 's1' : undefined),
    }
    expect(
      blocksOf(
        '[[Tides]] [[Tides|shown]] [[Gone]] \\[[Tides]] [see @doe, pp. 3-4, mine; -@doe] [@nobody]\n\n![[Tides]]',
        options,
      ),
    ).toEqual([
      paragraph(
        { type: 'reference', target: { kind: 'note', id: 'n1' }, text: 'Tides' },
        text(' '),
        { type: 'reference', target: { kind: 'note', id: 'n1' }, text: 'shown', custom: true },
        text(' [[Gone]] [[Tides]] '),
        {
          type: 'citation',
          items: [
            { sourceId: 's1', prefix: 'see', label: 'page', locator: '3-4', suffix: 'mine' },
            { sourceId: 's1', suppressAuthor: true },
          ],
        },
        text(' [@nobody]'),
      ),
      { type: 'embed', target: { kind: 'note', id: 'n1' } },
    ])
  })

  it('finds wiki links on the later lines of quotes and lists', () => {
    const wikilink = () => ({ kind: 'note' as const, id: 'n' })
    const blocks = blocksOf('> one \\* \n> two [[A]]\n\n- three &amp;\n  four [[B]]', { wikilink })
    expect(JSON.stringify(blocks)).toContain('"text":"A"')
    expect(JSON.stringify(blocks)).toContain('"text":"B"')
  })

  it('keeps no address but http, https and mailto, and no HTML as markup', () => {
    const blocks = blocksOf('[x](javascript:alert(1)) <b>bold</b> <script>y</script>\n\n<div onclick=z>html</div>')
    expect(blocks[0]).toEqual(paragraph(text('x '), text('bold', 'bold'), text(' y')))
    expect(blocks[1]).toMatchObject({ type: 'unknown', text: 'html' })
  })

  it('reads front matter apart from the text', () => {
    const markdown = '---\ntitle: "A: b"\nAuthor: X\n---\n\nbody'
    expect(markdownFrontMatter(markdown)).toEqual({ title: 'A: b', author: 'X' })
    expect(blocksOf(markdown)).toEqual([paragraph(text('body'))])
  })
})

describe('documentToMarkdown', () => {
  it('writes overlapping marks as nested signs', () => {
    const document: NoteDocument = {
      version: 1,
      blocks: [
        paragraph(text('a ', 'bold'), text('b', 'bold', 'italic'), text(' c', 'italic'), text(' d', 'highlight')),
      ],
    }
    expect(documentToMarkdown(document)).toBe('**a _b_** *c* <mark>d</mark>\n')
  })

  it('leaves comments to oneself out', () => {
    const document: NoteDocument = {
      version: 1,
      blocks: [paragraph(text('a'), { type: 'comment', text: 'SECRET' })],
    }
    expect(documentToMarkdown(document)).toBe('a\n')
  })
})

/** Documents of what Markdown can express, in the form that reading gives. */
const word = fc.string({ unit: fc.constantFrom(...'ab*_`~[]()<>#$|\\!&-+.1é漢'), minLength: 1, maxLength: 8 })
const marks = fc.constantFrom<('bold' | 'italic' | 'strike' | 'highlight')[]>(
  [],
  ['bold'],
  ['italic'],
  ['strike'],
  ['highlight'],
)
const run = fc.record({ value: word, marks }).map(({ value, marks: of }) => text(`x${value}x`, ...of))
const inlines = fc
  .array(run, { minLength: 1, maxLength: 5 })
  .map(runs => runs.flatMap((item, index) => (index === 0 ? [item] : [text(' '), item])))
const leaf: fc.Arbitrary<Block> = fc.oneof(
  inlines.map(children => paragraph(...children)),
  inlines.map(children => ({ type: 'heading' as const, level: 2 as const, children })),
  word.map(value => ({ type: 'code' as const, text: value })),
)
const block: fc.Arbitrary<Block> = fc.oneof(
  leaf,
  fc.array(leaf, { minLength: 1, maxLength: 3 }).map(children => ({ type: 'quote' as const, children })),
  fc.array(inlines, { minLength: 1, maxLength: 3 }).map(items => ({
    type: 'list' as const,
    kind: 'number' as const,
    items: items.map(item => ({ children: [paragraph(...item)] })),
  })),
)

/** Adjacent runs of one kind joined, as reading gives them. */
function normal(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (key, part) => {
      if (key !== 'children' || !Array.isArray(part)) return part
      const joined: { type: string; text?: string; marks?: string[] }[] = []
      for (const inline of part) {
        const last = joined.at(-1)
        if (last?.type === 'text' && inline.type === 'text' && String(last.marks) === String(inline.marks)) {
          joined[joined.length - 1] = { ...last, text: `${last.text}${inline.text}` }
        } else joined.push(inline)
      }
      return joined
    }),
  )
}

describe('Markdown there and back', () => {
  it('gives the same document for whatever text and marks it holds', () => {
    fc.assert(
      fc.property(fc.array(block, { minLength: 1, maxLength: 5 }), blocks => {
        const markdown = documentToMarkdown({ version: 1, blocks })
        // Marks may be joined over the space between two runs; they are compared word by word.
        expect(wordsOf(markdownToDocument(markdown).blocks)).toEqual(wordsOf(blocks))
      }),
      { numRuns: 500 },
    )
  })

  it('never makes a document that could not be saved', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), markdown => {
        expect(NoteDocument.safeParse(markdownToDocument(markdown)).success).toBe(true)
      }),
    )
  })
})

function wordsOf(blocks: Block[]): unknown {
  return JSON.parse(
    JSON.stringify(normal(blocks), (key, part) => {
      if (key !== 'children' || !Array.isArray(part) || !part.some(item => item.type === 'text')) return part
      return part.flatMap((item: { text: string; marks?: string[] }) =>
        item.text
          .split(' ')
          .filter(piece => piece !== '')
          .map(piece => `${piece} ${(item.marks ?? []).join()}`),
      )
    }),
  )
}
