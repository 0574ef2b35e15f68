import { parseHTML } from 'linkedom'
import { parse } from 'parse5'
import { describe, expect, it } from 'vitest'
import { canonicalText, indexText, type TreeNode } from './canonical-text.ts'
import { CANONICAL_TEXT_CASES } from './canonical-text-cases.ts'
import { canonicalTextOfListed } from './linked-tree.ts'

function bodyOf(html: string): TreeNode {
  return parseHTML(`<!doctype html><html><head><title>T</title></head><body>${html}</body></html>`).document.body
}

describe('canonicalText in linkedom', () => {
  it.each(CANONICAL_TEXT_CASES)('$name', ({ html, text }) => {
    expect(canonicalText(bodyOf(html))).toBe(text)
  })

  it('leaves out the head of a whole document', () => {
    const { document } = parseHTML('<!doctype html><html><head><title>No</title></head><body><p>Yes</p></body></html>')
    expect(canonicalText(document.documentElement)).toBe('Yes')
  })

  it('reads nesting of any depth', () => {
    const { document } = parseHTML('<!doctype html><html><body></body></html>')
    let inner = document.body
    for (let depth = 0; depth < 50_000; depth++) inner = inner.appendChild(document.createElement('span'))
    inner.textContent = 'deep'
    expect(canonicalText(document.body)).toBe('deep')
  })
})

describe('canonicalTextOfListed', () => {
  it.each(CANONICAL_TEXT_CASES)('$name', ({ html, text }) => {
    expect(canonicalTextOfListed(parse(`<!doctype html><title>T</title><body>${html}`))).toBe(text)
  })
})

describe('indexText', () => {
  it('has a run of equal characters for all of the text but its separators', () => {
    const index = indexText(bodyOf('<p>one\n  two <b>three</b></p>\n<p> four</p>'))
    expect(index.text).toBe('one two three\nfour')
    const runs = Array.from(index.runStart, (start, run) => {
      const from = index.runNodeOffset[run] ?? 0
      const length = index.runLength[run] ?? 0
      return [start, index.runNode[run]?.nodeValue?.slice(from, from + length)]
    })
    expect(runs).toEqual([
      [0, 'one'],
      [4, 'two'],
      [8, 'three'],
      [14, 'four'],
    ])
  })
})
