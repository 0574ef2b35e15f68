import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openStore, type Store } from '../storage/store-client.ts'
import { FolderWatcher } from './folder-watcher.ts'
import type { PageFile } from './page-files.ts'

let root: string
let folder: string
let store: Store
let clipped: PageFile[]
const watchers: FolderWatcher[] = []

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'commonplace-watch-'))
  folder = join(root, 'watched')
  mkdirSync(folder)
  store = await openStore({ libraryFolder: join(root, 'library'), appVersion: 'test' })
  clipped = []
})
afterEach(async () => {
  for (const watcher of watchers.splice(0)) await watcher.close()
  await store.close()
  rmSync(root, { recursive: true, force: true })
})

async function watch(target: () => string | null = () => folder): Promise<FolderWatcher> {
  const watcher = new FolderWatcher({
    store,
    folder: async () => target(),
    clip: async pages => clipped.push(...pages),
    times: { settleMs: 120, pollMs: 60_000, blindPollMs: 60 },
  })
  watchers.push(watcher)
  await watcher.refresh()
  return watcher
}

const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))
const names = () => clipped.map(page => page.label).sort()

async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; tries < 100 && !condition(); tries++) await pause(50)
}

it('leaves alone what was there, and clips what appears, with the files saved beside it', async () => {
  writeFileSync(join(folder, 'old.html'), 'old')
  await watch()
  await pause(300)
  writeFileSync(join(folder, 'new.html'), 'new')
  mkdirSync(join(folder, 'new_files'))
  writeFileSync(join(folder, 'new_files/a.png'), 'a')
  writeFileSync(join(folder, 'film.mp4'), 'no page')
  await until(() => clipped.length > 0)
  await pause(400)
  expect(names()).toEqual(['new.html'])
  expect(Object.keys(clipped[0]?.resources ?? {})).toEqual(['new_files/a.png'])
})

it('waits until a page is written to its end', async () => {
  await watch()
  await pause(300)
  for (let part = 0; part < 6; part++) {
    writeFileSync(join(folder, 'slow.html'), 'x'.repeat(part + 1))
    await pause(60)
    expect(clipped).toEqual([])
  }
  await until(() => clipped.length > 0)
  expect(names()).toEqual(['slow.html'])
})

it('clips what came while the program was not running, and nothing twice', async () => {
  const first = await watch()
  await pause(300)
  writeFileSync(join(folder, 'one.html'), 'one')
  await until(() => clipped.length > 0)
  await pause(100)
  await first.close()
  writeFileSync(join(folder, 'two.html'), 'two')
  await watch()
  await until(() => clipped.length > 1)
  await pause(300)
  expect(names()).toEqual(['one.html', 'two.html'])
})

it('finds a folder that comes back, and stops when told to', async () => {
  let target: string | null = join(root, 'later')
  const watcher = await watch(() => target)
  await pause(150)
  mkdirSync(target)
  await pause(300)
  writeFileSync(join(target, 'page.html'), 'page')
  await until(() => clipped.length > 0)
  expect(names()).toEqual(['page.html'])
  const before = target
  target = null
  await watcher.refresh()
  writeFileSync(join(before, 'unseen.html'), 'x')
  await pause(500)
  expect(names()).toEqual(['page.html'])
})
