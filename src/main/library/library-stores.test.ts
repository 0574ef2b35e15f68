import { describe, expect, it } from 'vitest'
import { addClip } from '../clipping/test-clips.ts'
import { openTestLibrary } from '../storage/open-test-library.ts'
import { collect, createCollection, listCollections, removeCollection, updateCollection } from './collection-store.ts'
import { countItems } from './count-items.ts'
import { getSource, listSources, setState, updateSource } from './source-store.ts'
import { listTags, tagItems, updateTag } from './tag-store.ts'
import { deleteForGood, listTrash, restoreItems, trashItems } from './trash-store.ts'

const page = (title: string) => ({ title, canonicalText: `The text of ${title}.` })
const everything = { sort: 'added', descending: true, offset: 0, limit: 100 } as const

describe('sources', () => {
  it('are listed by state and counted', () => {
    using library = openTestLibrary()
    const first = addClip(library.db, page('One'))
    addClip(library.db, page('Two'))
    const { previous } = setState(library.db, [first.sourceId], 'archive')
    expect(previous).toEqual([{ id: first.sourceId, state: 'inbox' }])
    expect(
      listSources(library.db, { ...everything, view: { kind: 'state', state: 'inbox' } }).items.map(s => s.title),
    ).toEqual(['Two'])
    expect(countItems(library.db)).toMatchObject({ inbox: 1, archive: 1, all: 2 })
  })

  it('keep corrections and say that they were made by hand', () => {
    using library = openTestLibrary()
    const { sourceId } = addClip(library.db, page('One'))
    updateSource(library.db, sourceId, { title: 'One, corrected', authors: [{ family: 'Okafor', given: 'Ifeoma' }] })
    expect(getSource(library.db, sourceId)).toMatchObject({
      title: 'One, corrected',
      byline: 'Ifeoma Okafor',
      metadataOrigin: { title: 'edited', authors: 'edited' },
    })
  })
})

describe('tags', () => {
  it('are made as they are used and merged by renaming', () => {
    using library = openTestLibrary()
    const { sourceId: one } = addClip(library.db, page('One'))
    const { sourceId: two } = addClip(library.db, page('Two'))
    tagItems(library.db, [{ kind: 'source', id: one }], ['method'], [])
    tagItems(
      library.db,
      [
        { kind: 'source', id: one },
        { kind: 'source', id: two },
      ],
      ['Methods'],
      [],
    )
    const method = listTags(library.db).find(tag => tag.name === 'method')
    expect(updateTag(library.db, method?.id ?? '', { name: 'methods' })).toEqual({ merged: true })
    expect(listTags(library.db)).toMatchObject([{ name: 'Methods', count: 2 }])
  })
})

describe('collections', () => {
  it('never lie inside themselves', () => {
    using library = openTestLibrary()
    const outer = createCollection(library.db, 'Outer', null)
    const inner = createCollection(library.db, 'Inner', outer.id)
    expect(() => updateCollection(library.db, outer.id, { parentId: inner.id })).toThrow(
      expect.objectContaining({ code: 'invalid-input' }),
    )
    expect(() => updateCollection(library.db, outer.id, { parentId: outer.id })).toThrow(
      expect.objectContaining({ code: 'invalid-input' }),
    )
  })

  it('leave their sources and sub-collections when they are removed', () => {
    using library = openTestLibrary()
    const { sourceId } = addClip(library.db, page('One'))
    const outer = createCollection(library.db, 'Outer', null)
    const inner = createCollection(library.db, 'Inner', outer.id)
    collect(library.db, outer.id, [sourceId], [])
    removeCollection(library.db, outer.id)
    expect(listCollections(library.db)).toMatchObject([{ id: inner.id, parentId: null }])
    expect(getSource(library.db, sourceId).collectionIds).toEqual([])
  })
})

describe('trash', () => {
  it('gives a source back to where it was', () => {
    using library = openTestLibrary()
    const { sourceId } = addClip(library.db, page('One'))
    setState(library.db, [sourceId], 'reading')
    trashItems(library.db, [{ kind: 'source', id: sourceId }])
    expect(listTrash(library.db)).toMatchObject([{ kind: 'source', id: sourceId, title: 'One' }])
    restoreItems(library.db, [{ kind: 'source', id: sourceId }])
    expect(getSource(library.db, sourceId)).toMatchObject({ state: 'reading', trashedAt: null })
  })

  it('deletes for good only what lies in it', () => {
    using library = openTestLibrary()
    const { sourceId } = addClip(library.db, page('One'))
    const item = { kind: 'source' as const, id: sourceId }
    expect(deleteForGood(library.db, [item])).toBe(0)
    trashItems(library.db, [item])
    expect(deleteForGood(library.db, [item])).toBe(1)
    expect(() => getSource(library.db, sourceId)).toThrow(expect.objectContaining({ code: 'not-found' }))
  })
})
