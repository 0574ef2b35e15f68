import { describe, expect, it } from 'vitest'
import type { NoteDocument } from '../document.ts'
import { documentLinks } from './links.ts'
import { documentOutline } from './outline.ts'
import { documentText } from './plain-text.ts'
import { countWords, wordCount } from './word-count.ts'

const text = (value: string) => ({ type: 'text' as const, text: value })
const document: NoteDocument = {
  version: 1,
  blocks: [
    { type: 'heading', level: 2, id: 'h1', children: [text('Tides')] },
    {
      type: 'paragraph',
      children: [
        text('The sea is wide. See '),
        { type: 'reference', target: { kind: 'note', id: 'n1' }, text: 'Harbours' },
        text(' for more.'),
        { type: 'citation', items: [{ sourceId: 's1', locator: '4' }] },
        { type: 'comment', text: 'check this!' },
        { type: 'footnote', children: [{ type: 'paragraph', children: [text('A note below.')] }] },
        { type: 'break' },
        text('Next line.'),
      ],
    },
    { type: 'list', kind: 'bullet', items: [{ children: [{ type: 'paragraph', children: [text('one')] }] }] },
    { type: 'quotation', annotationId: 'a1', sourceId: 's2', text: 'Quoted words.' },
    { type: 'code', text: 'a = 1\nb = 2' },
    { type: 'image', blob: 'a'.repeat(64), alt: 'A pier', caption: [text('Figure caption')] },
    {
      type: 'table',
      rows: [
        [
          { header: true, children: [{ type: 'paragraph', children: [text('H')] }] },
          { children: [{ type: 'embed', target: { kind: 'note', id: 'n2' } }] },
        ],
      ],
    },
  ],
}

describe('documentText', () => {
  it('gives one block per line, footnotes after their line, without comments', () => {
    expect(documentText(document)).toBe(
      [
        'Tides',
        'The sea is wide. See Harbours for more. Next line.',
        'A note below.',
        'one',
        'Quoted words.',
        'a = 1\nb = 2',
        'A pier',
        'Figure caption',
        'H',
      ].join('\n'),
    )
  })
})

describe('documentLinks', () => {
  it('finds references, citations, quotations and embeds with the sentence around them', () => {
    expect(documentLinks(document)).toEqual([
      {
        target: { kind: 'note', id: 'n1' },
        via: 'reference',
        blockIndex: 1,
        sentence: 'See Harbours for more.',
      },
      { target: { kind: 'source', id: 's1' }, via: 'citation', blockIndex: 1, sentence: 'See Harbours for more.' },
      { target: { kind: 'annotation', id: 'a1' }, via: 'quotation', blockIndex: 3, sentence: 'Quoted words.' },
      { target: { kind: 'source', id: 's2' }, via: 'quotation', blockIndex: 3, sentence: 'Quoted words.' },
      { target: { kind: 'note', id: 'n2' }, via: 'embed', blockIndex: 6, sentence: '' },
    ])
  })
  it('finds a citation that stands alone in a paragraph', () => {
    const alone: NoteDocument = {
      version: 1,
      blocks: [{ type: 'paragraph', children: [{ type: 'citation', items: [{ sourceId: 's9' }] }] }],
    }
    expect(documentLinks(alone).map(link => link.target.id)).toEqual(['s9'])
  })
  it('keeps an excerpt of a very long sentence near the link', () => {
    const long: NoteDocument = {
      version: 1,
      blocks: [
        {
          type: 'paragraph',
          children: [
            text('word '.repeat(500)),
            { type: 'reference', target: { kind: 'note', id: 'x' }, text: 'TARGET' },
            text(' word'.repeat(500)),
          ],
        },
      ],
    }
    const [link] = documentLinks(long)
    expect(link?.sentence).toContain('TARGET')
    expect(link?.sentence.length).toBeLessThanOrEqual(300)
  })
})

describe('documentOutline', () => {
  it('lists headings with level and place', () => {
    expect(documentOutline(document)).toEqual([{ level: 2, text: 'Tides', blockIndex: 0, blockId: 'h1' }])
  })
})

describe('countWords', () => {
  it.each([
    ['', 0],
    ['Don’t count well-known 3.14 twice', 5],
    ['— … !', 0],
    ['海は広い', 4],
    ['中文和English混排', 6],
    ['한국어는 띄어쓰기가 있다', 3],
    ['สวัสดีครับ', 2],
    ['مرحبا بالعالم', 2],
    ['naïve cafe\u0301', 2],
  ])('counts %j as %i', (value, expected) => {
    expect(countWords(value)).toBe(expected)
  })
})

describe('wordCount', () => {
  it('counts what a reader sees', () => {
    expect(wordCount(document).words).toBe(1 + 10 + 3 + 1 + 2 + 4 + 2 + 1)
  })
})
