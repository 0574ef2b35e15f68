import { expect, it } from 'vitest'
import { articleHtml } from '../test-pages.ts'
import { type OriginalFiles, originalPage } from './original-page.ts'

/** Every file under /kept/ was saved. */
const files: OriginalFiles = {
  address: (reference, use, { base }) => {
    const path = URL.parse(reference, base ?? 'http://page.invalid/')?.pathname ?? ''
    return path.startsWith('/kept/') ? `/ours/${use}${path}` : undefined
  },
  frame: reference =>
    reference === 'text.html'
      ? { key: 'text.html', bytes: Buffer.from('<body><p>In the frame<script>1</script>') }
      : undefined,
}
const body = (html: string, url?: string) =>
  /<body[^>]*>(.*)<\/body>/s.exec(originalPage({ bytes: Buffer.from(html), url }, files))?.[1]

it('keeps the look: classes, styles, tables, forms without a target, drawings, formulas', () => {
  const html =
    '<div class="a" style="color:red"><table border="1"><tbody><tr><td colspan="2">x</td></tr></tbody></table><input type="text" value="v"><svg viewBox="0 0 9 9"><path d="M0 0h9" fill="url(#g)"></path></svg><math><mfrac><mi>a</mi><mn>2</mn></mfrac></math></div>'
  expect(body(html)).toBe(html.replace('url(#g)', 'url(&quot;#g&quot;)'))
})

it('shows lazy pictures and the best of a set, from what was kept', () => {
  expect(body('<img data-src="/kept/lazy.png" src="data:image/gif;base64,R0lGOD">')).toContain(
    'src="/ours/media/kept/lazy.png"',
  )
  expect(body('<img srcset="/kept/s.png 300w, /kept/l.png 900w" src="/gone.png">')).toBe(
    '<img src="/ours/media/kept/l.png">',
  )
  expect(body('<picture><source srcset="/kept/p.webp"><img src="/gone.png"></picture>')).toBe(
    '<picture><img src="/ours/media/kept/p.webp"></picture>',
  )
  expect(body('<img src="/gone.png" alt="words">')).toBe('<img alt="words">')
  expect(body('<video poster="/kept/poster.png"><p>old browser</video>')).toBe(
    '<img src="/ours/media/kept/poster.png" alt="">',
  )
})

it('finds files against the base that the page names', () => {
  expect(body('<base href="http://x.example/kept/"><img src="a.png">')).toBe('<img src="/ours/media/kept/a.png">')
})

it('puts shadow roots in place, their styles too', () => {
  expect(
    body(
      '<x-card><template shadowrootmode="open"><style>p{color:red}</style><p><slot></slot></p></template>light</x-card>',
    ),
  ).toBe('<x-card><style>p{color:red}</style><p><slot>light</slot></p></x-card>')
})

it('sets frames of old pages one below the other', () => {
  expect(body('<html><frameset><frame src="text.html"><frame src="gone.html"></frameset>')).toContain(
    '<section><p>In the frame</p></section>',
  )
})

it('keeps links that lead to the web, made absolute, and places in the page', () => {
  expect(
    body(
      '<a href="b">b</a><a href="#c">c</a><a href="mailto:x@y.example">d</a><a href="vbscript:x">e</a>',
      'https://x.example/a',
    ),
  ).toBe(
    '<a href="https://x.example/b" rel="noreferrer noopener">b</a><a href="#c" rel="noreferrer noopener">c</a><a href="mailto:x@y.example" rel="noreferrer noopener">d</a><a>e</a>',
  )
})

it('keeps the way the browser laid the page out', () => {
  expect(originalPage({ bytes: Buffer.from('<p>old') }, files)).toMatch(/^<html>/)
  expect(originalPage({ bytes: Buffer.from(articleHtml('New')) }, files)).toMatch(/^<!doctype html><html lang="en">/)
})

it.each([
  ['nested a hundred thousand deep', '<div>'.repeat(100_000)],
  ['nested deep in a drawing', `<svg>${'<g>'.repeat(100_000)}`],
  ['of half a million elements', '<b>x</b>'.repeat(250_000)],
  [
    'with NULs and broken UTF-8',
    Buffer.concat([
      Buffer.from('<p>a\0b'),
      Buffer.from([0xff, 0xfe, 0x80, 0xc0]),
      Buffer.from('<img src="/kept/\0.png">'),
    ]),
  ],
])('gets through a page %s', (_, page) => {
  const started = performance.now()
  expect(originalPage({ bytes: Buffer.from(page as string) }, files)).toContain('</html>')
  expect(performance.now() - started).toBeLessThan(20_000)
})
