import { readFileSync } from 'node:fs'
import type { Contract } from '../../shared/contract/index.ts'
import { markdownToDocument } from '../../shared/document/derive/markdown-in.ts'
import type { InputOf, OutputOf } from '../../shared/rpc/contract.ts'
import { AppError, unwrap } from '../../shared/rpc/result.ts'
import type { OpenLibrary } from '../backend.ts'
import { findLeftBehind } from '../backup/left-behind.ts'
import { checkLibrary } from '../storage/check-library.ts'
import { EXIT, printError, printLine } from './output.ts'
import { type LibraryOption, withLibrary } from './with-library.ts'

type JsonOption = LibraryOption & { json?: boolean }

const PAGE = 1_000

async function call<K extends keyof Contract>(library: OpenLibrary, method: K, input: InputOf<Contract[K]>) {
  return unwrap(await library.call(method, input)) as OutputOf<Contract[K]>
}

/** Every item of a paged method, however many. */
async function* all<T>(fetchPage: (offset: number) => Promise<{ total: number; items: T[] }>): AsyncGenerator<T> {
  for (let offset = 0; ; offset += PAGE) {
    const { total, items } = await fetchPage(offset)
    yield* items
    if (offset + items.length >= total || items.length === 0) return
  }
}

function listItems(library: OpenLibrary, what: string): AsyncIterable<{ id: string; title: string }> {
  switch (what) {
    case 'sources':
      return all(offset => call(library, 'library.listSources', { view: { kind: 'all' }, offset, limit: PAGE }))
    case 'notes':
      return all(offset => call(library, 'notes.list', { offset, limit: PAGE }))
    case 'annotations':
      return all(async offset => {
        const { total, items } = await call(library, 'annotations.listAll', { offset, limit: PAGE })
        return { total, items: items.map(item => ({ ...item, title: item.passage.exact })) }
      })
    case 'reports':
      return all(async offset => {
        const items = await call(library, 'reports.list', {})
        return { total: items.length, items: items.slice(offset) }
      })
    default:
      throw new AppError('invalid-input', `“${what}” cannot be listed. Choose sources, notes, annotations or reports.`)
  }
}

/** `commonplace list`. */
export async function listCommand(what: string, options: JsonOption): Promise<number> {
  return withLibrary(options, async library => {
    for await (const item of listItems(library, what)) {
      printLine(options.json ? item : `${item.id}  ${item.title.replaceAll(/\s+/g, ' ').slice(0, 100)}`)
    }
    return EXIT.ok
  })
}

const SHOW = [
  ['source', 'library.getSource'],
  ['note', 'notes.get'],
  ['annotation', 'annotations.get'],
  ['report', 'reports.get'],
] as const

/** `commonplace show`: whatever carries the id. */
export async function showCommand(id: string, options: JsonOption): Promise<number> {
  return withLibrary(options, async library => {
    for (const [kind, method] of SHOW) {
      const result = await library.call(method, { id })
      if (!result.ok) continue
      const item = { kind, ...(result.value as object) }
      printLine(options.json ? item : JSON.stringify(item, null, 2))
      return EXIT.ok
    }
    throw new AppError('not-found', `Nothing in the library has the id ${id}.`)
  })
}

/** `commonplace search`. */
export async function searchCommand(query: string, options: JsonOption & { limit: number }): Promise<number> {
  return withLibrary(options, async library => {
    const { hits } = await call(library, 'search.query', { query, limit: options.limit })
    for (const { kind, id, title, snippet, score } of hits) {
      const text = snippet.map(run => run.text).join('')
      printLine(options.json ? { kind, id, title, snippet: text, score } : `${kind}  ${title}\n    ${text}`)
    }
    return EXIT.ok
  })
}

/** `commonplace note add`. */
export async function addNoteCommand(options: JsonOption & { title: string; markdown: string }): Promise<number> {
  const markdown = readFileSync(options.markdown === '-' ? 0 : options.markdown, 'utf8')
  return withLibrary(options, async library => {
    const document = markdownToDocument(markdown)
    const note = await call(library, 'notes.create', { title: options.title, document })
    printLine(options.json ? { id: note.id, title: note.title } : note.id)
    return EXIT.ok
  })
}

/** `commonplace check`: 0 when database and blobs are sound, 1 when not. */
export async function checkCommand(options: JsonOption): Promise<number> {
  return withLibrary(options, async library => {
    const problems = await checkLibrary(library.store, library.libraryFolder)
    const named = new Set((await library.store.call('listBlobs')).map(({ hash }) => hash))
    const leftBehind = findLeftBehind(library.libraryFolder, named).length
    if (options.json) printLine({ ok: problems.length === 0, problems, leftBehind })
    else if (problems.length === 0) printLine('The library is sound.')
    if (!options.json) for (const problem of problems) printError(problem)
    if (!options.json && leftBehind > 0)
      printLine(
        `${leftBehind} stored files belong to nothing (a save was cut short); they are moved aside after a day.`,
      )
    return problems.length > 0 ? EXIT.someFailed : EXIT.ok
  })
}
