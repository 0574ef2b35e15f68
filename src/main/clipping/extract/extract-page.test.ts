import { describe, expect, it } from 'vitest'
import { extractPage } from './extract-page.ts'
import { extractPlainText } from './extract-plain-text.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
/** A file that begins as PNG files do and is too long for a one-pixel filler. */
const PIXELS = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(600, 7)]).toString('base64')

const prose = (n: number) =>
  `The ${n}. paragraph tells how the harbour was rebuilt after the flood, who paid for it, and why the old quay was kept where it had always been.`

function page(body: string, head = ''): Uint8Array {
  return bytes(
    `<!doctype html><html lang="en"><head><title>The harbour</title>${head}</head><body>${body}</body></html>`,
  )
}

describe('extractPage', () => {
  it('keeps the article and leaves out navigation and footer', () => {
    const result = extractPage({
      bytes: page(
        `<nav><a href="/">Home</a> <a href="/news">News</a></nav><article><h1>The harbour</h1><p>${prose(1)}</p><p>${prose(2)}</p><p>${prose(3)}</p></article><footer>Copyright 2024 The Paper</footer>`,
      ),
    })
    expect(result.bodyText).toContain(prose(2))
    expect(result.bodyText).not.toContain('Home')
    expect(result.bodyText).not.toContain('Copyright')
  })

  it('stores an image whose bytes stand in the page and refers to it by its hash alone', () => {
    const result = extractPage({
      bytes: page(
        `<article><p>${prose(1)}</p><p><img src="data:image/png;base64,${PIXELS}" alt="The quay"></p><p>${prose(2)}</p><p>${prose(3)}</p></article>`,
      ),
    })
    expect(result.blobs).toHaveLength(1)
    expect(result.html).toContain(`src="blobs/${result.blobs[0]?.hash}"`)
    expect(result.images).toEqual([expect.objectContaining({ kept: true, blob: result.blobs[0]?.hash })])
  })

  it('asks for images beside the page and says when they are missing', () => {
    const asked: string[] = []
    const result = extractPage({
      bytes: page(
        `<article><p>${prose(1)}</p><img src="pics/quay.jpg" alt="Quay"><p>${prose(2)}</p><p>${prose(3)}</p></article>`,
      ),
      url: 'https://paper.example/harbour/',
      resolveResource: ({ raw, absolute }) => {
        asked.push(`${raw} ${absolute}`)
        return undefined
      },
    })
    expect(asked).toEqual(['pics/quay.jpg https://paper.example/harbour/pics/quay.jpg'])
    expect(result.images).toEqual([{ src: 'pics/quay.jpg', kept: false, reason: 'not-saved-with-the-page' }])
    expect(result.html).not.toContain('quay.jpg')
  })
})

describe('extractPlainText', () => {
  it('takes a short first line as the title and blank lines as paragraph ends', () => {
    const result = extractPlainText(bytes('The harbour\n\nFirst <b>paragraph</b> &amp; more.\n\nSecond, 3 < 4.'))
    expect(result.title).toBe('The harbour')
    expect(result.html).toBe('<p>First paragraph &amp; more.</p>\n<p>Second, 3 &lt; 4.</p>\n')
  })

  it('takes each line as a paragraph when there are no blank lines', () => {
    const result = extractPlainText(bytes('One line ends here.\nAnother line ends here.'), 'notes.txt')
    expect(result.title).toBe('notes')
    expect(result.bodyText).toBe('One line ends here.\nAnother line ends here.')
  })

  it('reads stars around words as emphasis', () => {
    const result = extractPlainText(bytes('A title\n\nAfter the vote,** the firm stops.** It said so.'))
    expect(result.html).toBe('<p>After the vote, <strong>the firm stops.</strong> It said so.</p>\n')
    expect(result.bodyText).toBe('After the vote, the firm stops. It said so.')
  })
})
