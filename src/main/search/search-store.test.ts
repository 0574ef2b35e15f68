import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addClip } from '../clipping/test-clips.ts'
import { trashItems } from '../library/trash-store.ts'
import { createNote } from '../notes/note-store.ts'
import { openTestLibrary } from '../storage/open-test-library.ts'
import { parseWords } from './parse-words.ts'
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
    expect(searchLibrary(library.db, 'butter', 10)).toEqual({ hits: [], total: 0 })
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

describe('makeSnippet', () => {
  it('marks the words found, as they stand in the text', () => {
    expect(makeSnippet('Le Café crème est bon.', parseWords('cafe cre'))).toEqual([
      { text: 'Le ', hit: false },
      { text: 'Café', hit: true },
      { text: ' ', hit: false },
      { text: 'crè', hit: true },
      { text: 'me est bon.', hit: false },
    ])
  })

  it('begins near the first hit of a long text', () => {
    const text = `${'word '.repeat(400)}needle ${'word '.repeat(400)}`
    const snippet = makeSnippet(text, parseWords('needle '))
    expect(snippet.find(run => run.hit)?.text).toBe('needle')
    expect(snippet.map(run => run.text).join('').length).toBeLessThan(240)
  })
})
