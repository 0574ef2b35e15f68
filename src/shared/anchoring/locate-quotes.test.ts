import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { locateQuotes, type Quote } from './locate-quotes.ts'
import { describeRange } from './selectors.ts'

const OLD = [
  'A letter on keeping sources',
  'Half of the links in court opinions no longer lead anywhere, and nobody is told when one more of them dies.',
  'The clerk keeps what was cited, whole, with the day on which it was seen and the name of the one who saw it.',
  'Microfilm was the answer of an earlier century, and it needed no network at all.',
  'Nothing in this plan asks for a server, which is why it may outlive the people who made it.',
  'See the notes below.',
].join('\n')

function quoteOf(text: string, exact: string, occurrence = 0): Quote {
  let start = text.indexOf(exact)
  for (let k = 0; k < occurrence; k++) start = text.indexOf(exact, start + 1)
  if (start < 0) throw new Error(`“${exact}” is not in the text`)
  return { id: exact, ...(describeRange(text, start, start + exact.length) as Omit<Quote, 'id'>) }
}

const bare = ({ start: _start, end: _end, ...quote }: Quote): Quote => quote

/** What is known besides the quotation changes how it is sought, but must not change what is found. */
const WAYS: [string, (quote: Quote, newText: string, oldText: string) => ReturnType<typeof locateQuotes>[number]][] = [
  ['old text and offsets', (quote, now, old) => only(locateQuotes([quote], now, old))],
  ['old text', (quote, now, old) => only(locateQuotes([bare(quote)], now, old))],
  ['offsets', (quote, now) => only(locateQuotes([quote], now))],
  ['the quotation alone', (quote, now) => only(locateQuotes([bare(quote)], now))],
]

function only<T>(values: T[]): T {
  expect(values).toHaveLength(1)
  return values[0] as T
}

describe.each(WAYS)('locateQuotes with %s', (_way, locate) => {
  it('finds an unchanged passage in a text that moved it', () => {
    const now = `A new first line.\n${OLD}`
    const found = locate(quoteOf(OLD, 'needed no network'), now, OLD)
    expect(found).toMatchObject({ status: 'exact', uncertain: false, text: 'needed no network' })
    expect(now.slice(found.start, found.end)).toBe('needed no network')
  })

  it('finds a passage with a replaced, a deleted and an inserted word', () => {
    const now = OLD.replace('was cited, whole, with the', 'got cited, with the very').replace('Half of the', 'Many')
    const found = locate(quoteOf(OLD, 'keeps what was cited, whole, with the day on which'), now, OLD)
    expect(found).toMatchObject({ status: 'fuzzy', text: 'keeps what got cited, with the very day on which' })
  })

  it('finds the word that replaced the first one of a passage', () => {
    const now = OLD.replace('Microfilm was', 'Film was')
    expect(locate(quoteOf(OLD, 'Microfilm was the answer'), now, OLD).text).toBe('Film was the answer')
  })

  it('makes an orphan of a passage that was deleted', () => {
    const now = OLD.split('\n').toSpliced(2, 1).join('\n')
    expect(locate(quoteOf(OLD, 'The clerk keeps what was cited, whole'), now, OLD)).toEqual({
      id: 'The clerk keeps what was cited, whole',
      status: 'orphan',
      uncertain: false,
      start: 0,
      end: 0,
      text: '',
      score: 0,
    })
  })

  it('tells repeated words apart by what stands around them', () => {
    const now = OLD.replace('Half', 'A good half').replace('earlier', 'older')
    const found = locate(quoteOf(OLD, 'one', 1), now, OLD)
    expect(now.slice(0, found.start).endsWith('the name of the ')).toBe(true)
  })

  it('takes a passage of which white space changed as unchanged', () => {
    const now = OLD.replace('court opinions', 'court\nopinions').replace('A letter', 'Letter')
    const found = locate(quoteOf(OLD, 'links in court opinions'), now, OLD)
    expect(found).toMatchObject({ status: 'exact', text: 'links in court\nopinions' })
  })

  it('keeps quotation marks and cuts through words', () => {
    const old =
      'First he spoke at length of all the things he had seen. “Nothing survives,” said the archivist, and left.'
    const now = old.replace('First he', 'He')
    expect(locate(quoteOf(old, '“Nothing survives,”'), now, old).text).toBe('“Nothing survives,”')
    expect(locate(quoteOf(old, 'vives,” said the archiv'), now, old).text).toBe('vives,” said the archiv')
  })

  it('finds passages in scripts without spaces', () => {
    const old = '数字保存的成本往往被低估。图书馆必须决定保留什么。缩微胶片不需要网络。'
    const now = old.replace('往往', '经常').replace('数字', '今天数字')
    expect(locate(quoteOf(old, '图书馆必须决定'), now, old)).toMatchObject({ status: 'exact', text: '图书馆必须决定' })
    expect(locate(quoteOf(old, '成本往往被低估'), now, old)).toMatchObject({ status: 'fuzzy', text: '成本经常被低估' })
  })

  it('follows a passage that moved to another paragraph', () => {
    const lines = OLD.split('\n')
    const now = [...lines.slice(2), lines[0], lines[1]].join('\n')
    const found = locate(quoteOf(OLD, 'nobody is told when one more of them dies'), now, OLD)
    expect(now.slice(found.start, found.end)).toBe('nobody is told when one more of them dies')
  })
})

describe('locateQuotes', () => {
  it('returns one result for each quotation, in their order', () => {
    const quotes = [quoteOf(OLD, 'See the notes'), quoteOf(OLD, 'Half of'), { ...quoteOf(OLD, 'clerk'), id: 'third' }]
    expect(locateQuotes(quotes, OLD.toUpperCase()).map(({ id }) => id)).toEqual(['See the notes', 'Half of', 'third'])
    expect(locateQuotes([], OLD, OLD)).toEqual([])
  })

  it('is sure of nothing in an empty text', () => {
    expect(locateQuotes([quoteOf(OLD, 'clerk')], '', OLD)[0]?.status).toBe('orphan')
    expect(locateQuotes([quoteOf(OLD, 'clerk')], '')[0]?.status).toBe('orphan')
  })

  it('flags a quotation that fits two places alike', () => {
    const twice = 'The same sentence stands here twice.\nThe same sentence stands here twice.'
    const quote = { id: 'q', exact: 'sentence stands', prefix: 'The same ', suffix: ' here twice.' }
    expect(locateQuotes([quote], `${twice} And more.`)[0]).toMatchObject({ status: 'exact', uncertain: true })
    expect(locateQuotes([quote], `${twice} And more.`, twice)[0]).toMatchObject({ status: 'exact', uncertain: true })
  })

  it('knows which of two equal passages was meant when the old text and the offset tell', () => {
    const line = 'The same sentence stands here twice.'
    const old = `${line}\nSomething else in between.\n${line}`
    const now = `Added.\n${line}\nSomething else in between now.\n${line}`
    const [first, second] = [quoteOf(old, 'sentence stands'), quoteOf(old, 'sentence stands', 1)]
    expect(locateQuotes([second, first], now, old).map(({ start, uncertain }) => [start, uncertain])).toEqual([
      [now.lastIndexOf('sentence'), false],
      [now.indexOf('sentence'), false],
    ])
  })

  it('does not take the twin of a deleted passage for it when the old text is known', () => {
    const line = 'Every chapter ends with this very line of verse.'
    const old = `Chapter one is about bread.\n${line}\nChapter two is about salt and water.\n${line}\nThe end of the book.`
    const now = `Chapter one is about bread.\nChapter two is about salt and water.\n${line}\nThe end of the book.`
    const quotes = [quoteOf(old, 'with this very line'), quoteOf(old, 'with this very line', 1)]
    expect(locateQuotes(quotes, now, old).map(({ status }) => status)).toEqual(['orphan', 'exact'])
  })

  it('doubts a passage that differs in nothing but its numbers', () => {
    const page = (year: number, links: number) =>
      `An opening paragraph of its own.\nIn the year ${year} the clerks of the registry counted ${links} links that answered.\nAnd a closing one.`
    const old = page(2015, 388)
    const quote = quoteOf(old, 'In the year 2015 the clerks of the registry counted 388 links that answered.')
    expect(locateQuotes([quote], page(2016, 351), old)[0]).toMatchObject({ status: 'fuzzy', uncertain: true })
    const reworded = old.replace('counted', 'still counted')
    expect(locateQuotes([quote], reworded, old)[0]).toMatchObject({ status: 'fuzzy', uncertain: false })
  })

  it('flags a short quotation that is left without its context', () => {
    const now =
      'Quite another text, in which the clerk keeps what he likes and says so at some length to anyone who asks.'
    const found = locateQuotes([quoteOf(OLD, 'clerk keeps what')], now)[0]
    expect(found?.status === 'orphan' || found?.uncertain).toBe(true)
  })

  it('finds punctuation alone by its context', () => {
    const old = 'One … two. Three … four.'
    expect(locateQuotes([bare(quoteOf(old, '…', 1))], `Zero. ${old}`)[0]).toMatchObject({
      start: 23,
      end: 24,
      text: '…',
    })
    expect(locateQuotes([{ id: 'q', exact: '—', prefix: '', suffix: '' }], old)[0]?.status).toBe('orphan')
    expect(locateQuotes([{ id: 'q', exact: '', prefix: 'a', suffix: 'b' }], 'ab')[0]?.status).toBe('orphan')
  })

  it('finds every passage of an unchanged text at its place, with whatever is known', () => {
    const anyText = fc
      .array(fc.constantFrom('alpha', 'beta', 'gamma', 'the', 'of', '漢', '字', '\n', '.', '“x”', '\u{1f600}', 'é'), {
        minLength: 1,
        maxLength: 60,
      })
      .map(words =>
        words
          .join(' ')
          .replace(/ *\n[ \n]*/g, '\n')
          .trim(),
      )
    fc.assert(
      fc.property(anyText, fc.nat(), fc.nat(), fc.boolean(), (text, a, b, isOldKnown) => {
        const size = text.length + 1
        const passage = describeRange(text, Math.min(a % size, b % size), Math.max(a % size, b % size))
        if (passage === null) return
        const found = locateQuotes([{ id: 'q', ...passage }], text, isOldKnown ? text : undefined)[0]
        expect(found).toMatchObject({ status: 'exact', start: passage.start, end: passage.end, text: passage.exact })
      }),
    )
  })

  it('always returns a part of the new text', () => {
    const anyText = fc.array(fc.constantFrom('a', 'b', 'c', '漢', '\n', '“d”', 'e.', '-')).map(words => words.join(' '))
    const anyQuote = fc.record({ id: fc.string(), exact: anyText, prefix: anyText, suffix: anyText })
    fc.assert(
      fc.property(
        fc.array(anyQuote, { maxLength: 5 }),
        anyText,
        fc.option(anyText, { nil: undefined }),
        (quotes, now, old) => {
          for (const found of locateQuotes(quotes, now, old)) {
            expect(now.slice(found.start, found.end)).toBe(found.text)
            expect(found.status === 'orphan').toBe(found.text === '')
            expect(found.score).toBeGreaterThanOrEqual(0)
            expect(found.score).toBeLessThanOrEqual(1)
          }
        },
      ),
      { numRuns: 500 },
    )
  })
})
