import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ClipTask } from '../clipping/clip-job-store.ts'
import { clipOne, inOrder, type PageOutcome } from '../clipping/clip-service.ts'
import { listPages } from './extract-command.ts'
import { EXIT, errorField, printError, printLine } from './output.ts'
import { type LibraryOption, withLibrary } from './with-library.ts'

const WORDS = { added: 'Added', snapshot: 'New capture of', duplicate: 'Already saved' } as const

function print(outcome: PageOutcome, json: boolean): void {
  if (json) printLine(outcome)
  else if (outcome.status === 'failed') printError(`${outcome.file}: ${outcome.error.message}`)
  else printLine(`${WORDS[outcome.status]}: ${outcome.title}`)
}

/** `commonplace clip`: puts pages into the library and prints what became of each. */
export async function clipCommand(paths: string[], options: LibraryOption & { json?: boolean }): Promise<number> {
  let failed = 0
  const done = (outcome: PageOutcome) => {
    if (outcome.status === 'failed') failed++
    print(outcome, options.json ?? false)
  }
  const unpacked = mkdtempSync(join(tmpdir(), 'commonplace-'))
  try {
    const tasks: ClipTask[] = []
    for (const path of paths) {
      if (/^https?:\/\//i.test(path)) tasks.push({ url: path })
      else
        for (const page of await listPages(path, unpacked, line => done({ ...line, status: 'failed' })))
          tasks.push({ page })
    }
    if (tasks.length > 0)
      await withLibrary(options, async ({ clipPorts }) => {
        await clipPorts.beforeMany?.(tasks.length)
        await inOrder(tasks, clipPorts.parallel, task => clipOne(clipPorts, task, { folder: unpacked }), done)
      })
  } catch (error) {
    failed++
    printError(errorField(error).message)
  } finally {
    rmSync(unpacked, { recursive: true, force: true })
  }
  return failed > 0 ? EXIT.someFailed : EXIT.ok
}
