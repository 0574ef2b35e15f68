import { describe, expect, it } from 'vitest'
import type { Block, NoteDocument } from '../../shared/document/document.ts'
import { addClip } from '../clipping/test-clips.ts'
import { trashItems } from '../library/trash-store.ts'
import { openTestLibrary } from '../storage/open-test-library.ts'
import { completeLink, targetTitles } from './link-targets.ts'
import { backlinks, createNote, getNote, listNotes, saveNote } from './note-store.ts'
import { getRevision, listRevisions } from './revision-store.ts'

const documentOf = (...blocks: Block[]): NoteDocument => ({ version: 1, blocks })
const paragraph = (text: string): Block => ({ type: 'paragraph', children: [{ type: 'text', text }] })

describe('saveNote', () => {
  it('grows the version and gives the text back as it was written', () => {
    using library = openTestLibrary()
    const { id } = createNote(library.db, 'Copies and keepers')
    const document = documentOf(paragraph('Two things are called preservation.'))
    expect(saveNote(library.db, { id, baseVersion: 1, title: 'Copies', document })).toMatchObject({ version: 2 })
    expect(getNote(library.db, id)).toMatchObject({ title: 'Copies', version: 2, document, wordCount: 5 })
  })

  it('refuses a save that started from an older version, and changes nothing', () => {
    using library = openTestLibrary()
    const { id } = createNote(library.db, 'Note')
    saveNote(library.db, { id, baseVersion: 1, title: 'Note', document: documentOf(paragraph('first')) })
    const late = { id, baseVersion: 1, title: 'Note', document: documentOf(paragraph('second')) }
    expect(() => saveNote(library.db, late)).toThrow(expect.objectContaining({ code: 'conflict' }))
    expect(getNote(library.db, id)).toMatchObject({ version: 2, excerpt: 'first' })
  })

  it('keeps the text before the save as a version', () => {
    using library = openTestLibrary()
    const { id } = createNote(library.db, 'Note', documentOf(paragraph('as it was')))
    saveNote(library.db, { id, baseVersion: 1, title: 'Note', document: documentOf(paragraph('as it is')) })
    const [revision] = listRevisions(library.db, id)
    expect(getRevision(library.db, revision?.id ?? '').document).toEqual(documentOf(paragraph('as it was')))
  })
})

describe('links', () => {
  it('are known from the other side, with the sentence around them', () => {
    using library = openTestLibrary()
    const target = createNote(library.db, 'Keepers')
    const document = documentOf({
      type: 'paragraph',
      children: [
        { type: 'text', text: 'First sentence. The argument of ' },
        { type: 'reference', target: { kind: 'note', id: target.id }, text: 'Keepers' },
        { type: 'text', text: ' comes first. Last sentence.' },
      ],
    })
    const { id } = createNote(library.db, 'Outline', document)
    expect(backlinks(library.db, 'note', target.id)).toEqual([
      { noteId: id, title: 'Outline', context: 'The argument of Keepers comes first.' },
    ])
    trashItems(library.db, [{ kind: 'note', id }])
    expect(backlinks(library.db, 'note', target.id)).toEqual([])
  })

  it('say when their target lies in the trash or is gone', () => {
    using library = openTestLibrary()
    const { id } = createNote(library.db, 'Here')
    const gone = createNote(library.db, 'There')
    trashItems(library.db, [{ kind: 'note', id: gone.id }])
    const titles = targetTitles(library.db, [
      { kind: 'note', id },
      { kind: 'note', id: gone.id },
      { kind: 'source', id: 'never' },
    ])
    expect(titles.map(each => each.state)).toEqual(['present', 'trashed', 'missing'])
  })
})

describe('completeLink', () => {
  it('offers notes and sources whose title holds words that begin so, the title that begins so first', () => {
    using library = openTestLibrary()
    createNote(library.db, 'A history of link rot')
    createNote(library.db, 'Link rot, measured')
    addClip(library.db, { title: 'Link rot in court opinions', canonicalText: 'Text.' })
    const titles = completeLink(library.db, 'lin ro', 10).map(each => each.title)
    expect(titles).toHaveLength(3)
    expect(titles.at(-1)).toBe('A history of link rot')
    expect(completeLink(library.db, 'LINK MEAS', 10)).toMatchObject([{ kind: 'note', title: 'Link rot, measured' }])
  })

  it('finds a source by its author', () => {
    using library = openTestLibrary()
    addClip(library.db, {
      title: 'On keeping',
      canonicalText: 'Text.',
      authors: [{ given: 'Ifeoma', family: 'Okafor' }],
    })
    addClip(library.db, { title: 'Elsewhere', canonicalText: 'Okafor is only mentioned here.' })
    expect(completeLink(library.db, 'okaf', 10).map(each => each.title)).toEqual(['On keeping'])
  })

  it('finds Chinese titles by two characters and survives any characters', () => {
    using library = openTestLibrary()
    createNote(library.db, '数字保存的成本')
    expect(completeLink(library.db, '保存', 10)).toHaveLength(1)
    for (const typed of ['"', '*', "'; DROP TABLE notes", 'AND', 'a OR', '(', '\u0000'])
      expect(completeLink(library.db, typed, 5)).toBeInstanceOf(Array)
  })
})

describe('listNotes', () => {
  it('leaves out what lies in the trash', () => {
    using library = openTestLibrary()
    const { id } = createNote(library.db, 'One')
    createNote(library.db, 'Two')
    trashItems(library.db, [{ kind: 'note', id }])
    expect(listNotes(library.db, 0, 10)).toMatchObject({ total: 1, items: [{ title: 'Two' }] })
  })
})
