import { describe, expect, it } from 'vitest'
import { pageText, parseQuoteFile, reanchorFiles } from './reanchor-files.ts'

const OLD = `<!doctype html><html><head><title>Archives</title></head><body>
<h1>Link rot</h1>
<p>Half of the links in court opinions no longer lead anywhere.</p>
<p>A library of record keeps what was cited, whole, with the day on which it was seen.</p>
<p>Microfilm was the answer of an earlier century, and it needed no network at all.</p>
</body></html>`
const NEW = `<!doctype html><html><body><nav>Home</nav>
<h1>Link rot</h1>
<p>Half of the links in court opinions no longer lead anywhere.</p>
<p>A good library of record keeps what was quoted, whole, with the day on which it was seen.</p>
</body></html>`

describe('pageText', () => {
  it('is the canonical text of the body alone', () => {
    expect(pageText(NEW)).toBe(
      'Home\nLink rot\nHalf of the links in court opinions no longer lead anywhere.\nA good library of record keeps what was quoted, whole, with the day on which it was seen.',
    )
  })

  it('reads a fragment without a body of its own', () => {
    expect(pageText('<p>One<p>Two')).toBe('One\nTwo')
  })

  it('survives very deep nesting', () => {
    expect(pageText(`${'<div>'.repeat(5_000)}deep${'</div>'.repeat(5_000)}`)).toBe('deep')
  })
})

describe('reanchorFiles', () => {
  it('tells unchanged, changed and vanished passages apart, in the order asked', () => {
    const quotes = parseQuoteFile(
      JSON.stringify([
        {
          id: 3,
          exact: 'Microfilm was the answer of an earlier century',
          prefix: 'it was seen.\n',
          suffix: ', and it',
        },
        {
          id: 'b',
          exact: 'keeps what was cited, whole, with the day',
          prefix: 'A library of record ',
          suffix: ' on which',
        },
        { id: 'a', exact: 'links in court opinions', prefix: 'Half of the ', suffix: ' no longer', start: 21, end: 44 },
      ]),
    )
    const lines = reanchorFiles(OLD, NEW, quotes)
    expect(lines.map(({ id, status, text }) => ({ id, status, text }))).toEqual([
      { id: '3', status: 'orphan', text: '' },
      { id: 'b', status: 'fuzzy', text: 'keeps what was quoted, whole, with the day' },
      { id: 'a', status: 'exact', text: 'links in court opinions' },
    ])
    const text = pageText(NEW)
    for (const line of lines.slice(1)) expect(text.slice(line.start, line.end)).toBe(line.text)
    expect(Object.keys(lines[0] ?? {})).toEqual(['id', 'status', 'uncertain', 'start', 'end', 'text'])
  })

  it('says in a sentence what is wrong with a file of quotations', () => {
    expect(() => parseQuoteFile('{')).toThrow('must be a JSON array')
    expect(() => parseQuoteFile('[{"id":"x"}]')).toThrow('exact')
  })
})
