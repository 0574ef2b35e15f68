import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createNote } from '../notes/note-store.ts'
import { openDatabase } from '../storage/open-database.ts'
import { BackupService } from './backup-service.ts'

let root: string
let service: BackupService
let changes: number

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'commonplace-service-'))
  const db = openDatabase(join(root, 'library'))
  createNote(db, 'One')
  db.close()
  changes = 0
  service = new BackupService({
    libraryFolder: join(root, 'library'),
    appVersion: '1',
    onChanged: () => {
      changes += 1
    },
  })
})
afterEach(async () => {
  await service.close()
  rmSync(root, { recursive: true, force: true })
})

describe('BackupService', () => {
  it('makes a backup before a hundred items come in, and not when there is a fresh one', async () => {
    await service.beforeMany(99)
    expect(service.list()).toEqual([])
    await service.beforeMany(100)
    expect(service.list()).toMatchObject([{ kind: 'before-import', items: { notes: 1 } }])
    await service.beforeMany(100)
    expect(service.list()).toHaveLength(1)
    expect(changes).toBe(1)
  })

  it('makes none by itself where that is turned off', async () => {
    service.configure({ automatic: false })
    await service.beforeMany(1_000)
    expect(service.status()).toMatchObject({ automatic: false, newest: null })
  })

  it('puts backups into the folder chosen, and lists those', async () => {
    const folder = join(root, 'other disk')
    expect(service.configure({ folder })).toMatchObject({ folder, isUsualFolder: false })
    const { backup } = await service.run('manual')
    expect(readdirSync(folder)).toContain(backup.id)
    expect(service.list()).toEqual([backup])
    service.configure({ folder: null })
    expect(service.list()).toEqual([])
  })

  it('refuses a folder that is no whole path or cannot be made', () => {
    expect(() => service.configure({ folder: 'backups' })).toThrow(expect.objectContaining({ code: 'invalid-input' }))
    const inAFile = join(root, 'library', 'library.db', 'backups')
    expect(() => service.configure({ folder: inAFile })).toThrow(expect.objectContaining({ code: 'invalid-input' }))
  })

  it('tells why the last attempt failed, until one succeeds', async () => {
    rmSync(join(root, 'library', 'library.db'))
    await expect(service.run('manual')).rejects.toThrow()
    expect(service.status().problem).toEqual(expect.any(String))
    openDatabase(join(root, 'library')).close()
    await service.run('manual')
    expect(service.status().problem).toBeNull()
  })
})
