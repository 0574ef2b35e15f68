import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { Contract } from '../../shared/contract/index.ts'
import type { InputOf, OutputOf } from '../../shared/rpc/contract.ts'
import { unwrap } from '../../shared/rpc/result.ts'
import { openBackend } from '../backend.ts'
import { checkLibrary } from '../storage/check-library.ts'
import { SCHEMA_VERSION } from './all-migrations.ts'

const LIBRARIES = join(import.meta.dirname, '..', '..', '..', 'fixtures', 'libraries')
const formats = readdirSync(LIBRARIES).filter(name => name.startsWith('format-'))

it('has a fixture library of every format before this one', () => {
  const before = Array.from({ length: SCHEMA_VERSION - 1 }, (_, at) => `format-${at + 1}`)
  expect(formats).toEqual(expect.arrayContaining(before))
})

it.each(formats)('opens a library of %s with all that is in it', async format => {
  const folder = mkdtempSync(join(tmpdir(), 'commonplace-format-'))
  const libraryFolder = join(folder, 'library')
  cpSync(join(LIBRARIES, format), libraryFolder, { recursive: true })
  const library = await openBackend({
    libraryFolder,
    resourcesFolder: folder,
    appVersion: '0.0.0-test',
    background: false,
  })
  const call = async <K extends keyof Contract>(method: K, input: InputOf<Contract[K]>) =>
    unwrap(await library.call(method, input)) as OutputOf<Contract[K]>
  try {
    expect(await checkLibrary(library.store, libraryFolder)).toEqual([])
    expect((await call('settings.about', {})).schemaVersion).toBe(SCHEMA_VERSION)
    expect((await call('settings.get', {})).theme).toBe('sepia')

    const { items: sources } = await call('library.listSources', { view: { kind: 'state', state: 'reading' } })
    expect(sources.map(({ title }) => title)).toEqual(['Herons of the estuary'])
    const source = await call('library.getSource', { id: sources[0]?.id as never })
    expect(source.tags.map(({ name }) => name)).toEqual(['birds'])
    expect(source.collectionIds).toEqual([(await call('library.listCollections', {}))[0]?.id])
    const [highlight] = await call('annotations.list', { sourceId: source.id })
    expect(highlight).toMatchObject({
      passage: { exact: 'shallow water' },
      color: 2,
      comment: 'How shallow?',
      tags: ['water'],
    })

    const { items: notes } = await call('notes.list', {})
    expect(notes.map(({ title }) => title).sort()).toEqual(['Patience', 'Tides'])
    const patience = notes.find(({ title }) => title === 'Patience')
    expect(await call('notes.backlinks', { kind: 'note', id: patience?.id ?? '' })).toMatchObject([{ title: 'Tides' }])
    expect(await call('notes.get', { id: patience?.id as never })).toMatchObject({ version: 2 })
    expect((await call('library.listTrash', {})).map(({ title }) => title)).toEqual(['Thrown away'])
    const [report] = await call('reports.list', {})
    expect(report).toMatchObject({ title: 'On waiting', sectionCount: 2 })
    const { hits } = await call('search.query', { query: 'heron', limit: 10 })
    expect(hits.map(({ kind }) => kind).sort()).toEqual(['note', 'source'])
  } finally {
    await library.close()
    rmSync(folder, { recursive: true, force: true })
  }
})
