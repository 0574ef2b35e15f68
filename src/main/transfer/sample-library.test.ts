import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { Contract } from '../../shared/contract/index.ts'
import type { InputOf, OutputOf } from '../../shared/rpc/contract.ts'
import { unwrap } from '../../shared/rpc/result.ts'
import { openBackend } from '../backend.ts'

it('addSample gives every job something to try: articles, highlights, linked notes, a report', async () => {
  const libraryFolder = mkdtempSync(join(tmpdir(), 'commonplace-sample-'))
  const resourcesFolder = join(import.meta.dirname, '../../../resources')
  const backend = await openBackend({ libraryFolder, resourcesFolder, appVersion: 'test', background: false })
  const call = async <K extends keyof Contract>(method: K, input: InputOf<Contract[K]>) =>
    unwrap(await backend.call(method, input)) as OutputOf<Contract[K]>
  const { noteId, sourceId } = await call('transfer.addSample', {})
  expect(await call('library.counts', {})).toMatchObject({ all: 4, notes: 3, highlights: 7, reports: 1 })
  const note = await call('notes.get', { id: noteId })
  expect(note.document.blocks.filter(block => block.type === 'quotation')).toHaveLength(2)
  expect((await call('notes.backlinks', { kind: 'note', id: noteId })).map(link => link.title)).toEqual([
    'Chapter 2, outline',
  ])
  expect(await call('library.getSource', { id: sourceId })).toMatchObject({
    snapshots: [{ imagesKept: 1, imagesMissing: 0 }],
  })
  const [report] = await call('reports.list', {})
  const { bytes, warnings } = await backend.exports.make({ kind: 'report', id: report?.id ?? '' })
  expect(warnings).toEqual([])
  expect(bytes.length).toBeGreaterThan(10_000)
  await backend.close()
  rmSync(libraryFolder, { recursive: true, force: true })
})
