import { describe, expect, it } from 'vitest'
import { SavedResources } from './saved-resources.ts'

describe('files beside a page', () => {
  const saved = new SavedResources('', [
    'page_files/a b.png',
    'page_files/css/site.css',
    'page_files/BIG.JPG',
    'page_files/q.php?id=2',
  ])

  it.each([
    ['page_files/a%20b.png', 'page_files/a b.png'],
    ['./page_files/a b.png', 'page_files/a b.png'],
    ['page_files/a%20b.png#x', 'page_files/a b.png'],
    ['page_files/a%20b.png?v=3', 'page_files/a b.png'],
    ['Page_Files/big.jpg', 'page_files/BIG.JPG'],
    ['page_files/q.php%3Fid=2', 'page_files/q.php?id=2'],
  ])('%s', (reference, key) => expect(saved.find(reference)).toBe(key))

  it('are found from a style sheet too, relative to it', () => {
    expect(saved.find('../a%20b.png', { from: 'page_files/css/site.css' })).toBe('page_files/a b.png')
  })

  it('are not found outside their folder', () => {
    expect(saved.find('../../etc/passwd')).toBeUndefined()
    expect(saved.find('file:///etc/passwd')).toBeUndefined()
    expect(saved.find('https://elsewhere.example/page_files/BIG.JPG')).toBeUndefined()
  })
})

describe('parts with addresses', () => {
  const saved = new SavedResources('https://shore.example/a/page.html', [
    'https://shore.example/i.png?id=1',
    'https://shore.example/i.png?id=2',
    'cid:logo@x',
  ])

  it('are told apart by their query', () => {
    expect(saved.find('/i.png?id=2')).toBe('https://shore.example/i.png?id=2')
    expect(saved.find('/i.png?id=3')).toBeUndefined()
  })

  it('are found by content id', () => {
    expect(saved.find('cid:logo@x')).toBe('cid:logo@x')
    expect(saved.find('cid:logo%40x')).toBe('cid:logo@x')
    expect(saved.find('cid:other')).toBeUndefined()
  })

  it('are found against the base of the document', () => {
    expect(saved.find('i.png?id=1', { base: 'https://shore.example/' })).toBe('https://shore.example/i.png?id=1')
  })
})
