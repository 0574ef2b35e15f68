import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { storedFiles } from '../../src/main/backup/copy-files.ts'
import { killRounds } from './kill-rounds.ts'
import type { Model } from './model.ts'
import { startChild } from './run-child.ts'
import { verify } from './verify.ts'

const TIME_LIMIT_MS = 240_000
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'commonplace-torture-test-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('a program killed at work', () => {
  it(
    'loses nothing it has acknowledged, and leaves a sound library',
    async () => {
      const figures = await killRounds({ library: join(folder, 'killed'), rounds: 5, seed: Date.now() % 100_000 })
      expect(figures.lost).toEqual([])
      expect(figures.problems).toEqual([])
      expect(figures.acknowledged).toBeGreaterThan(0)
    },
    TIME_LIMIT_MS,
  )

  it(
    'would be caught if it lost a note or damaged a stored file',
    async () => {
      const library = join(folder, 'caught')
      const model: Model = new Map()
      const { acknowledged } = await startChild({ library, model, seed: 7, steps: 150 }).ended
      expect(acknowledged).toBeGreaterThan(30)
      expect(await verify(library, model)).toMatchObject({ lost: [], problems: [] })

      const [note] = [...model].find(([key, value]) => key.startsWith('note:') && value !== 'gone') ?? ['']
      const db = new Database(join(library, 'library.db'))
      db.prepare("UPDATE notes SET title = 'changed behind its back' WHERE id = ?").run(note.slice('note:'.length))
      db.close()
      const [file] = storedFiles(library)
      writeFileSync(file?.file ?? '', 'damaged')
      const verdict = await verify(library, model)
      expect(verdict.lost).toEqual([expect.stringContaining(note)])
      expect(verdict.problems).toHaveLength(1)
    },
    TIME_LIMIT_MS,
  )
})
