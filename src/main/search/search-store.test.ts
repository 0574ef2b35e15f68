import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addClip } from '../clipping/test-clips.ts'
import { collect, createCollection } from '../library/collection-store.ts'
import { setStarred } from '../library/source-store.ts'
import { tagItems } from '../library/tag-store.ts'
import { trashItems } from '../library/trash-store.ts'
import { createNote } from '../notes/note-store.ts'
import { openTestLibrary } from '../storage/open-test-library.ts'
import { parseQuery, textTerms } from './parse-query.ts'
import { searchLibrary } from './search-store.ts'
import { makeSnippet } from './snippet.ts'

describe('searchLibrary', () => {
  it('finds sources and notes that hold every word; the last word may be unfinished', () => {
    using library = openTestLibrary()
    addClip(library.db, { title: 'Europol and the vendor', canonicalText: 'A letter on closed source software.' })
    createNote(library.db, 'Europol, notes', {
      version: 1,
      blocks: [{ type: 'paragraph', children: [{ type: 'text', text: 'Closed doors.' }] }],
    })
    const titles = (query: string) => searchLibrary(library.db, query, 10).hits.map(hit => hit.title)
    expect(titles('europol clos').sort()).toEqual(['Europol and the vendor', 'Europol, notes'])
    expect(titles('"closed source"')).toEqual(['Europol and the vendor'])
    expect(titles('"source closed"')).toEqual([])
  })

  it('puts a word of the title above the same word in the text', () => {
    using library = openTestLibrary()
    addClip(library.db, { title: 'Bread', canonicalText: 'microfilm '.repeat(3) })
    addClip(library.db, { title: 'Microfilm', canonicalText: 'A word about bread and how it is kept.' })
    expect(searchLibrary(library.db, 'microfilm', 10).hits[0]?.title).toBe('Microfilm')
  })

  it('does not mind case or diacritics, and finds two-character Chinese words', () => {
    using library = openTestLibrary()
    addClip(library.db, { title: 'Über Bücher', canonicalText: 'Café crème.' })
    addClip(library.db, { title: '图书馆学刊', canonicalText: '数字保存的成本' })
    expect(searchLibrary(library.db, 'ubER bucher cafe', 10).hits).toHaveLength(1)
    expect(searchLibrary(library.db, '保存', 10).hits).toHaveLength(1)
    expect(searchLibrary(library.db, '存保', 10).hits).toHaveLength(0)
  })

  it('leaves out what lies in the trash', () => {
    using library = openTestLibrary()
    const { sourceId } = addClip(library.db, { title: 'Bread', canonicalText: 'butter' })
    trashItems(library.db, [{ kind: 'source', id: sourceId }])
    expect(searchLibrary(library.db, 'butter', 10)).toMatchObject({ hits: [], total: 0 })
  })

  it('counts and ranks past what lies in the trash, however much of the best that is', () => {
    using library = openTestLibrary()
    const clip = (title: string, number: number) =>
      addClip(library.db, {
        title,
        canonicalText: `butter and bread ${number}`,
        canonicalUrl: `https://x.example/${title}/${number}`,
      })
    const best = Array.from({ length: 260 }, (_, number) => clip('Butter', number).sourceId)
    for (let number = 0; number < 230; number++) clip('Bread', number)
    trashItems(
      library.db,
      best.map(id => ({ kind: 'source', id })),
    )
    const { hits, total } = searchLibrary(library.db, 'butter ', 10)
    expect(hits.map(hit => hit.title)).toEqual(Array.from({ length: 10 }, () => 'Bread'))
    expect(total).toBe(230)
  })

  it('answers any text a person can type', () => {
    using library = openTestLibrary()
    addClip(library.db, { title: 'Bread', canonicalText: 'butter' })
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), query => {
        expect(searchLibrary(library.db, query, 5).hits.length).toBeLessThanOrEqual(5)
      }),
      { numRuns: 500 },
    )
  })
})

describe('the query language', () => {
  function judgedLibrary() {
    const library = openTestLibrary()
    const { db } = library
    const ep = addClip(db, {
      title: 'Parliament freezes cooperation',
      canonicalText: 'Europol and closed source malware scanners were discussed.',
      siteName: 'EP News',
      canonicalUrl: 'https://www.ep.eu/news/1',
      published: '2018-06-14',
      authors: [{ given: 'Ifeoma', family: 'Okafor' }],
      wordCount: 900,
    })
    const blog = addClip(db, {
      title: 'Europol',
      canonicalText: 'A blog about source code that is closed, and about malware.',
      siteName: 'Blog',
      canonicalUrl: 'https://blog.example/europol',
      published: '2021',
      language: 'de-AT',
      wordCount: 120,
    })
    createNote(db, 'Malware, a note', {
      version: 1,
      blocks: [{ type: 'paragraph', children: [{ type: 'text', text: 'See Europol.' }] }],
    })
    tagItems(db, [{ kind: 'source', id: ep.sourceId }], ['malware', 'law/eu'], [])
    collect(db, createCollection(db, 'Brussels', null).id, [ep.sourceId], [])
    setStarred(db, [blog.sourceId], true)
    return library
  }

  it.each([
    ['europol tag:malware site:ep.eu before:2019 "closed source"', ['Parliament freezes cooperation']],
    ['europol -scanners', ['Europol', 'Malware, a note']],
    ['title:europol', ['Europol']],
    ['author:okafor', ['Parliament freezes cooperation']],
    ['tag:law', ['Parliament freezes cooperation']],
    ['in:brussels', ['Parliament freezes cooperation']],
    ['is:starred', ['Europol']],
    ['lang:de', ['Europol']],
    ['type:note', ['Malware, a note']],
    ['after:2018 type:source', ['Europol']],
    ['after:2017 before:2019 type:source', ['Parliament freezes cooperation']],
    ['words:>500', ['Parliament freezes cooperation']],
    ['has:highlight', []],
    ['scanners OR blog', ['Europol', 'Parliament freezes cooperation']],
    ['site:ep.eu OR is:starred', ['Europol', 'Parliament freezes cooperation']],
    ['site:news', ['Parliament freezes cooperation']],
    ['-tag:malware europol', ['Europol', 'Malware, a note']],
  ])('answers %s', (query, expected) => {
    using library = judgedLibrary()
    expect(
      searchLibrary(library.db, query, 10)
        .hits.map(hit => hit.title)
        .sort(),
    ).toEqual(expected)
  })

  it('puts the title that is the query first, and words in a row above scattered ones', () => {
    using library = judgedLibrary()
    expect(searchLibrary(library.db, 'europol', 10).hits[0]?.title).toBe('Europol')
    expect(searchLibrary(library.db, 'closed source', 10).hits[0]?.title).toBe('Parliament freezes cooperation')
  })

  it('offers a word of the library for a word that was mistyped', () => {
    using library = judgedLibrary()
    expect(searchLibrary(library.db, 'malwrae scaners ', 10)).toMatchObject({
      total: 0,
      didYouMean: 'malware scanners ',
    })
    expect(searchLibrary(library.db, 'xqzv ', 10).didYouMean).toBeNull()
  })
})

describe('makeSnippet', () => {
  it('marks the words found, as they stand in the text', () => {
    expect(makeSnippet('Le Café crème est bon.', textTerms(parseQuery('cafe cre')))).toEqual([
      { text: 'Le ', hit: false },
      { text: 'Café', hit: true },
      { text: ' ', hit: false },
      { text: 'crè', hit: true },
      { text: 'me est bon.', hit: false },
    ])
  })

  it('begins near the first hit of a long text', () => {
    const text = `${'word '.repeat(400)}needle ${'word '.repeat(400)}`
    const snippet = makeSnippet(text, textTerms(parseQuery('needle ')))
    expect(snippet.find(run => run.hit)?.text).toBe('needle')
    expect(snippet.map(run => run.text).join('').length).toBeLessThan(240)
  })
})
