import { parseHTML } from 'linkedom'
import { describe, expect, it } from 'vitest'
import { indexText } from './canonical-text.ts'
import { describeBlock, describeRange, fromSelectors, Selector, toSelectors, trimSpan } from './selectors.ts'

describe('describeRange', () => {
  const text = `${'x'.repeat(100)} the passage\n${'y'.repeat(100)}`

  it('saves 64 characters of context and leaves white space at the ends out', () => {
    expect(describeRange(text, 100, 113)).toEqual({
      exact: 'the passage',
      prefix: `${'x'.repeat(63)} `,
      suffix: `\n${'y'.repeat(63)}`,
      start: 101,
      end: 112,
    })
  })

  it('is null where there is white space alone', () => {
    expect(describeRange('a \n b', 1, 4)).toBeNull()
    expect(describeRange('abc', 2, 2)).toBeNull()
  })

  it('never cuts a character in two', () => {
    const faces = '\u{1f600}'.repeat(80)
    const passage = describeRange(faces, 81, 83)
    expect(passage?.exact).toBe('\u{1f600}\u{1f600}')
    expect(passage?.prefix.isWellFormed()).toBe(true)
    expect(passage?.suffix.isWellFormed()).toBe(true)
  })
})

describe('trimSpan', () => {
  it('clamps to the text', () => {
    expect(trimSpan(' ab ', -3, 99)).toEqual({ start: 1, end: 3 })
  })
})

describe('selectors', () => {
  it('survive being stored', () => {
    const passage = { exact: 'b', prefix: 'a', suffix: 'c', start: 1, end: 2 }
    const stored = JSON.parse(JSON.stringify(toSelectors(passage))) as unknown[]
    expect(fromSelectors(stored.map(selector => Selector.parse(selector)))).toEqual(passage)
  })

  it('need a quotation, not a position', () => {
    expect(fromSelectors([{ type: 'TextPositionSelector', start: 1, end: 2 }])).toBeNull()
    expect(fromSelectors([{ type: 'TextQuoteSelector', exact: 'b', prefix: '', suffix: '' }])).toEqual({
      exact: 'b',
      prefix: '',
      suffix: '',
    })
  })
})

describe('describeBlock', () => {
  it('names the smallest element that holds the passage', () => {
    const { document } = parseHTML(
      '<html><body><h1>T</h1><div><p>one</p><p>two <b>three</b> four</p></div></body></html>',
    )
    const index = indexText(document.body)
    expect(index.text).toBe('T\none\ntwo three four')
    expect(describeBlock(index, 10, 15)).toMatchObject({
      value: ':scope > :nth-child(2) > :nth-child(2) > :nth-child(1)',
      refinedBy: { start: 0, end: 5 },
    })
    expect(describeBlock(index, 6, 15)).toMatchObject({
      value: ':scope > :nth-child(2) > :nth-child(2)',
      refinedBy: { start: 0, end: 9 },
    })
    expect(describeBlock(index, 3, 9)?.value).toBe(':scope > :nth-child(2)')
    expect(document.body.querySelector(':scope > :nth-child(2) > :nth-child(2) > :nth-child(1)')?.textContent).toBe(
      'three',
    )
  })
})
