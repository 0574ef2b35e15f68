import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import { toLibraryError } from '../../storage/storage-errors.ts'
import type { MadeForm } from './make-form.ts'

/** Name of the folder that lies beside an exported file and holds what belongs to it: `Report_files`. */
export function assetFolderOf(file: string): string {
  return `${basename(file, extname(file))}_files`
}

/**
 * Writes a report and the files beside it; each appears whole or not at all, the report last. What else lies in the
 * folder stays. Errors: `disk-full`, `library-read-only`.
 */
export function writeForm(file: string, { bytes, assets }: Pick<MadeForm, 'bytes' | 'assets'>): void {
  const folder = join(dirname(file), assetFolderOf(file))
  if (assets.length > 0) attempt(folder, () => mkdirSync(folder, { recursive: true }))
  for (const asset of assets) writeWhole(join(folder, asset.path), asset.bytes)
  writeWhole(file, bytes)
}

function writeWhole(file: string, bytes: Uint8Array): void {
  const temporary = `${file}.part`
  try {
    attempt(file, () => {
      writeFileSync(temporary, bytes)
      renameSync(temporary, file)
    })
  } finally {
    rmSync(temporary, { force: true })
  }
}

function attempt(file: string, write: () => void): void {
  try {
    write()
  } catch (error) {
    throw toLibraryError(error, file)
  }
}
