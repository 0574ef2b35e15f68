import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { type Result, unwrap } from '../../shared/rpc/result.ts'
import { pagesAt } from '../clipping/page-files.ts'
import type { PrintablePage } from '../clipping/printable-page.ts'
import { PagePool } from './page-pool.ts'

it('PagePool loses no page when new threads take over', { timeout: 120_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'commonplace-pool-'))
  for (let n = 0; n < 1_100; n++)
    writeFileSync(join(folder, `${n}.txt`), `Page ${n}\n\nIts text, and a few words more.`)
  const pool = new PagePool()
  const answers = pagesAt(folder).map(page => pool.run<Result<PrintablePage>>('extract', page, page.label))
  const titles = (await Promise.all(answers)).map(answer => unwrap(answer).title)
  expect(new Set(titles).size).toBe(1_100)
  await pool.close()
  rmSync(folder, { recursive: true, force: true })
})
