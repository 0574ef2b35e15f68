import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Job } from '../../shared/contract/jobs.ts'
import { unwrap } from '../../shared/rpc/result.ts'
import { type OpenLibrary, openBackend } from '../backend.ts'
import { createClipJob, finishClipItem } from './clip-job-store.ts'
import { articleHtml } from './test-pages.ts'

let libraryFolder: string
let open: OpenLibrary[] = []

beforeEach(() => {
  libraryFolder = mkdtempSync(join(tmpdir(), 'commonplace-jobs-'))
})
afterEach(async () => {
  for (const library of open) await library.close()
  open = []
  rmSync(libraryFolder, { recursive: true, force: true })
})

async function openLibrary(background = true): Promise<OpenLibrary> {
  const resourcesFolder = join(import.meta.dirname, '../../../resources')
  const library = await openBackend({ libraryFolder, resourcesFolder, appVersion: 'test', background })
  open.push(library)
  return library
}

async function close(library: OpenLibrary) {
  open = open.filter(each => each !== library)
  await library.close()
}

const jobsOf = async (library: OpenLibrary) => unwrap(await library.call('jobs.list', {})) as Job[]

async function settled(library: OpenLibrary): Promise<Job[]> {
  for (;;) {
    const jobs = await jobsOf(library)
    if (jobs.every(job => job.state !== 'running')) return jobs
    await new Promise(resolve => setTimeout(resolve, 20))
  }
}

const countSources = async (library: OpenLibrary) =>
  (unwrap(await library.call('library.counts', {})) as { all: number }).all

/** A job as a process that was killed leaves it: two of four pages done. */
async function leaveJobBehind(owner: string) {
  const first = await openLibrary()
  await close(first)
  const folder = join(libraryFolder, 'staging', 'left')
  const pages = [0, 1, 2, 3].map(n => ({
    label: `${n}.html`,
    file: join(folder, `${n}`),
    fileName: `${n}.html`,
    resources: {},
  }))
  mkdirSync(folder, { recursive: true })
  for (const page of pages) writeFileSync(page.file, articleHtml(`Page ${page.label}`))
  const db = new Database(join(libraryFolder, 'library.db'))
  createClipJob(db, {
    id: 'left',
    title: 'Clipping 4 pages',
    folder,
    owner,
    startedAt: Date.now(),
    tasks: pages.map(page => ({ page })),
  })
  for (const position of [0, 2])
    finishClipItem(db, { jobId: 'left', position }, { label: `Page ${position}`, status: 'added' })
  db.close()
  return folder
}

it('finishes what a run that was killed left undone, and only that', async () => {
  const folder = await leaveJobBehind(`999999@${hostname()}`)
  const library = await openLibrary()
  const [job] = await settled(library)
  expect(job).toMatchObject({ id: 'left', state: 'done', done: 4, total: 4 })
  expect(await countSources(library)).toBe(2)
  expect(existsSync(folder)).toBe(false)
  await close(library)
  expect(await jobsOf(await openLibrary())).toEqual([])
})

it('leaves the job of a process that lives alone, and of every process when it only does one thing', async () => {
  const folder = await leaveJobBehind(`${process.ppid}@${hostname()}`)
  expect(await jobsOf(await openLibrary())).toEqual([])
  expect(existsSync(folder)).toBe(true)
})

it('resumes nothing for a single command', async () => {
  await leaveJobBehind(`999999@${hostname()}`)
  expect(await jobsOf(await openLibrary(false))).toEqual([])
})

it('keeps the failed for another try over a restart, and their files with them', async () => {
  let works = false
  const server = createServer((_, response) =>
    works
      ? response.writeHead(200, { 'content-type': 'text/html' }).end(articleHtml('Back again'))
      : response.writeHead(503).end(),
  )
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/page`
  const first = await openLibrary()
  await first.call('clipping.clipUrls', { urls: [url] })
  expect(await settled(first)).toMatchObject([
    { items: [{ status: 'failed', message: expect.stringContaining('503') }] },
  ])
  await close(first)

  const second = await openLibrary()
  const [left] = await jobsOf(second)
  expect(left).toMatchObject({ state: 'done', items: [{ label: url, status: 'failed' }] })
  works = true
  const again = await second.call('jobs.retry', { id: left?.id })
  expect(again.ok).toBe(true)
  expect(await settled(second)).toMatchObject([{ items: [{ label: 'Back again', status: 'added' }] }])
  await close(second)
  expect(await jobsOf(await openLibrary())).toEqual([])
  server.close()
})

it('goes on after the program was closed in the middle, but not after the person stopped it', async () => {
  const library = await openLibrary()
  const batchId = 'many'
  for (let n = 0; n < 60; n++) {
    const body = articleHtml(`Page ${n}`)
    await library.fetch(new Request(`http://x/uploads?batch=${batchId}&path=${n}.html`, { method: 'POST', body }))
  }
  await library.call('clipping.clipUploads', { batchId })
  await close(library)
  const second = await openLibrary()
  expect(await settled(second)).toMatchObject([{ state: 'done', done: 60 }])
  expect(await countSources(second)).toBe(60)

  for (let n = 0; n < 60; n++) {
    const body = articleHtml(`Other page ${n}`)
    await second.fetch(new Request(`http://x/uploads?batch=b&path=${n}.html`, { method: 'POST', body }))
  }
  const { jobId } = unwrap(await second.call('clipping.clipUploads', { batchId: 'b' })) as { jobId: string }
  await second.call('jobs.cancel', { id: jobId })
  const job = (await settled(second)).find(each => each.id === jobId)
  expect(job?.state).toBe('cancelled')
  expect(job?.items.filter(item => item.status === 'failed')).toEqual([])
  await second.call('jobs.dismiss', { id: jobId })
  expect(readdirSync(join(libraryFolder, 'staging'))).toEqual([])
})

it('tries the failed once, however often it is asked', async () => {
  const library = await openLibrary()
  await library.call('clipping.clipUrls', { urls: ['http://127.0.0.1:1/nothing'] })
  const [job] = await settled(library)
  const answers = [await library.call('jobs.retry', { id: job?.id }), await library.call('jobs.retry', { id: job?.id })]
  expect(answers.map(answer => answer.ok)).toEqual([true, false])
})
