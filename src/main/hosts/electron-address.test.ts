import { describe, expect, it } from 'vitest'
import { externalLink, mayLoad, mayNavigate } from './electron-address.ts'

describe('mayLoad', () => {
  it.each([
    'app://notebook/',
    'app://notebook/assets/a.js',
    'blob:app://notebook/1',
    'data:image/png;base64,AA==',
    'devtools://devtools/x',
  ])('lets in %s', address => expect(mayLoad(address)).toBe(true))
  it.each([
    'https://example.org/',
    'http://127.0.0.1:80/',
    'file:///etc/passwd',
    'app://other/',
    'app://notebook.evil/',
    'blob:https://example.org/1',
    'ws://example.org/',
    'ftp://example.org',
  ])('keeps out %s', address => expect(mayLoad(address)).toBe(false))
})

describe('mayNavigate', () => {
  const window = { isMainFrame: true, startedInsideFrame: false }
  const frame = { isMainFrame: false, startedInsideFrame: false }
  it.each([
    ['the window to its page', { ...window, address: 'app://notebook/' }, true],
    ['the window to a clip', { ...window, address: 'app://notebook/snapshots/1/' }, false],
    ['the window to the web', { ...window, address: 'https://example.org/' }, false],
    ['the window to a file dropped on it', { ...window, address: 'file:///home/ada/page.html' }, false],
    ['a frame to a clip', { ...frame, address: 'app://notebook/snapshots/1/' }, true],
    ['a frame to the program itself', { ...frame, address: 'app://notebook/' }, false],
    ['a frame to the web', { ...frame, address: 'https://example.org/' }, false],
    [
      'a clip that moves its own frame',
      { isMainFrame: false, startedInsideFrame: true, address: 'app://notebook/snapshots/2/' },
      false,
    ],
    [
      'a clip that moves the window',
      { isMainFrame: true, startedInsideFrame: true, address: 'app://notebook/' },
      false,
    ],
  ])('%s', (_, navigation, expected) => {
    expect(mayNavigate(navigation)).toBe(expected)
  })
})

describe('externalLink', () => {
  it('gives plain web links', () => {
    expect(externalLink('https://example.org/a b')).toBe('https://example.org/a%20b')
    expect(externalLink('http://example.org')).toBe('http://example.org/')
  })
  it.each([
    'javascript:alert(1)',
    'file:///etc/passwd',
    'smb://host/share',
    'ms-msdt:/id',
    'https://bank.example@evil.example/',
    'not a link',
    `https://example.org/${'a'.repeat(5000)}`,
  ])('gives nothing for %s', address => expect(externalLink(address)).toBeUndefined())
})
