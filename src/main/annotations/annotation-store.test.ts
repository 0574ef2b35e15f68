import type { Database } from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { storeClip } from '../clipping/clip-store.ts'
import { addClip, clipRecord } from '../clipping/test-clips.ts'
import { restoreItems, trashItems } from '../library/trash-store.ts'
import { openTestLibrary } from '../storage/open-test-library.ts'
import {
  createAnnotation,
  getAnnotation,
  listAllAnnotations,
  listAnnotations,
  updateAnnotation,
} from './annotation-store.ts'
import { reanchorSource } from './reanchor-source.ts'

const TEXT = [
  'A library is a promise that somebody made to people who were not born yet.',
  'Keeping begins when someone checks the copy, and goes on for as long as someone does.',
  'The registers of the parish were scanned three times by three bodies, none of whom told the others.',
].join('\n')
const QUOTE = 'Keeping begins when someone checks the copy'

function annotate(db: Database, snapshotId: string, exact: string, text = TEXT) {
  const start = text.indexOf(exact)
  const end = start + exact.length
  const passage = {
    exact,
    prefix: text.slice(Math.max(0, start - 32), start),
    suffix: text.slice(end, end + 32),
    start,
    end,
  }
  return createAnnotation(db, { snapshotId, passage, color: 2, comment: '', tags: [] })
}

const page = { title: 'Keepers', canonicalText: TEXT, canonicalUrl: 'https://shelf.example/keepers' }

describe('annotations', () => {
  it('are listed in the order of the text, not of their making', () => {
    using library = openTestLibrary()
    const { sourceId, snapshotId } = addClip(library.db, page)
    annotate(library.db, snapshotId, 'three bodies')
    annotate(library.db, snapshotId, 'a promise')
    expect(listAnnotations(library.db, sourceId).map(each => each.passage.exact)).toEqual(['a promise', 'three bodies'])
  })

  it('keep their comment and colour through an update', () => {
    using library = openTestLibrary()
    const { snapshotId } = addClip(library.db, page)
    const { id } = annotate(library.db, snapshotId, QUOTE)
    updateAnnotation(library.db, { id, comment: 'The heart of it.' })
    updateAnnotation(library.db, { id, color: 5 })
    expect(getAnnotation(library.db, id)).toMatchObject({ comment: 'The heart of it.', color: 5, status: 'placed' })
  })

  it('go to the capture in which a lost passage was found again, of the same source only', () => {
    using library = openTestLibrary()
    const first = addClip(library.db, page)
    const { id } = annotate(library.db, first.snapshotId, QUOTE)
    const second = addClip(library.db, { ...page, canonicalText: `${TEXT} Added.` })
    const other = addClip(library.db, { title: 'Other', canonicalText: TEXT })
    const passage = { exact: 'a promise', prefix: '', suffix: '', start: 13, end: 22 }
    const moved = updateAnnotation(library.db, { id, passage, snapshotId: second.snapshotId })
    expect(moved).toMatchObject({ snapshotId: second.snapshotId, passage, status: 'placed' })
    expect(() => updateAnnotation(library.db, { id, passage, snapshotId: other.snapshotId })).toThrow(
      expect.objectContaining({ code: 'not-found' }),
    )
  })

  it('refuse a passage without words and a capture that is gone', () => {
    using library = openTestLibrary()
    const { snapshotId } = addClip(library.db, page)
    const passage = { exact: 'x', prefix: '', suffix: '', start: 4, end: 4 }
    const input = { snapshotId, passage, color: 1, comment: '', tags: [] }
    expect(() => createAnnotation(library.db, input)).toThrow(expect.objectContaining({ code: 'invalid-input' }))
    expect(() =>
      createAnnotation(library.db, { ...input, snapshotId: 'gone', passage: { ...passage, end: 5 } }),
    ).toThrow(expect.objectContaining({ code: 'not-found' }))
  })

  it('go to the trash and come back', () => {
    using library = openTestLibrary()
    const { sourceId, snapshotId } = addClip(library.db, page)
    const { id } = annotate(library.db, snapshotId, QUOTE)
    trashItems(library.db, [{ kind: 'annotation', id }])
    expect(listAnnotations(library.db, sourceId)).toEqual([])
    restoreItems(library.db, [{ kind: 'annotation', id }])
    expect(listAnnotations(library.db, sourceId)).toHaveLength(1)
  })

  it('are found over the whole library by word and colour; a percent sign is a letter', () => {
    using library = openTestLibrary()
    const { snapshotId } = addClip(library.db, page)
    annotate(library.db, snapshotId, QUOTE)
    const find = (query: string, color?: number) =>
      listAllAnnotations(library.db, { query, color, offset: 0, limit: 10 }).total
    expect(find('checks the')).toBe(1)
    expect(find('checks', 3)).toBe(0)
    expect(find('%')).toBe(0)
  })
})

describe('reanchorSource', () => {
  function clipAgain(db: Database, text: string) {
    return storeClip(db, clipRecord({ ...page, canonicalText: text }), (source, snapshot) =>
      reanchorSource(db, source, snapshot),
    )
  }

  it('moves a highlight to its words in the new capture', () => {
    using library = openTestLibrary()
    const { snapshotId } = addClip(library.db, page)
    const { id } = annotate(library.db, snapshotId, QUOTE)
    const changed = `An opening that was not there before.\n${TEXT}`
    const { snapshotId: newer } = clipAgain(library.db, changed)
    const moved = getAnnotation(library.db, id)
    expect(moved).toMatchObject({ snapshotId: newer, status: 'placed' })
    expect(changed.slice(moved.passage.start, moved.passage.end)).toBe(QUOTE)
  })

  it('keeps a highlight whose words are gone as an orphan with its quotation', () => {
    using library = openTestLibrary()
    const { snapshotId, sourceId } = addClip(library.db, page)
    const { id } = annotate(library.db, snapshotId, QUOTE)
    clipAgain(
      library.db,
      'Entirely other words now fill this page, about bread, butter and the price of tea in autumn.',
    )
    expect(getAnnotation(library.db, id)).toMatchObject({ status: 'orphan', snapshotId, passage: { exact: QUOTE } })
    expect(listAnnotations(library.db, sourceId)).toHaveLength(1)
  })
})
