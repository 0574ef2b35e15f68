import {
  constants,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import type { BlobRow } from '../storage/blob-rows.ts'
import { BlobStore, hashBytes } from '../storage/blob-store.ts'
import { flushFile, flushFolder } from '../storage/durable-files.ts'
import { UNFINISHED } from './backup-folder.ts'

/** Copies a file so that it is there whole and flushed, or not at all. */
export function copyDurably(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true })
  const temporary = to + UNFINISHED
  copyFileSync(from, temporary, constants.COPYFILE_FICLONE)
  flushFile(temporary)
  renameSync(temporary, to)
}

/** A second name for the same file where the disk can, else a copy. Stored files are never written in place. */
function linkOrCopy(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true })
  try {
    linkSync(from, to)
  } catch {
    copyDurably(from, to)
  }
}

/** Whether a stored file unpacks to the bytes that its name promises. */
export function isSound(blobs: BlobStore, { hash, encoding }: BlobRow): boolean {
  try {
    return hashBytes(blobs.read(hash, encoding)) === hash
  } catch {
    return false
  }
}

const sizeOf = (file: string) => statSync(file, { throwIfNoEntry: false })?.size

export interface CopiedFiles {
  added: number
  addedBytes: number
  missing: string[]
}

/**
 * Brings every named stored file into `to/blobs` that is not there yet, from the first of `sources` that has it.
 * `how: 'link'` may share a file between folders of one disk. A file in `to` that differs in size is replaced when it is
 * damaged. Returns which files were nowhere to be found.
 */
export function bringFiles(rows: readonly BlobRow[], sources: string[], to: string, how: 'link' | 'copy'): CopiedFiles {
  const target = new BlobStore(to)
  const stores = sources.map(folder => new BlobStore(folder))
  const touched = new Set<string>()
  const result: CopiedFiles = { added: 0, addedBytes: 0, missing: [] }
  for (const row of rows) {
    const file = target.path(row.hash, row.encoding)
    const present = sizeOf(file)
    const from = stores.map(store => store.path(row.hash, row.encoding)).find(each => each !== file && existsSync(each))
    if (present !== undefined && (!from || sizeOf(from) === present || isSound(target, row))) continue
    if (!from) {
      result.missing.push(row.hash)
      continue
    }
    rmSync(file, { force: true })
    if (how === 'link') linkOrCopy(from, file)
    else copyDurably(from, file)
    touched.add(dirname(file))
    result.added += 1
    result.addedBytes += sizeOf(file) ?? 0
  }
  for (const folder of touched) flushFolder(folder)
  return result
}

/** Removes stored files of a backup folder whose names are not in `needed`. Returns how many. */
export function removeOtherFiles(folder: string, needed: ReadonlySet<string>): number {
  let removed = 0
  for (const { file, hash } of storedFiles(folder)) {
    if (hash !== undefined && needed.has(hash)) continue
    rmSync(file, { force: true })
    removed += 1
  }
  return removed
}

/** Every file under `folder/blobs`; `hash` is absent for one that is not named by a hash (a `.part`). */
export function* storedFiles(folder: string): Generator<{ file: string; hash: string | undefined }> {
  const root = join(folder, 'blobs')
  if (!existsSync(root)) return
  for (const shelf of readdirSync(root, { withFileTypes: true })) {
    if (!shelf.isDirectory()) continue
    for (const name of readdirSync(join(root, shelf.name))) {
      yield { file: join(root, shelf.name, name), hash: /^([0-9a-f]{64})(\.zst)?$/.exec(name)?.[1] }
    }
  }
}

/** A few of many, each as likely as the others. */
export function sampleOf<T>(all: readonly T[], count: number): T[] {
  const pool = [...all]
  const taken: T[] = []
  while (taken.length < count && pool.length > 0) {
    const [one] = pool.splice(Math.floor(Math.random() * pool.length), 1)
    taken.push(one as T)
  }
  return taken
}
