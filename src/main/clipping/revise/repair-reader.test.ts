import { expect, it } from 'vitest'
import { parsePage } from '../extract/page-tree.ts'
import { readerBlocks, repairReader } from './repair-reader.ts'

const long = 'A part that the rules took for something else, although it belongs to the text; '.repeat(5).trim()
const page = parsePage(`<body><p>One.</p><div class="x"><p>${long}</p></div><p>Two.</p><p>Subscribe!</p>`)
const html = '<p>One.</p>\n<p>Two.</p>\n<p>Subscribe!</p>'
const none = { hide: [], restore: [] }

it('hides blocks', () => {
  expect(repairReader(html, { ...none, hide: ['Subscribe!'] }, page)).toEqual({
    html: '<p>One.</p>\n<p>Two.</p>',
    text: 'One.\nTwo.',
  })
})

it('restores a part whole and in its place, from its first 200 characters', () => {
  expect(repairReader(html, { ...none, restore: [long.slice(0, 200)] }, page).text).toBe(
    `One.\n${long}\nTwo.\nSubscribe!`,
  )
})

it('keeps nothing but the chosen block', () => {
  expect(repairReader(html, { ...none, main: 'Two.' }, page).text).toBe('Two.')
})

it('changes nothing for blocks that another extraction does not have', () => {
  expect(repairReader(html, { hide: ['Gone.'], restore: [], main: 'Gone too.' }, page).text).toBe(
    'One.\nTwo.\nSubscribe!',
  )
})

it('writes restored text as text', () => {
  const hostile = parsePage('<body><p>&lt;img src=x onerror=alert(1)&gt; is text</p>')
  expect(repairReader('', { ...none, restore: ['<img src=x onerror=alert(1)>'] }, hostile).html).toContain(
    '&lt;img src=x',
  )
})

it('tells blocks without text apart by their mark-up', () => {
  expect(
    readerBlocks('<figure><img src="blobs/a"></figure><figure><img src="blobs/b"></figure>').map(block => block.text),
  ).toEqual(['<figure><img src="blobs/a"></figure>', '<figure><img src="blobs/b"></figure>'])
})
