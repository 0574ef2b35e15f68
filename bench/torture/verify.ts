import { type OpenLibrary, openBackend } from '../../src/main/backend.ts'
import { findLeftBehind } from '../../src/main/backup/left-behind.ts'
import { programPaths } from '../../src/main/hosts/program-paths.ts'
import { checkLibrary } from '../../src/main/storage/check-library.ts'
import type { Contract } from '../../src/shared/contract/index.ts'
import type { InputOf, OutputOf } from '../../src/shared/rpc/contract.ts'
import { type Changes, GONE, type Model } from './model.ts'

export interface Verdict {
  /** What `check` says; none when the library is sound. */
  problems: string[]
  /** Acknowledged changes that are not there. */
  lost: string[]
  openedInMs: number
  /** Stored files without a row. */
  leftBehind: number
}

/** Opens the library in this process and compares every item with what was acknowledged; `model` is brought up to date. */
export async function verify(libraryFolder: string, model: Model, pending: readonly Changes[] = []): Promise<Verdict> {
  const startedAt = performance.now()
  const library = await openBackend({ ...programPaths(), libraryFolder, background: false })
  const openedInMs = performance.now() - startedAt
  try {
    const problems = await checkLibrary(library.store, libraryFolder)
    const lost = await compare(library, model, pending)
    const named = new Set((await library.store.call('listBlobs')).map(({ hash }) => hash))
    return { problems, lost, openedInMs, leftBehind: findLeftBehind(libraryFolder, named).length }
  } finally {
    await library.close()
  }
}

async function compare(library: OpenLibrary, model: Model, pending: readonly Changes[]): Promise<string[]> {
  const lost: string[] = []
  const trash = await ask(library, 'library.listTrash', {})
  const trashed = new Set(trash?.map(({ kind, id }) => `${kind}:${id}`))
  for (const [key, expected] of model) {
    const actual = key === 'newest-backup' ? newestBackup(library, expected) : await read(library, key, trashed)
    // What was asked for and not answered may have happened or not.
    const allowed = [expected, ...pending.map(changes => changes[key]).filter(value => value !== undefined)]
    if (!allowed.includes(actual))
      lost.push(`${key}: ${expected.slice(0, 200)} was acknowledged, ${actual.slice(0, 200)} is there`)
    model.set(key, actual)
  }
  return lost
}

/** A newer backup than the acknowledged one may be there, never an older one. */
function newestBackup(library: OpenLibrary, expected: string): string {
  const newest = library.backups.list()[0]?.id ?? 'none'
  return library.backups.list().some(({ id }) => id === expected) ? expected : newest
}

async function ask<K extends keyof Contract>(
  library: OpenLibrary,
  method: K,
  input: InputOf<Contract[K]>,
): Promise<OutputOf<Contract[K]> | undefined> {
  const result = await library.call(method, input)
  if (result.ok) return result.value as OutputOf<Contract[K]>
  if (result.error.code === 'not-found') return undefined
  throw new Error(`${method}: ${result.error.message}`)
}

async function read(library: OpenLibrary, key: string, trash: ReadonlySet<string>): Promise<string> {
  const [kind, id] = key.split(':') as [string, never]
  const trashed = trash.has(key)
  switch (kind) {
    case 'note': {
      const note = await ask(library, 'notes.get', { id })
      if (!note) return GONE
      const block = note.document.blocks[0]
      const inline = block?.type === 'paragraph' ? block.children[0] : undefined
      const text = inline?.type === 'text' ? inline.text : ''
      return JSON.stringify({ version: note.version, title: note.title, text, trashed })
    }
    case 'source': {
      const source = await ask(library, 'library.getSource', { id })
      if (!source) return GONE
      return JSON.stringify({ state: source.state, tags: source.tags.map(tag => tag.name).sort(), trashed })
    }
    case 'annotation': {
      const annotation = await ask(library, 'annotations.get', { id })
      if (!annotation) return GONE
      const { sourceId: source, comment, color } = annotation
      return JSON.stringify({ source, comment, color, trashed })
    }
    default: {
      const report = await ask(library, 'reports.get', { id })
      if (!report) return GONE
      return JSON.stringify({ title: report.title, notes: report.sections.map(section => section.noteId), trashed })
    }
  }
}
