import { expect, it } from 'vitest'
import { addClip } from '../clipping/test-clips.ts'
import { openTestLibrary } from '../storage/open-test-library.ts'
import { findByUrl } from './find-by-url.ts'
import { trashItems } from './trash-store.ts'

it('finds the clip of a page under the ways in which links name it', () => {
  using library = openTestLibrary()
  const { sourceId } = addClip(library.db, {
    ...{ title: 'One', canonicalText: 'Text.' },
    ...{ url: 'https://shelf.example/act', canonicalUrl: 'https://shelf.example/the-act/' },
  })
  for (const url of [
    'https://shelf.example/act#part-2',
    'http://shelf.example/act/',
    'https://shelf.example/the-act',
  ]) {
    expect(findByUrl(library.db, url)).toBe(sourceId)
  }
  expect(findByUrl(library.db, 'https://shelf.example/act?page=2')).toBeNull()
  expect(findByUrl(library.db, 'https://shelf.example/')).toBeNull()
  trashItems(library.db, [{ kind: 'source', id: sourceId }])
  expect(findByUrl(library.db, 'https://shelf.example/act')).toBeNull()
})
