import { expect, it } from 'vitest'
import { looksLikeMhtml, parseMhtml } from './mhtml.ts'
import { mhtmlOf, RED_PIXEL } from './test-pages.ts'

const text = (bytes: Uint8Array, charset = 'utf-8') => new TextDecoder(charset).decode(bytes)
const html = { 'Content-Type': 'text/html; charset=utf-8', 'Content-Location': 'https://shore.example/a/page.html' }

it('reads quoted-printable with soft breaks, and base64', () => {
  const file = mhtmlOf([
    {
      headers: { ...html, 'Content-Transfer-Encoding': 'quoted-printable' },
      body: '<p class=3D"x">caf=C3=A9 and=\r\n more = not hex',
    },
    {
      headers: {
        'Content-Type': 'image/png',
        'Content-Transfer-Encoding': 'base64',
        'Content-Location': '../i/red.png',
      },
      body: RED_PIXEL.toString('base64').replace(/(.{40})/g, '$1\r\n'),
    },
  ])
  expect(looksLikeMhtml(file)).toBe(true)
  const { root, parts } = parseMhtml(file)
  expect(text(root.bytes)).toBe('<p class="x">café and more = not hex')
  expect(parts[1]?.location).toBe('../i/red.png')
  expect(Buffer.from(parts[1]?.bytes ?? [])).toEqual(RED_PIXEL)
})

it('makes locations absolute against the address the page was saved from, and reads folded headers', () => {
  const file = mhtmlOf(
    [
      { headers: html, body: '<p>x' },
      { headers: { 'Content-Type': 'text/css', 'Content-Location': '/style/\r\n site.css' }, body: 'p{}' },
    ],
    { 'Snapshot-Content-Location': 'https://shore.example/a/page.html' },
  )
  const { url, parts } = parseMhtml(file)
  expect(url).toBe('https://shore.example/a/page.html')
  expect(parts[1]?.location).toBe('https://shore.example/style/site.css')
})

it('takes the part that `start` names as the page, through nested multiparts', () => {
  const inner = Buffer.from(
    '--in\r\nContent-Type: text/plain\r\n\r\nplain\r\n--in\r\nContent-Type: text/html\r\nContent-ID: <second@x>\r\n\r\n<p>the page</p>\r\n--in--\r\n',
  )
  const file = mhtmlOf(
    [
      { headers: { 'Content-Type': 'text/html', 'Content-ID': '<first@x>' }, body: '<p>an advertisement' },
      { headers: { 'Content-Type': 'multipart/alternative; boundary=in' }, body: inner },
    ],
    { 'Content-Type': 'multipart/related; start="<second@x>"; boundary="----Edge--42"' },
  )
  expect(text(parseMhtml(file).root.bytes)).toBe('<p>the page</p>')
  expect(parseMhtml(file).parts).toHaveLength(3)
})

it('keeps 8-bit bytes as they are, and the charset of the part', () => {
  const file = mhtmlOf([
    {
      headers: { 'Content-Type': 'text/html; charset=windows-1251', 'Content-Transfer-Encoding': '8bit' },
      body: Buffer.from([0xcf, 0xf0, 0xe8]),
    },
  ])
  const { root } = parseMhtml(file)
  expect(root.contentType).toContain('windows-1251')
  expect(text(root.bytes, 'windows-1251')).toBe('При')
})

it('reads a file that was cut off, and bare line feeds', () => {
  const file = Buffer.from(
    'MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n<p>half a pa',
  )
  expect(text(parseMhtml(file).root.bytes)).toBe('<p>half a pa')
})

it('does not take a boundary in the middle of a line, or a longer one, for the end', () => {
  const file = mhtmlOf([{ headers: html, body: 'a ------Edge--42 b\r\n------Edge--42longer\r\nc' }])
  expect(text(parseMhtml(file).root.bytes)).toBe('a ------Edge--42 b\r\n------Edge--42longer\r\nc')
})

it('says so when no page is inside', () => {
  const file = mhtmlOf([{ headers: { 'Content-Type': 'image/png' }, body: 'x' }])
  expect(() => parseMhtml(file)).toThrow('No page was found')
})

it('stops at nesting without end', () => {
  let body = 'Content-Type: text/html\r\n\r\n<p>deep'
  for (let depth = 0; depth < 50; depth++)
    body = `Content-Type: multipart/mixed; boundary=d${depth}\r\n\r\n--d${depth}\r\n${body}\r\n--d${depth}--\r\n`
  expect(() => parseMhtml(Buffer.from(`MIME-Version: 1.0\r\n${body}`))).toThrow('No page was found')
})

it('takes HTML for HTML', () => {
  expect(looksLikeMhtml(Buffer.from('<!doctype html><p>Content-Type: multipart/related'))).toBe(false)
})
