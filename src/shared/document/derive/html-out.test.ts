import fc from 'fast-check'
import { parseFragment } from 'parse5'
import { describe, expect, it } from 'vitest'
import type { Block, NoteDocument } from '../document.ts'
import { documentToHtml } from './html-out.ts'

const text = (value: string) => ({ type: 'text' as const, text: value })
const documentOf = (...blocks: Block[]): NoteDocument => ({ version: 1, blocks })

interface HtmlNode {
  nodeName: string
  value?: string
  attrs?: { name: string; value: string }[]
  childNodes?: HtmlNode[]
}

function walk(node: HtmlNode, visit: (node: HtmlNode) => void): void {
  visit(node)
  for (const child of node.childNodes ?? []) walk(child, visit)
}

describe('documentToHtml', () => {
  it('writes blocks and marks as elements, footnotes at the end, comments nowhere', () => {
    const html = documentToHtml(
      documentOf(
        { type: 'heading', level: 2, id: 'h', children: [text('T')] },
        {
          type: 'paragraph',
          children: [
            { type: 'text', text: 'b', marks: ['bold', 'code'] },
            { type: 'footnote', children: [{ type: 'paragraph', children: [text('note')] }] },
            { type: 'comment', text: 'SECRET' },
          ],
        },
        {
          type: 'list',
          kind: 'number',
          start: 3,
          items: [{ children: [{ type: 'paragraph', children: [text('i')] }] }],
        },
      ),
    )
    expect(html).toBe(
      '<h2 id="h">T</h2>\n<p><strong><code>b</code></strong><sup><a href="#fn-1" role="doc-noteref">1</a></sup></p>\n' +
        '<ol start="3"><li>i</li></ol><section class="footnotes" role="doc-endnotes"><ol><li id="fn-1"><p>note</p></li></ol></section>',
    )
  })

  it('gives back the same text and no element or attribute of the text’s own, whatever it holds', () => {
    const hostile = fc.oneof(
      fc.string({ unit: fc.constantFrom(...'<>&"\'/=abon script:-!'), maxLength: 30 }),
      fc.constantFrom('<script>alert(1)</script>', '" onerror="x', '</code><img src=x onerror=y>', '&lt;b&gt;', '<!--'),
    )
    fc.assert(
      fc.property(hostile, hostile, hostile, (a, b, c) => {
        const html = documentToHtml(
          documentOf(
            { type: 'paragraph', id: a, children: [text(a)] },
            { type: 'code', language: b, text: b },
            { type: 'image', blob: 'x', alt: c },
            { type: 'callout', kind: 'note', title: c, children: [] },
          ),
          { imageUrl: () => c },
        )
        const elements: string[] = []
        const attributes = new Set<string>()
        let words = ''
        walk(parseFragment(html) as HtmlNode, node => {
          if (node.nodeName === '#text') words += node.value
          else if (!node.nodeName.startsWith('#')) elements.push(node.nodeName)
          for (const attribute of node.attrs ?? []) attributes.add(attribute.name)
        })
        expect(elements.filter(name => !['p', 'pre', 'code', 'figure', 'img', 'aside'].includes(name))).toEqual([])
        expect([...attributes].filter(name => !['id', 'class', 'src', 'alt'].includes(name))).toEqual([])
        expect(words.replace(/\s/g, '')).toBe(`${a}${b}${c}`.replace(/\s/g, ''))
      }),
    )
  })

  it('links to http, https and mailto only', () => {
    const link = (href: string): Block => ({
      type: 'paragraph',
      children: [{ type: 'link', href, children: [text('x')] }],
    })
    const html = documentToHtml(
      documentOf(link('javascript:alert(1)'), link('https://a.example/"x'), link('data:text/html,x')),
    )
    expect(html).toBe('<p>x</p>\n<p><a href="https://a.example/&#34;x" rel="noopener noreferrer">x</a></p>\n<p>x</p>')
  })
})
