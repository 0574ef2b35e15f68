import fc from 'fast-check'
import { parseHTML } from 'linkedom'
import { describe, expect, it } from 'vitest'
import { indexText, type TreeNode } from './canonical-text.ts'
import { describeBlock, describeRange, resolveBlock } from './selectors.ts'
import { offsetsToRangePoints, offsetToPoint, pointToOffset, rangeToOffsets } from './text-points.ts'

function bodyOf(html: string) {
  return parseHTML(`<!doctype html><html><body>${html}</body></html>`).document.body
}

/** Pages with all that bends offsets: white space, inline and block elements, tables, lists, breaks, skipped and empty elements. */
const anyHtml = fc
  .letrec<{ node: string; inline: string; text: string }>(tie => ({
    text: fc
      .array(fc.constantFrom('a', 'word', ' ', '  ', '\n', '\t', '\u00a0', '漢', '\u{1f600}', 'é', '.'), {
        maxLength: 8,
      })
      .map(parts => parts.join('')),
    inline: fc.oneof(
      tie('text'),
      fc.tuple(fc.constantFrom('b', 'i', 'a', 'code'), tie('text')).map(([name, text]) => `<${name}>${text}</${name}>`),
      fc.constantFrom('<br>', '<!-- c -->', '<img>', '<script>no</script>', '<b></b>', '<textarea>x</textarea>'),
    ),
    node: fc.oneof(
      { depthSize: 'small' },
      tie('inline'),
      fc
        .tuple(fc.constantFrom('p', 'div', 'pre', 'blockquote'), fc.array(tie('inline'), { maxLength: 4 }))
        .map(([name, inner]) => `<${name}>${inner.join('')}</${name}>`),
      fc
        .tuple(fc.constantFrom('div', 'section'), fc.array(tie('node'), { maxLength: 3 }))
        .map(([name, inner]) => `<${name}>${inner.join('')}</${name}>`),
      fc
        .array(tie('inline'), { minLength: 1, maxLength: 3 })
        .map(cells => `<table><tr>${cells.map(cell => `<td>${cell}</td>`).join('')}</tr></table>`),
      fc
        .array(tie('inline'), { minLength: 1, maxLength: 3 })
        .map(items => `<ul>${items.map(item => `<li>${item}</li>`).join(' ')}</ul>`),
    ),
  }))
  .node.map(node => `<div>${node}</div>`)
const htmlAndSpan = fc.tuple(fc.array(anyHtml, { maxLength: 4 }), fc.nat(), fc.nat()).map(([parts, a, b]) => {
  const body = bodyOf(parts.join('\n'))
  const index = indexText(body)
  const size = index.text.length + 1
  return { body, index, start: Math.min(a % size, b % size), end: Math.max(a % size, b % size) }
})

describe('offsetToPoint', () => {
  const body = bodyOf('<p>one <b>two</b></p><p>three</p>')
  const index = indexText(body)
  const texts = Array.from(index.runNode, node => node.nodeValue)

  it('clings to the side that is asked for where nodes meet', () => {
    expect(texts).toEqual(['one ', 'two', 'three'])
    expect(offsetToPoint(index, 4, 'start')).toEqual({ node: index.runNode[1], offset: 0 })
    expect(offsetToPoint(index, 4, 'end')).toEqual({ node: index.runNode[0], offset: 3 })
    expect(offsetToPoint(index, 7, 'end')).toEqual({ node: index.runNode[1], offset: 3 })
    expect(offsetToPoint(index, 7, 'start')).toEqual({ node: index.runNode[2], offset: 0 })
  })

  it('clamps to the text', () => {
    expect(offsetToPoint(index, -5, 'start')).toEqual({ node: index.runNode[0], offset: 0 })
    expect(offsetToPoint(index, 99, 'end')).toEqual({ node: index.runNode[2], offset: 5 })
  })

  it('is null in a tree without text', () => {
    expect(offsetToPoint(indexText(bodyOf('<p> </p>')), 0, 'start')).toBeNull()
  })
})

describe('pointToOffset', () => {
  const body = bodyOf('<p>one  <b>two</b></p> <ul><li>x</li><li><script>no</script>y</li></ul>')
  const index = indexText(body)
  const [paragraph, list] = [body.children[0], body.children[1]] as unknown as [TreeNode, TreeNode]

  it('counts in text nodes, white space collapsed', () => {
    expect(index.text).toBe('one two\nx\ny')
    const first = paragraph.firstChild as TreeNode
    expect([0, 2, 3, 5].map(offset => pointToOffset(index, first, offset))).toEqual([0, 2, 4, 4])
    expect([3, 4, 5].map(offset => pointToOffset(index, first, offset, 'end'))).toEqual([3, 3, 3])
  })

  it('counts children of elements', () => {
    expect(pointToOffset(index, list, 0)).toBe(8)
    expect(pointToOffset(index, list, 1)).toBe(10)
    expect(pointToOffset(index, list, 1, 'end')).toBe(9)
    expect(pointToOffset(index, list, 2, 'end')).toBe(11)
  })

  it('takes points in skipped elements as lying before them', () => {
    const script = (list as unknown as { children: TreeNode[] }).children[1]?.firstChild as TreeNode
    expect(script.nodeName).toBe('SCRIPT')
    expect(pointToOffset(index, script.firstChild as TreeNode, 1)).toBe(10)
  })

  it('puts points around the root at the ends of the text, and knows no others', () => {
    const html = body.parentNode as unknown as TreeNode
    expect(pointToOffset(index, html, 0)).toBe(0)
    expect(pointToOffset(index, html, 2)).toBe(index.text.length)
    expect(pointToOffset(index, bodyOf('<p>other</p>'), 0)).toBeNull()
  })
})

describe('selector → range → selector', () => {
  it('gives the same span for every span that begins and ends with a character', () => {
    fc.assert(
      fc.property(htmlAndSpan, ({ index, start, end }) => {
        const passage = describeRange(index.text, start, end)
        if (passage === null) return
        const points = offsetsToRangePoints(index, passage.start, passage.end)
        const range = {
          startContainer: points?.start.node as TreeNode,
          startOffset: points?.start.offset as number,
          endContainer: points?.end.node as TreeNode,
          endOffset: points?.end.offset as number,
        }
        expect(rangeToOffsets(index, range)).toEqual({ start: passage.start, end: passage.end })
      }),
      { numRuns: 500 },
    )
  })

  it('lets a structural selector find the same span', () => {
    fc.assert(
      fc.property(htmlAndSpan, ({ index, body, start, end }) => {
        const passage = describeRange(index.text, start, end)
        if (passage === null) return
        const selector = describeBlock(index, passage.start, passage.end)
        if (selector === null) throw new Error('no selector')
        const steps = selector.value.matchAll(/:nth-child\((\d+)\)/g)
        const element = Array.from(steps).reduce((node, [, n]) => node.children[Number(n) - 1] as typeof body, body)
        expect(resolveBlock(index, element, selector)).toEqual({ start: passage.start, end: passage.end })
      }),
      { numRuns: 300 },
    )
  })

  it('finds no text in a range over white space alone', () => {
    const body = bodyOf('<p>a</p> \n <p>b</p>')
    const index = indexText(body)
    const space = body.childNodes[1] as unknown as TreeNode
    expect(
      rangeToOffsets(index, { startContainer: space, startOffset: 0, endContainer: space, endOffset: 2 }),
    ).toBeNull()
  })
})
