import { createWriteStream, mkdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { type Entry, getFileNameLowLevel, openPromise, type ZipFile } from 'yauzl'
import { AppError } from '../../shared/rpc/result.ts'
import { newId } from '../storage/new-id.ts'
import { cleanPath, type GivenFile, groupPages, type PageFile } from './page-files.ts'

const MAX_ENTRIES = 100_000
const MAX_ENTRY_BYTES = 100 * 1024 * 1024
const MAX_TOTAL_BYTES = 4 * 1024 * 1024 * 1024
/** Deflate itself reaches 1032; text of pages hardly 20. */
const MAX_RATIO = 250
/** Below this much, no ratio does harm. */
const HARMLESS_BYTES = 64 * 1024 * 1024

const SYMLINK = 0o120000
const FILE_KIND = 0o170000

export function isArchive(path: string): boolean {
  return /\.(zip|maff)$/i.test(path)
}

/**
 * Unpacks the pages of a zip file, and what was saved with them, under names of our own: no name in it becomes a path.
 * Links are left out, and what is not a page or part of one. Errors: `unreadable`, `too-large`, `unsupported`.
 */
export async function unpackZip(zipFile: string, label: string, folder: string): Promise<PageFile[]> {
  const zip = await openZip(zipFile, label)
  try {
    const entries = await listEntries(zip, label)
    const given: GivenFile[] = [...entries.keys()].sort().map(path => ({ path, file: path }))
    const pages = groupPages(given)
    const names = new Set(pages.flatMap(page => [page.file, ...Object.values(page.resources)]))
    const wanted = [...names].map(name => entries.get(name) as Entry)
    assertHonest(wanted, label)
    mkdirSync(folder, { recursive: true })
    const written = new Map<string, string>()
    for (const name of names) {
      const file = join(folder, newId())
      await pipeline(await zip.openReadStreamPromise(entries.get(name) as Entry), createWriteStream(file))
      written.set(name, file)
    }
    const at = (name: string) => written.get(name) as string
    return pages.map(page => ({
      ...page,
      label: `${label}/${page.label}`,
      file: at(page.file),
      resources: Object.fromEntries(Object.entries(page.resources).map(([key, name]) => [key, at(name)])),
    }))
  } catch (error) {
    if (error instanceof AppError) throw error
    throw new AppError('unreadable', `${label} could not be unpacked; it is damaged. Pack the pages again.`, {
      cause: error,
    })
  } finally {
    zip.close()
  }
}

async function openZip(file: string, label: string): Promise<ZipFile> {
  try {
    // Names are decoded and judged one by one: one bad name must not cost the rest.
    return await openPromise(file, { autoClose: false, lazyEntries: true, decodeStrings: false })
  } catch (error) {
    throw new AppError('unreadable', `${label} is not a zip file, or it is damaged.`, { cause: error })
  }
}

/** The files of an archive by their cleaned names; links, folders, encrypted files and unusable names are left out. */
async function listEntries(zip: ZipFile, label: string): Promise<Map<string, Entry>> {
  if (zip.entryCount > MAX_ENTRIES)
    throw new AppError(
      'too-large',
      `${label} holds more than ${MAX_ENTRIES} files. Unpack it and clip a folder at a time.`,
    )
  const entries = new Map<string, Entry>()
  for await (const entry of zip.eachEntry()) {
    const mode = (entry.externalFileAttributes >>> 16) & FILE_KIND
    const name = getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, false)
    if (name.endsWith('/') || mode === SYMLINK || entry.isEncrypted()) continue
    if (entry.uncompressedSize > MAX_ENTRY_BYTES) continue
    const path = safePath(name)
    // Macs add a shadow of every file.
    if (path && !path.startsWith('__MACOSX/') && !basename(path).startsWith('._') && !entries.has(path))
      entries.set(path, entry)
  }
  return entries
}

function safePath(name: string): string | undefined {
  try {
    return cleanPath(name)
  } catch {
    return undefined
  }
}

function assertHonest(entries: Entry[], label: string): void {
  let packed = 0
  let unpacked = 0
  for (const entry of entries) {
    packed += entry.compressedSize
    unpacked += entry.uncompressedSize
  }
  if (unpacked > MAX_TOTAL_BYTES)
    throw new AppError('too-large', `${label} would unpack to more than 4 GB. Unpack it and clip a folder at a time.`)
  if (unpacked > HARMLESS_BYTES && unpacked > packed * MAX_RATIO)
    throw new AppError(
      'too-large',
      `${label} would unpack to ${MAX_RATIO} times its size or more, as no saved page does. It was left out.`,
    )
}
