/** A PNG of one red pixel. */
export const RED_PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
)

/** The smallest thing that says it is a WOFF2 font. */
export const FONT_BYTES = Buffer.from('wOF2\x00\x01\x00\x00none', 'latin1')

export const PARAGRAPH =
  'The lighthouse keepers of the northern coast wrote down the weather every four hours, and their books are still read by people who study storms, because nobody else was awake to see them come in.'

/** An article long enough to be found as one. */
export function articleHtml(title: string, inside = ''): string {
  const body = [1, 2, 3, 4, 5].map(n => `<p>${PARAGRAPH} It was page ${n} of ${title}.</p>`).join('\n')
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title></head><body><article><h1>${title}</h1>${inside}${body}</article></body></html>`
}

export interface TestPart {
  headers: Record<string, string>
  body: string | Buffer
}

/** An MHTML file as a browser writes it, with CRLF line ends. */
export function mhtmlOf(parts: TestPart[], headers: Record<string, string> = {}): Buffer {
  const lines = (all: Record<string, string>) =>
    Object.entries(all)
      .map(([name, value]) => `${name}: ${value}\r\n`)
      .join('')
  const top = lines({
    From: '<Saved by Blink>',
    'MIME-Version': '1.0',
    'Content-Type': 'multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----Edge--42"',
    ...headers,
  })
  const chunks: (string | Buffer)[] = [top, '\r\n']
  for (const part of parts) chunks.push('------Edge--42\r\n', lines(part.headers), '\r\n', part.body, '\r\n')
  return Buffer.concat([...chunks, '------Edge--42--\r\n'].map(chunk => Buffer.from(chunk)))
}
