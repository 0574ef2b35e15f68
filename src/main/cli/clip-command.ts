import { clipPages, type PageOutcome } from '../clipping/clip-service.ts'
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
  const pages = paths.flatMap(path => {
    if (!/^https?:\/\//i.test(path)) return listPages(path, line => done({ ...line, status: 'failed' }))
    const message = `${path} is on the web. Save the page in your browser and clip the file.`
    done({ file: path, status: 'failed', error: { code: 'unsupported', message } })
    return []
  })
  if (pages.length > 0) {
    await withLibrary(options, library => clipPages(library.clipPorts, pages, done)).catch(error => {
      failed++
      printError(errorField(error).message)
    })
  }
  return failed > 0 ? EXIT.someFailed : EXIT.ok
}
