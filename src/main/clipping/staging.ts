import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../../shared/rpc/result.ts'
import { newId } from '../storage/new-id.ts'
import { type GivenFile, groupPages, type PageFile } from './page-files.ts'

const MAX_PATH_CHARS = 2_000

/** Files on their way in: kept under names of our own, so that no name from outside ever becomes a path. */
export class Staging {
  readonly #root: string
  readonly #batches = new Map<string, GivenFile[]>()
  constructor(libraryFolder: string) {
    this.#root = join(libraryFolder, 'staging')
  }

  /** What a run before left behind is of no use to anyone. */
  clear(): void {
    rmSync(this.#root, { recursive: true, force: true })
  }

  folder(batchId: string): string {
    if (!/^[\w-]{1,64}$/.test(batchId))
      throw new AppError('invalid-input', 'An upload needs a batch id of letters, digits and dashes.')
    return join(this.#root, batchId)
  }

  put(batchId: string, path: string, bytes: Uint8Array): void {
    const clean = cleanPath(path)
    const folder = this.folder(batchId)
    mkdirSync(folder, { recursive: true })
    const file = join(folder, newId())
    writeFileSync(file, bytes)
    this.#batches.set(batchId, [...(this.#batches.get(batchId) ?? []), { path: clean, file }])
  }

  /** The pages of a batch. Errors: `not-found` for a batch nobody uploaded, `unsupported` when no page is in it. */
  pages(batchId: string): PageFile[] {
    const files = this.#batches.get(batchId)
    if (!files) throw new AppError('not-found', 'Nothing was uploaded to clip.')
    const pages = groupPages(files.toSorted((a, b) => (a.path < b.path ? -1 : 1)))
    this.#batches.delete(batchId)
    if (pages.length === 0) {
      const names = files.slice(0, 3).map(file => file.path)
      throw new AppError(
        'unsupported',
        `No page to clip in ${names.join(', ')}. Commonplace clips .html, .htm, .txt and .md files.`,
      )
    }
    return pages
  }
}

function cleanPath(path: string): string {
  const parts = path
    .replaceAll('\\', '/')
    .split('/')
    .filter(part => part !== '' && part !== '.')
  if (parts.length === 0 || path.length > MAX_PATH_CHARS || parts.includes('..') || path.includes('\0')) {
    throw new AppError('invalid-input', 'That file has a name Commonplace cannot take.')
  }
  return parts.join('/')
}
