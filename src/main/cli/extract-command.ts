import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Result, unwrap } from '../../shared/rpc/result.ts'
import type { PageFile } from '../clipping/page-files.ts'
import { pagesNamed } from '../clipping/pages-named.ts'
import type { PrintablePage } from '../clipping/printable-page.ts'
import { PagePool } from '../workers/page-pool.ts'
import { EXIT, errorField, printError, printLine } from './output.ts'

type Line = PrintablePage | { file: string; error: ReturnType<typeof errorField> }

async function extractOne(pool: PagePool, page: PageFile): Promise<Line> {
  try {
    return unwrap(await pool.run<Result<PrintablePage>>('extract', page, page.label))
  } catch (error) {
    return { file: page.label, error: errorField(error) }
  }
}

function readable({ title, byline, siteName, published, text }: PrintablePage): string {
  return `# ${title}\n\n${[byline, siteName, published].filter(Boolean).join(' · ')}\n\n${text}\n`
}

function print(line: Line, json: boolean): void {
  if (json) printLine(line)
  else if ('error' in line) printError(`${line.file}: ${line.error.message}`)
  else printLine(readable(line))
}

/** `commonplace extract`: prints each page's article; touches no library. */
export async function extractCommand(paths: string[], { json = false }: { json?: boolean }): Promise<number> {
  const pool = new PagePool()
  let failed = 0
  const done = (line: Line) => {
    if ('error' in line) failed++
    print(line, json)
  }
  const unpacked = mkdtempSync(join(tmpdir(), 'commonplace-'))
  try {
    const running: Promise<Line>[] = []
    for (const path of paths) {
      for (const page of await listPages(path, unpacked, done)) {
        running.push(extractOne(pool, page))
        // A few ahead keep the threads busy; more would only fill the memory.
        if (running.length > pool.size * 2) done(await (running.shift() as Promise<Line>))
      }
    }
    for (const line of running) done(await line)
  } finally {
    await pool.close()
    rmSync(unpacked, { recursive: true, force: true })
  }
  return failed > 0 ? EXIT.someFailed : EXIT.ok
}

/** The pages at a path, those in an archive unpacked under `unpackFolder`; a path that is wrong is an item that failed, and the others go on. */
export async function listPages(
  path: string,
  unpackFolder: string,
  onError: (line: { file: string; error: ReturnType<typeof errorField> }) => void,
) {
  try {
    return await pagesNamed(path, unpackFolder)
  } catch (error) {
    onError({ file: path, error: errorField(error) })
    return []
  }
}
