import { describe, expect, it } from 'vitest'
import { safeHref } from '../conversion/safe-href.ts'
import { looksLikeMarkdown } from '../paste/looks-like-markdown.ts'
import { locatorText } from '../views/locator.ts'
import { citeQuery } from './cite-menu.tsx'
import { linkQuery } from './link-menu.tsx'
import { commandsFor, slashQuery } from './slash-menu.tsx'

describe('linkQuery', () => {
  it('takes what stands after the last [[, blanks and all', () => {
    expect(linkQuery('See [[a]] and [[link rot in')).toEqual({
      leadOffset: 14,
      matchingString: 'link rot in',
      replaceableString: '[[link rot in',
    })
  })
  it.each(['no brackets', 'one [ only', 'closed [[note]] after', `[[${'x'.repeat(81)}`])(
    'finds nothing in %j',
    text => {
      expect(linkQuery(text)).toBeNull()
    },
  )
})

describe('citeQuery', () => {
  it.each([
    ['@', ''],
    ['as (@oka', 'oka'],
    ['so 王 @Müller 20', 'Müller 20'],
  ])('reads %j', (text, query) => {
    expect(citeQuery(text)?.matchingString).toBe(query)
  })
  it('leaves mail addresses alone', () => {
    expect(citeQuery('write to ines@example')).toBeNull()
  })
})

describe('slashQuery', () => {
  it('opens at the start of a word only', () => {
    expect(slashQuery('/head')?.matchingString).toBe('head')
    expect(slashQuery('text /ta')?.leadOffset).toBe(5)
    expect(slashQuery('and/or')).toBeNull()
    expect(slashQuery('1 / 2')).toBeNull()
  })
})

describe('commandsFor', () => {
  it('puts names that begin with the query before names and words that hold it', () => {
    expect(commandsFor('ta').map(command => command.key)).toEqual(['table', 'tasks'])
    expect(commandsFor('h2').map(command => command.key)).toEqual(['heading-2'])
    expect(commandsFor('zzz')).toEqual([])
  })
})

describe('locatorText', () => {
  it.each([
    [{ locator: '3' }, 'p. 3'],
    [{ label: 'page' as const, locator: '3–5' }, 'pp. 3–5'],
    [{ label: 'paragraph' as const, locator: '4' }, '¶ 4'],
    [{ label: 'chapter' as const, locator: ' ' }, ''],
    [{}, ''],
  ])('writes %j as %j', (item, text) => {
    expect(locatorText(item)).toBe(text)
  })
})

describe('safeHref', () => {
  it.each([
    ['https://a.org/b', 'https://a.org/b'],
    [' mailto:ines@a.org ', 'mailto:ines@a.org'],
    ['ines@a.org', 'mailto:ines@a.org'],
    ['example.org/x?y', 'https://example.org/x?y'],
    ['javascript:alert(1)', null],
    ['JaVaScRiPt:alert(1)', null],
    ['java\nscript:alert(1)', null],
    ['data:text/html,x', null],
    ['file:///etc/passwd', null],
    ['//a.org', null],
    ['just words', null],
    [`https://a.org/${'x'.repeat(8_000)}`, null],
  ])('makes of %j %j', (raw, href) => {
    expect(safeHref(raw)).toBe(href)
  })
})

describe('looksLikeMarkdown', () => {
  it.each([
    '# Title',
    '- a\n- b',
    '- [ ] task',
    '```js',
    '| a | b |\n|---|---|',
    'see [x](https://a.org)',
    'so **bold** is',
  ])('takes %j for Markdown', text => expect(looksLikeMarkdown(text)).toBe(true))
  it.each(['plain words', '5 * 3 * 2', '- a single dash line', 'C# is a language', 'a_b_c'])(
    'takes %j for plain',
    text => expect(looksLikeMarkdown(text)).toBe(false),
  )
})
