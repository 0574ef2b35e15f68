import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Contract } from '../shared/contract/index.ts'
import type { Job } from '../shared/contract/jobs.ts'
import type { InputOf, OutputOf } from '../shared/rpc/contract.ts'
import { unwrap } from '../shared/rpc/result.ts'
import { type OpenLibrary, openBackend } from './backend.ts'

const ROOT = join(import.meta.dirname, '../..')
const PAGES = join(ROOT, 'fixtures/pages')
let folder: string
let backend: OpenLibrary

const open = () =>
  openBackend({ libraryFolder: folder, resourcesFolder: join(ROOT, 'resources'), appVersion: '0.0.0-test' })
const call = async <K extends keyof Contract>(method: K, input: InputOf<Contract[K]>) =>
  unwrap(await backend.call(method, input)) as OutputOf<Contract[K]>
const fetchPath = (path: string, init?: RequestInit) => backend.fetch(new Request(`http://notebook.test${path}`, init))

async function upload(batch: string, paths: string[]): Promise<void> {
  for (const path of paths) {
    const query = new URLSearchParams({ batch, path })
    const response = await fetchPath(`/uploads?${query}`, { method: 'POST', body: readFileSync(join(PAGES, path)) })
    expect(response.status).toBe(200)
  }
}

async function finished(jobId: string): Promise<Job> {
  for (;;) {
    const job = (await call('jobs.list', {})).find(each => each.id === jobId)
    if (job && job.state !== 'running') return job
    await new Promise(resolve => setTimeout(resolve, 20))
  }
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'commonplace-backend-'))
  backend = await open()
})
afterAll(async () => {
  await backend.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('openBackend', () => {
  it('clips an uploaded page with its image, and says so after it is stored', async () => {
    const topics: string[] = []
    const stop = backend.onChanged(event => topics.push(...event.topics))
    await upload('first', ['a-page.html', 'a-page_files/reading-room.png'])
    const job = await finished((await call('clipping.clipUploads', { batchId: 'first' })).jobId)
    stop()
    expect(job).toMatchObject({ state: 'done', done: 1, items: [{ status: 'added' }] })
    expect(topics).toContain('library')
    const source = await call('library.getSource', { id: job.items[0]?.sourceId as never })
    expect(source).toMatchObject({
      title: 'What small libraries know about keeping things',
      siteName: 'The Long Shelf',
      byline: 'Ifeoma Okafor',
      published: '2025-03-03',
      snapshots: [{ imagesKept: 1, imagesMissing: 0 }],
    })
  })

  it('serves the clip as a page that may do nothing, with its own image', async () => {
    const { items } = await call('library.listSources', { view: { kind: 'all' } })
    const { currentSnapshotId } = await call('library.getSource', { id: items[0]?.id as never })
    const response = await fetchPath(`/snapshots/${currentSnapshotId}/`)
    const html = await response.text()
    expect(response.headers.get('content-security-policy')).toContain("script-src 'none'")
    expect(response.headers.get('content-security-policy')).toContain('sandbox allow-same-origin')
    expect(html).toContain('preserve by attention')
    expect(html).not.toMatch(/<script|newsletter/i)
    const image = /src="(blobs\/[0-9a-f]{64})"/.exec(html)?.[1]
    const picture = await fetchPath(`/snapshots/${currentSnapshotId}/${image}`)
    expect(picture.headers.get('content-type')).toBe('image/png')
    expect(new Uint8Array(await picture.arrayBuffer())).toEqual(
      new Uint8Array(readFileSync(join(PAGES, 'a-page_files/reading-room.png'))),
    )
  })

  it('keeps the original byte for byte under its SHA-256', async () => {
    const { items } = await call('library.listSources', { view: { kind: 'all' } })
    const { snapshots } = await call('library.getSource', { id: items[0]?.id as never })
    const bytes = readFileSync(join(PAGES, 'a-page.html'))
    const digest = Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex')
    expect(snapshots[0]).toMatchObject({ originalHash: digest, originalBytes: bytes.length })
  })

  it('goes on past a page that cannot be clipped and says why', async () => {
    const bad = new URLSearchParams({ batch: 'mixed', path: 'broken.html.gz' })
    await fetchPath(`/uploads?${bad}`, { method: 'POST', body: 'not gzip' })
    await upload('mixed', ['plain.txt'])
    const job = await finished((await call('clipping.clipUploads', { batchId: 'mixed' })).jobId)
    expect(job.items.map(item => item.status).sort()).toEqual(['added', 'failed'])
    expect(job.items.find(item => item.status === 'failed')?.message).toContain('broken.html.gz')
  })

  it('refuses a name that leads out of the folder', async () => {
    const response = await fetchPath('/uploads?batch=x&path=../../evil.html', { method: 'POST', body: 'x' })
    expect(response.status).toBe(400)
  })

  it('answers wrong input and unknown methods with a sentence', async () => {
    expect(await backend.call('library.getSource', { id: 3 })).toMatchObject({
      ok: false,
      error: { code: 'invalid-input' },
    })
    expect(await backend.call('toString', {})).toMatchObject({ ok: false, error: { code: 'invalid-input' } })
    expect(await backend.call('notes.get', { id: 'nope' })).toMatchObject({ ok: false, error: { code: 'not-found' } })
  })

  it('makes a PDF of a note as a job whose file can be downloaded', async () => {
    const note = await call('notes.create', {
      title: 'On / keeping: things?',
      document: {
        version: 1,
        blocks: [{ type: 'paragraph', children: [{ type: 'text', text: 'A copy is not yet kept.' }] }],
      },
    })
    const job = await finished((await call('reports.export', { kind: 'note', id: note.id })).jobId)
    expect(job).toMatchObject({ state: 'done', error: null })
    const file = await fetchPath(job.resultPath ?? '')
    expect(file.headers.get('content-disposition')).toContain('On keeping things.pdf')
    expect((await file.text()).slice(0, 5)).toBe('%PDF-')
  })

  it('finds everything again after it was closed and opened', async () => {
    const before = await call('library.counts', {})
    await backend.close()
    backend = await open()
    expect(await call('library.counts', {})).toEqual(before)
    expect((await call('search.query', { query: 'preserve by attention' })).hits[0]).toMatchObject({ kind: 'source' })
    expect(await backend.store.call('check')).toEqual([])
  })

  it('tells a window of what another process wrote', async () => {
    const other = await open()
    const told = new Promise<void>(resolve => backend.onChanged(({ topics }) => topics.includes('notes') && resolve()))
    await other.call('notes.create', { title: 'From elsewhere' })
    await told
    await other.close()
  })
})
