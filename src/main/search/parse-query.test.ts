import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseQuery } from './parse-query.ts'

const word = (text: string, prefix = false) => ({ kind: 'text', term: { words: [text], prefix } })
const all = (...clauses: unknown[]) => clauses.map(clause => ({ alternatives: [clause], negated: false }))

describe('parseQuery', () => {
  it('reads words, the last as one that may grow', () => {
    expect(parseQuery('europol malw')).toEqual({ conditions: all(word('europol'), word('malw', true)), notices: [] })
    expect(parseQuery('europol malw ').conditions).toEqual(all(word('europol'), word('malw')))
  })

  it('reads quoted words as words in a row', () => {
    expect(parseQuery('"closed source"').conditions).toEqual(
      all({ kind: 'text', term: { words: ['closed', 'source'], prefix: false } }),
    )
  })

  it('reads -, OR and *', () => {
    expect(parseQuery('bank* OR river -fish ').conditions).toEqual([
      { alternatives: [word('bank', true), word('river')], negated: false },
      { alternatives: [word('fish')], negated: true },
    ])
  })

  it('reads every field', () => {
    expect(
      parseQuery(
        'title:copies author:"Ifeoma Okafor" site:ep.eu tag:malware in:"Law of deposit" is:unread has:highlights lang:de type:note before:2019 after:2018-3 words:>500',
      ),
    ).toEqual({
      notices: [],
      conditions: all(
        { ...word('copies'), field: 'title' },
        { kind: 'text', term: { words: ['Ifeoma', 'Okafor'], prefix: false }, field: 'people' },
        { kind: 'site', value: 'ep.eu' },
        { kind: 'tag', value: 'malware' },
        { kind: 'collection', value: 'law of deposit' },
        { kind: 'is', value: 'unread' },
        { kind: 'has', value: 'highlight' },
        { kind: 'language', value: 'de' },
        { kind: 'type', value: 'note' },
        { kind: 'before', value: '2019' },
        { kind: 'after', value: '2018-03' },
        { kind: 'words', comparison: '>', value: 500 },
      ),
    })
  })

  it.each([
    ['before:soon x', 'before:soon'],
    ['is:purple', 'is:purple'],
    ['words:many', 'words:many'],
    ['tag:"" x', 'tag:'],
    ['tag: x', 'tag:'],
    ['"never closed', 'closed at the end'],
    ['cats OR', 'OR'],
  ])('says how it read %s', (query, part) => {
    expect(parseQuery(query).notices.join(' ')).toContain(part)
  })

  it('waits for the value of a field at the end of the query', () => {
    expect(parseQuery('cats tag:')).toEqual({ conditions: all(word('cats')), notices: [] })
    expect(parseQuery('cats -is:')).toEqual({ conditions: all(word('cats')), notices: [] })
  })

  it('knows no fields but its own', () => {
    expect(parseQuery('constructor:x ').conditions).toEqual(all(word('constructor'), word('x')))
  })

  it('takes a colon that names no field for punctuation', () => {
    expect(parseQuery('https://shelf.example/ ')).toEqual({
      conditions: all(word('https'), word('shelf'), word('example')),
      notices: [],
    })
  })

  it('reads each Chinese character as a word of a row', () => {
    expect(parseQuery('数字保存 ').conditions).toEqual(
      all({ kind: 'text', term: { words: ['数', '字', '保', '存'], prefix: false } }),
    )
  })

  it('never fails', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), query => {
        for (const { alternatives } of parseQuery(query).conditions) expect(alternatives.length).toBeGreaterThan(0)
      }),
    )
  })
})
