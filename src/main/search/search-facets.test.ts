import { describe, expect, it } from 'vitest'
import { addClip } from '../clipping/test-clips.ts'
import { setState } from '../library/source-store.ts'
import { tagItems } from '../library/tag-store.ts'
import { trashItems } from '../library/trash-store.ts'
import { createNote } from '../notes/note-store.ts'
import { openTestLibrary } from '../storage/open-test-library.ts'
import { searchFacets } from './search-facets.ts'

function library() {
  const library = openTestLibrary()
  const { db } = library
  const clip = (title: string, siteName: string, published: string) =>
    addClip(db, {
      title,
      canonicalText: 'A heron stands in the water.',
      siteName,
      published,
      canonicalUrl: `https://x.example/${title}`,
    }).sourceId
  const first = clip('One', 'Marsh News', '2018-06-14')
  const second = clip('Two', 'Marsh News', '2021')
  const third = clip('Three', 'River Blog', '2021-03')
  const gone = clip('Four', 'River Blog', '2021-03')
  addClip(db, { title: 'Bread', canonicalText: 'Butter.', siteName: 'Kitchen', canonicalUrl: 'https://x.example/5' })
  createNote(db, 'On the heron', { version: 1, blocks: [] })
  tagItems(
    db,
    [first, third].map(id => ({ kind: 'source' as const, id })),
    ['birds'],
    [],
  )
  tagItems(db, [{ kind: 'source', id: second }], ['water'], [])
  setState(db, [second], 'archive')
  trashItems(db, [{ kind: 'source', id: gone }])
  return library
}

describe('searchFacets', () => {
  it.each(['heron ', 'hero', 'heron -butter '])('counts what the hits of “%s” share, without the trash', query => {
    using opened = library()
    const facets = searchFacets(opened.db, query)
    expect(facets).toMatchObject({
      types: [
        { value: 'source', count: 3 },
        { value: 'note', count: 1 },
      ],
      sites: [
        { value: 'Marsh News', count: 2 },
        { value: 'River Blog', count: 1 },
      ],
      tags: [
        { value: 'birds', count: 2 },
        { value: 'water', count: 1 },
      ],
      states: [
        { value: 'inbox', count: 2 },
        { value: 'archive', count: 1 },
      ],
      capped: false,
    })
    expect(facets.years.slice(-2)).toEqual([
      { value: '2021', count: 2 },
      { value: '2018', count: 1 },
    ])
  })

  it('speaks of everything when nothing is asked, and of nothing when nothing is found', () => {
    using opened = library()
    expect(searchFacets(opened.db, '').sites.map(({ value }) => value)).toEqual(['Marsh News', 'Kitchen', 'River Blog'])
    expect(searchFacets(opened.db, 'zeppelin ')).toEqual({
      types: [],
      sites: [],
      tags: [],
      years: [],
      states: [],
      capped: false,
    })
  })
})
