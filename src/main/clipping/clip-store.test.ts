import { describe, expect, it, vi } from 'vitest'
import { listSources } from '../library/source-store.ts'
import { trashItems } from '../library/trash-store.ts'
import { openTestLibrary } from '../storage/open-test-library.ts'
import { getReaderContent, getSnapshot, storeClip } from './clip-store.ts'
import { addClip, clipRecord } from './test-clips.ts'

const page = { title: 'On keeping', canonicalText: 'The oldest book.', canonicalUrl: 'https://shelf.example/keeping' }

describe('storeClip', () => {
  it('adds a page the library does not know', () => {
    using library = openTestLibrary()
    const outcome = addClip(library.db, page)
    expect(outcome).toMatchObject({ status: 'added', title: 'On keeping' })
    expect(getReaderContent(library.db, outcome.snapshotId)).toMatchObject({ text: 'The oldest book.', language: 'en' })
  })

  it('answers the same bytes with the capture it has', () => {
    using library = openTestLibrary()
    const first = addClip(library.db, page)
    expect(addClip(library.db, page)).toEqual({ ...first, status: 'duplicate' })
  })

  it('keeps a changed page as a new dated capture of the same source, and lets annotations be placed anew', () => {
    using library = openTestLibrary()
    const first = addClip(library.db, page)
    const reanchor = vi.fn()
    const second = storeClip(library.db, clipRecord({ ...page, canonicalText: 'The oldest book, again.' }), reanchor)
    expect(second).toMatchObject({ status: 'snapshot', sourceId: first.sourceId })
    expect(reanchor).toHaveBeenCalledExactlyOnceWith(first.sourceId, second.snapshotId)
    expect(getSnapshot(library.db, first.snapshotId).sourceId).toBe(first.sourceId)
    expect(
      listSources(library.db, { view: { kind: 'all' }, sort: 'added', descending: true, offset: 0, limit: 10 }).total,
    ).toBe(1)
  })

  it('does not hide a page behind one that lies in the trash', () => {
    using library = openTestLibrary()
    const first = addClip(library.db, page)
    trashItems(library.db, [{ kind: 'source', id: first.sourceId }])
    const again = addClip(library.db, page)
    expect(again.status).toBe('added')
    expect(again.sourceId).not.toBe(first.sourceId)
  })

  it('stores nothing when placing annotations fails', () => {
    using library = openTestLibrary()
    addClip(library.db, page)
    const fails = () => {
      throw new Error('no')
    }
    expect(() => storeClip(library.db, clipRecord({ ...page, canonicalText: 'Changed.' }), fails)).toThrow('no')
    expect(library.db.prepare('SELECT count(*) FROM snapshots').pluck().get()).toBe(1)
  })
})

describe('getSnapshot', () => {
  it('tells the way a page was come by', () => {
    using library = openTestLibrary()
    const redirects = ['https://short.example/x', 'https://shelf.example/x']
    const { snapshotId } = addClip(library.db, { ...page, url: 'https://shelf.example/keeping', redirects })
    expect(getSnapshot(library.db, snapshotId)).toMatchObject({
      finalUrl: 'https://shelf.example/keeping',
      redirects,
      toolVersion: 'test',
    })
  })
})
