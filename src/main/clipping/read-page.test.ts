import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { filesOfOriginal } from './original/saved-files.ts'
import { chosenByThemselves, pagesAt } from './page-files.ts'
import { readPage } from './read-page.ts'
import { articleHtml, FONT_BYTES, mhtmlOf, PARAGRAPH, RED_PIXEL } from './test-pages.ts'

const folder = mkdtempSync(join(tmpdir(), 'commonplace-read-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function read(name: string, content: string | Buffer) {
  writeFileSync(join(folder, name), content)
  const [page] = pagesAt(join(folder, name))
  if (!page) throw new Error('no page')
  return readPage(page)
}

const page = { 'Content-Type': 'text/html; charset=utf-8', 'Content-Location': 'https://shore.example/a/page.html' }
const png = { 'Content-Type': 'image/png', 'Content-Transfer-Encoding': 'base64' }

describe('an MHTML page', () => {
  const figure = (src: string) => `<figure><img src="${src}" width="400" height="300"></figure>`

  it('gives its article, its address and its pictures by location and by content id', () => {
    const { page: extracted, parts } = read(
      'saved.mhtml',
      mhtmlOf([
        { headers: page, body: articleHtml('Keepers', figure('../i/red.png') + figure('cid:other@x')) },
        {
          headers: { ...png, 'Content-Location': 'https://shore.example/i/red.png' },
          body: RED_PIXEL.toString('base64'),
        },
        { headers: { ...png, 'Content-ID': '<other@x>' }, body: RED_PIXEL.toString('base64') },
      ]),
    )
    expect(extracted.title).toBe('Keepers')
    expect(extracted.text).toContain(PARAGRAPH)
    expect(extracted.images.map(({ src, kept }) => [src, kept])).toEqual([
      ['../i/red.png', true],
      ['cid:other@x', true],
    ])
    expect(parts).toMatchObject({ url: 'https://shore.example/a/page.html', originalMime: 'multipart/related' })
  })

  it('is told by its content, not by its name', () => {
    const { parts } = read('really-mhtml.html', mhtmlOf([{ headers: page, body: articleHtml('Renamed') }]))
    expect(parts.originalMime).toBe('multipart/related')
    expect(read('really-html.mht', articleHtml('Plain')).parts.originalMime).toBe('text/html')
  })

  it('uses the charset of the part', () => {
    const body = Buffer.from(articleHtml('Caf\xe9').replace('<meta charset="utf-8">', ''), 'latin1')
    const headers = { ...page, 'Content-Type': 'text/html; charset=iso-8859-1' }
    expect(read('latin.mht', mhtmlOf([{ headers, body }])).page.title).toBe('Café')
  })

  it('takes the frame with the text out of a page of frames', () => {
    const set = '<html><frameset cols="20%,80%"><frame src="menu.html"><frame src="text.html"></frameset></html>'
    const at = (name: string) => ({ ...page, 'Content-Location': `https://shore.example/a/${name}` })
    const { page: extracted, parts } = read(
      'frames.mht',
      mhtmlOf([
        { headers: page, body: set },
        { headers: at('menu.html'), body: '<p>Home About' },
        { headers: at('text.html'), body: articleHtml('In a frame') },
      ]),
    )
    expect(extracted.text).toContain(PARAGRAPH)
    expect(filesOfOriginal(parts).map(file => file.mime)).toEqual(['text/html', 'text/html'])
  })
})

describe('a page with a folder of files', () => {
  mkdirSync(join(folder, 'Page_FILES/css'), { recursive: true })
  writeFileSync(join(folder, 'Page_FILES/red.png'), RED_PIXEL)
  writeFileSync(join(folder, 'Page_FILES/not-an-image.png'), '<script>alert(1)</script>')
  writeFileSync(join(folder, 'Page_FILES/unused.png'), RED_PIXEL)
  writeFileSync(join(folder, 'Page_FILES/css/site.css'), '@import "more.css"; p{background:url(../red.png)}')
  writeFileSync(join(folder, 'Page_FILES/css/more.css'), '@font-face{font-family:x;src:url("../f.woff2")}')
  writeFileSync(join(folder, 'Page_FILES/f.woff2'), FONT_BYTES)
  writeFileSync(join(folder, 'Page_FILES/script.js'), 'alert(1)')

  it('keeps what its original view needs, by what the bytes are', () => {
    const { parts } = read(
      'page.html',
      articleHtml('Folder', '<img src="page_files/red.png"><img src="page_files/not-an-image.png">').replace(
        '</head>',
        '<link rel="stylesheet" href="page_files/css/site.css"><script src="page_files/script.js"></script></head>',
      ),
    )
    expect(Object.fromEntries(filesOfOriginal(parts).map(file => [file.key, file.mime]))).toEqual({
      'Page_FILES/css/site.css': 'text/css',
      'Page_FILES/css/more.css': 'text/css',
      'Page_FILES/f.woff2': 'font/woff2',
      'Page_FILES/red.png': 'image/png',
    })
  })
})

it('reads a page saved into one file, with its shadow roots and data pictures', () => {
  const shadow = `<x-story><template shadowrootmode="open"><article>${[1, 2, 3, 4].map(n => `<p>${PARAGRAPH} ${n}</p>`).join('')}<img width="90" height="90" src="data:image/png;base64,${Buffer.concat([RED_PIXEL, Buffer.alloc(600)]).toString('base64')}"><slot></slot></article></template><p>${PARAGRAPH} in the light</p></x-story>`
  const { page: extracted } = read('single.html', `<!doctype html><title>Single</title><body>${shadow}`)
  expect(extracted.text).toContain(`${PARAGRAPH} 4`)
  expect(extracted.text).toContain('in the light')
  expect(extracted.images).toMatchObject([{ kept: true }])
})

it('refuses a file with nothing in it, by name', () => {
  expect(() => read('empty.html', '\n \n')).toThrow(expect.objectContaining({ code: 'unreadable' }))
  expect(() => read('empty.html', '')).toThrow(/empty\.html is an empty file/)
})

it('refuses bytes that are no text, and a page that was cut off before it began', () => {
  const noise = Buffer.from(Array.from({ length: 3_000 }, (_, index) => (index * 7_919) % 251))
  expect(() => read('noise.html', noise)).toThrow(/noise\.html holds no text/)
  const headers =
    'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n'
  expect(() => read('cut.mhtml', headers)).toThrow(/cut\.mhtml ends before its page begins/)
})

it('reads UTF-16 without taking its zero bytes for noise', () => {
  const text = Buffer.from(
    '\ufeff<!doctype html><title>Wide</title><p>Letters of two bytes each, enough of them.',
    'utf16le',
  )
  expect(read('wide.html', text).page.title).toBe('Wide')
})

it('decides by its bytes what a file is whose name is no page’s', () => {
  const readAs = (name: string, content: string | Buffer) => {
    const file = join(folder, name)
    writeFileSync(file, content)
    const [chosen] = chosenByThemselves([{ path: name, file }])
    if (!chosen) throw new Error('not chosen')
    return readPage(chosen)
  }
  expect(readAs('picture.png', RED_PIXEL).page.images).toMatchObject([{ kept: true }])
  expect(readAs('paper.pdf', '%PDF-1.7\n%%EOF').parts.originalMime).toBe('application/pdf')
  expect(() => readAs('style.css', 'p { color: red }')).toThrow(/style\.css is not a page/)
})
