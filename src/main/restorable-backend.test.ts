import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Contract } from '../shared/contract/index.ts'
import type { InputOf, OutputOf } from '../shared/rpc/contract.ts'
import { unwrap } from '../shared/rpc/result.ts'
import { openBackend } from './backend.ts'
import { openRestorableBackend } from './restorable-backend.ts'
import type { Backend } from './rpc/backend-types.ts'

let root: string
let libraryFolder: string
let backend: Backend

const options = () => ({ libraryFolder, resourcesFolder: join(root, 'resources'), appVersion: '0.0.0-test' })
const call = async <K extends keyof Contract>(method: K, input: InputOf<Contract[K]>) =>
  unwrap(await backend.call(method, input)) as OutputOf<Contract[K]>
const titles = async () => (await call('notes.list', {})).items.map(note => note.title).sort()

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'commonplace-restore-'))
  libraryFolder = join(root, 'library')
  backend = await openRestorableBackend(options())
})
afterEach(async () => {
  await backend.close()
  rmSync(root, { recursive: true, force: true })
})

describe('backup.restore', () => {
  it('opens the backup in place of the library, tells the window, and keeps what was replaced', async () => {
    await call('notes.create', { title: 'Before' })
    const { sourceId } = await call('clipping.clipPasted', { text: 'A clipped text. '.repeat(40), title: 'Clip' })
    const { backup } = await call('backup.run', {})
    await call('notes.create', { title: 'After' })
    await call('library.trash', { items: [{ kind: 'source', id: sourceId }] })
    await call('library.deleteForGood', { items: [{ kind: 'source', id: sourceId }] })

    const topics: string[] = []
    backend.onChanged(event => topics.push(...event.topics))
    const outcome = await call('backup.restore', { id: backup.id })
    expect(outcome).toMatchObject({ missingFiles: 0, backup: { id: backup.id } })
    expect(topics).toContain('notes')
    expect(await titles()).toEqual(['Before'])
    expect((await call('library.getSource', { id: sourceId })).title).toBe('Clip')

    // Both ways back hold the note that came after: the backup made before, and the database that was set aside.
    const [before] = await call('backup.list', {})
    expect(before).toMatchObject({ kind: 'before-restore', items: { notes: 2 } })
    cpSync(outcome.keptIn ?? '', join(root, 'kept'), { recursive: true })
    const kept = await openBackend({ ...options(), libraryFolder: join(root, 'kept'), background: false })
    expect(unwrap(await kept.call('notes.list', {}))).toMatchObject({ total: 2 })
    await kept.close()
  })

  it('refuses a backup that has changed since it was made, and leaves the library as it is', async () => {
    await call('notes.create', { title: 'Before' })
    const { backup } = await call('backup.run', {})
    await call('notes.create', { title: 'After' })
    const file = join(libraryFolder, 'backups', backup.id, 'library.db')
    const bytes = readFileSync(file)
    bytes[bytes.length - 100] = (bytes[bytes.length - 100] ?? 0) ^ 1
    writeFileSync(file, bytes)
    expect(await backend.call('backup.restore', { id: backup.id })).toMatchObject({
      ok: false,
      error: { code: 'library-damaged' },
    })
    expect(await titles()).toEqual(['After', 'Before'])
  })

  it('is refused while another program has the library open', async () => {
    const { backup } = await call('backup.run', {})
    await call('notes.create', { title: 'After' })
    const other = await openBackend({ ...options(), background: false })
    expect(await backend.call('backup.restore', { id: backup.id })).toMatchObject({
      ok: false,
      error: { code: 'library-locked' },
    })
    await other.close()
    expect(await titles()).toEqual(['After'])
  })

  it('is finished by the next start when it was cut short', async () => {
    await call('notes.create', { title: 'Old' })
    await backend.close()
    // As a crash leaves it: the marker is written and the old database is moved, the new one waits.
    cpSync(join(libraryFolder, 'library.db'), join(root, 'copy.db'))
    mkdirSync(join(libraryFolder, 'incoming'))
    cpSync(join(root, 'copy.db'), join(libraryFolder, 'incoming', 'library.db'))
    rmSync(join(libraryFolder, 'library.db'))
    writeFileSync(join(libraryFolder, 'swap.json'), JSON.stringify({ setAside: 'then' }))
    backend = await openRestorableBackend(options())
    expect(await titles()).toEqual(['Old'])
    expect(readdirSync(libraryFolder)).not.toContain('swap.json')
  })
})

describe('a damaged library', () => {
  beforeEach(async () => {
    await call('notes.create', { title: 'In the backup' })
    await call('backup.run', {})
    await backend.close()
    mkdirSync(join(root, 'renderer'))
    writeFileSync(join(root, 'renderer', 'index.html'), '<title>Commonplace</title>')
  })
  const damage = (from: number, length: number) => {
    const file = join(libraryFolder, 'library.db')
    const bytes = readFileSync(file)
    writeFileSync(file, bytes.fill(0xff, from, from + length))
  }

  it('still opens the window, which can list the backups and open one', async () => {
    damage(0, 100)
    backend = await openRestorableBackend({ ...options(), rendererFolder: join(root, 'renderer') })
    expect(await backend.call('settings.get', {})).toMatchObject({ ok: false, error: { code: 'library-damaged' } })
    const page = await backend.fetch(new Request('http://notebook.test/'))
    expect(await page.text()).toContain('Commonplace')
    expect((await backend.fetch(new Request('http://notebook.test/../../etc/passwd'))).status).toBe(404)

    const [backup] = await call('backup.list', {})
    const { keptIn } = await call('backup.restore', { id: backup?.id ?? '' })
    expect(await titles()).toEqual(['In the backup'])
    expect(existsSync(join(keptIn ?? '', 'library.db'))).toBe(true)
  })

  it('can be salvaged from the window', async () => {
    // The schema's first page is sound, and the root of the table that the start looks at is not.
    const db = new (await import('better-sqlite3')).default(join(libraryFolder, 'library.db'))
    const page = db
      .prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'sqlite_autoindex_sources_1'")
      .pluck()
      .get()
    const rows = db.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'sources'").pluck().get()
    db.close()
    for (const root of [page, rows]) damage((Number(root) - 1) * 4_096, 4_096)
    backend = await openRestorableBackend(options())
    const report = await call('backup.salvage', {})
    expect(report.tables.find(({ table }) => table === 'notes')).toMatchObject({ saved: 1, lost: 0 })
    expect(await titles()).toEqual(['In the backup'])
    expect(existsSync(join(report.keptIn ?? '', 'library.db'))).toBe(true)
  })
})

it('makes a backup before a library of an older format is brought up to date', async () => {
  await backend.close()
  rmSync(libraryFolder, { recursive: true })
  cpSync(join(import.meta.dirname, '..', '..', 'fixtures', 'libraries', 'format-1'), libraryFolder, { recursive: true })
  backend = await openRestorableBackend(options())
  expect(await call('backup.list', {})).toMatchObject([{ kind: 'before-migration', schemaVersion: 1 }])
})
