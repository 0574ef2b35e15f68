import { createWriteStream, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import { AppError } from '../../shared/rpc/result.ts'
import { newId } from '../storage/new-id.ts'
import { chosenByThemselves, cleanPath, type GivenFile, groupPages, type PageFile } from './page-files.ts'
import { isArchive, unpackZip } from './unpack-zip.ts'

const MAX_FILE_BYTES = 100 * 1024 * 1024
const MAX_ARCHIVE_BYTES = 2 * 1024 * 1024 * 1024
/** Another process of the same library may be at work in a folder that is younger. */
const LEFT_BEHIND_MS = 24 * 3_600_000

/** Files on their way in: kept under names of our own, so that no name from outside ever becomes a path. */
export class Staging {
  readonly #root: string
  readonly #batches = new Map<string, GivenFile[]>()
  constructor(libraryFolder: string) {
    this.#root = join(libraryFolder, 'staging')
  }

  /** Removes what runs before left behind, except the folders that are still needed. */
  clear(needed: ReadonlySet<string>): void {
    let names: string[] = []
    try {
      names = readdirSync(this.#root)
    } catch {
      return
    }
    for (const name of names) {
      const folder = join(this.#root, name)
      const age = Date.now() - (statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Date.now())
      if (!needed.has(folder) && age > LEFT_BEHIND_MS) rmSync(folder, { recursive: true, force: true })
    }
  }

  folder(batchId: string): string {
    if (!/^[\w-]{1,64}$/.test(batchId))
      throw new AppError('invalid-input', 'An upload needs a batch id of letters, digits and dashes.')
    return join(this.#root, batchId)
  }

  put(batchId: string, path: string, bytes: Uint8Array): void {
    writeFileSync(this.#add(batchId, path), bytes)
  }

  /** Writes a file as it arrives. Errors: `too-large` beyond 100 MB (2 GB for an archive), `invalid-input`. */
  async receive(batchId: string, path: string, body: ReadableStream | null): Promise<void> {
    const limit = isArchive(path) ? MAX_ARCHIVE_BYTES : MAX_FILE_BYTES
    const file = this.#add(batchId, path)
    try {
      await pipeline(body ? Readable.fromWeb(body) : Readable.from([]), within(limit, path), createWriteStream(file))
    } catch (error) {
      this.#forget(batchId, file)
      throw error
    }
  }

  /** The pages of a batch, archives unpacked. Errors: `not-found` for a batch nobody uploaded, `unsupported` when no page is in it. */
  async pages(batchId: string): Promise<PageFile[]> {
    const files = this.#batches.get(batchId)
    if (!files) throw new AppError('not-found', 'Nothing was uploaded to clip.')
    this.#batches.delete(batchId)
    const sorted = files.toSorted((a, b) => (a.path < b.path ? -1 : 1))
    const pages = [...groupPages(sorted), ...chosenByThemselves(sorted.filter(each => !isArchive(each.path)))]
    for (const { path, file } of sorted.filter(each => isArchive(each.path))) {
      pages.push(...(await unpackZip(file, path, this.folder(batchId))))
      rmSync(file, { force: true })
    }
    if (pages.length > 0) return pages
    const names = files.slice(0, 3).map(file => file.path)
    throw new AppError(
      'unsupported',
      `No page to clip in ${names.join(', ')}. Commonplace clips .html, .mhtml, .txt and .md files, and .zip files of these.`,
    )
  }

  #add(batchId: string, path: string): string {
    const clean = cleanPath(path)
    const folder = this.folder(batchId)
    mkdirSync(folder, { recursive: true })
    const file = join(folder, newId())
    const files = this.#batches.get(batchId)
    if (files) files.push({ path: clean, file })
    else this.#batches.set(batchId, [{ path: clean, file }])
    return file
  }

  #forget(batchId: string, file: string): void {
    rmSync(file, { force: true })
    const files = this.#batches.get(batchId)?.filter(each => each.file !== file)
    if (files) this.#batches.set(batchId, files)
  }
}

function within(limit: number, path: string): Transform {
  let length = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      length += chunk.length
      const tooLarge = length > limit
      done(
        tooLarge ? new AppError('too-large', `${path} is larger than ${Math.round(limit / 1_048_576)} MB.`) : null,
        chunk,
      )
    },
  })
}
