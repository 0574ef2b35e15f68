import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Annotation } from '../../../shared/contract/annotations.ts'
import type { Contract } from '../../../shared/contract/index.ts'
import type { InputOf, OutputOf } from '../../../shared/rpc/contract.ts'
import { unwrap } from '../../../shared/rpc/result.ts'
import { type OpenLibrary, openBackend } from '../../backend.ts'

const libraryFolder = mkdtempSync(join(tmpdir(), 'commonplace-revise-'))
let library: OpenLibrary

beforeAll(async () => {
  const resourcesFolder = join(import.meta.dirname, '../../../../resources')
  library = await openBackend({ libraryFolder, resourcesFolder, appVersion: 'test', background: false })
})
afterAll(async () => {
  await library.close()
  rmSync(libraryFolder, { recursive: true, force: true })
})

async function call<K extends keyof Contract>(method: K, input: InputOf<Contract[K]>) {
  return unwrap(await library.call(method, input)) as OutputOf<Contract[K]>
}

const SENTENCES = [
  'The keepers of the northern light wrote down the weather every four hours of the year.',
  'Their books are still read by people who study storms, because nobody else was awake.',
  'In the winter of that year the lamp went out twice, and two ships were lost on the rocks.',
  'The inspector came in spring and found the oil frozen, the keeper ill and the books complete.',
]
const pasted = (sentences: string[]) =>
  sentences.map(sentence => `<p>${sentence} ${sentence.toUpperCase()}</p>`).join('')

async function clip(sentences: string[], url: string): Promise<string> {
  return (await call('clipping.clipPasted', { html: pasted(sentences), title: `Light ${url}`, url })).snapshotId
}

async function mark(snapshotId: string, exact: string): Promise<Annotation> {
  const { text } = await call('clipping.getText', { id: snapshotId as never })
  const start = text.indexOf(exact)
  const passage = {
    exact,
    prefix: text.slice(Math.max(0, start - 30), start),
    suffix: text.slice(start + exact.length, start + exact.length + 30),
    start,
    end: start + exact.length,
  }
  return call('annotations.create', { snapshotId: snapshotId as never, passage })
}

const textAt = async (snapshotId: string, { passage }: Annotation) =>
  (await call('clipping.getText', { id: snapshotId as never })).text.slice(passage.start, passage.end)

describe('clipping.repair', () => {
  it('hides blocks and shows them again; annotations move with their words, and come back with them', async () => {
    const id = await clip(SENTENCES, 'https://light.example/repair')
    const kept = await mark(id, 'the lamp went out twice')
    const lost = await mark(id, 'wrote down the weather every four hours')
    const { blocks } = await call('clipping.listBlocks', { snapshotId: id as never })
    expect(blocks.map(block => block.text.slice(0, 12))).toEqual([
      'The keepers ',
      'Their books ',
      'In the winte',
      'The inspecto',
    ])

    await call('clipping.repair', { snapshotId: id as never, hideBlocks: [0] })
    expect((await call('clipping.getText', { id: id as never })).text).not.toContain('four hours')
    expect(await textAt(id, await call('annotations.get', { id: kept.id }))).toBe('the lamp went out twice')
    expect((await call('annotations.get', { id: lost.id })).status).toBe('orphan')
    expect((await call('clipping.listBlocks', { snapshotId: id as never })).blocks[0]?.state).toBe('hidden')
    expect(
      (await call('search.query', { query: 'weather', limit: 5 })).hits.filter(hit => hit.kind === 'source'),
    ).toEqual([])

    await call('clipping.repair', { snapshotId: id as never })
    const back = await call('annotations.get', { id: lost.id })
    expect(back.status).toBe('placed')
    expect(await textAt(id, back)).toBe('wrote down the weather every four hours')
  })

  it('keeps only the chosen block, and refuses one that is not there', async () => {
    const id = await clip(SENTENCES, 'https://light.example/main')
    await call('clipping.repair', { snapshotId: id as never, mainBlock: 2 })
    expect((await call('clipping.getText', { id: id as never })).text).toMatch(/^In the winter/)
    const answer = await library.call('clipping.repair', { snapshotId: id, hideBlocks: [99] })
    expect(answer).toMatchObject({ ok: false, error: { code: 'invalid-input' } })
  })
})

describe('clipping.reextract', () => {
  it('reads an older capture with the rules of today; annotations and repairs hold', async () => {
    const id = await clip(SENTENCES, 'https://light.example/again')
    const whole = (await call('clipping.getText', { id: id as never })).text
    const marked = await mark(id, 'found the oil frozen')
    await call('clipping.repair', { snapshotId: id as never, hideBlocks: [1] })
    // As an older program would have left it: another text, other places.
    const db = new Database(join(libraryFolder, 'library.db'))
    db.prepare(
      "UPDATE snapshot_contents SET reader_html = '<p>' || canonical_text, canonical_text = 'MENU HOME ABOUT ' || canonical_text WHERE snapshot_id = ?",
    ).run(id)
    db.prepare('UPDATE annotations SET start_char = start_char + 16, end_char = end_char + 16 WHERE id = ?').run(
      marked.id,
    )
    db.prepare('UPDATE snapshots SET rules_version = 0 WHERE id = ?').run(id)
    db.close()

    const snapshot = await call('clipping.reextract', { snapshotId: id as never })
    expect(snapshot.rulesVersion).toBeGreaterThan(0)
    expect((await call('clipping.getText', { id: id as never })).text).toBe(
      whole
        .split('\n')
        .filter((_, line) => line !== 1)
        .join('\n'),
    )
    expect(await textAt(id, await call('annotations.get', { id: marked.id }))).toBe('found the oil frozen')
    await call('clipping.repair', { snapshotId: id as never })
    expect((await call('clipping.getText', { id: id as never })).text).toBe(whole)
  })

  it('brings the record up to date, and leaves what the person corrected', async () => {
    const { snapshotId, sourceId } = await call('clipping.clipPasted', {
      html: pasted(SENTENCES),
      title: 'The true title',
      url: 'https://light.example/record',
    })
    await call('library.updateSource', { id: sourceId, record: { siteName: 'My own words' } })
    const db = new Database(join(libraryFolder, 'library.db'))
    db.prepare("UPDATE sources SET title = 'A title of old rules' WHERE id = ?").run(sourceId)
    db.close()
    await call('clipping.reextract', { snapshotId })
    expect(await call('library.getSource', { id: sourceId })).toMatchObject({
      title: 'The true title',
      siteName: 'My own words',
    })
  })

  it('says so of a capture that is not there', async () => {
    expect(await library.call('clipping.reextract', { snapshotId: 'nobody' })).toMatchObject({
      ok: false,
      error: { code: 'not-found' },
    })
  })
})

describe('clipping.compare', () => {
  it('tells what changed and what became of each annotation', async () => {
    const url = 'https://light.example/compare'
    const older = await clip(SENTENCES, url)
    const same = await mark(older, 'the lamp went out twice')
    const gone = await mark(older, 'found the oil frozen, the keeper ill and the books complete')
    const newer = await clip(
      [SENTENCES[0] as string, (SENTENCES[1] as string).replace('storms', 'hurricanes'), SENTENCES[2] as string],
      url,
    )
    expect(newer).not.toBe(older)
    const { changes, annotations } = await call('clipping.compare', {
      olderId: older as never,
      newerId: newer as never,
    })
    expect(changes.map(change => change.kind)).toEqual(['same', 'changed', 'same', 'removed'])
    expect(changes[1]?.runs.filter(run => run.kind === 'added').map(run => run.text)).toContain('hurricanes')
    expect(Object.fromEntries(annotations.map(each => [each.id, each.status]))).toEqual({
      [same.id]: 'same',
      [gone.id]: 'vanished',
    })
  })
})
