import { join } from 'node:path'
import { newId } from '../storage/new-id.ts'
import { type PageFile, pagesAt } from './page-files.ts'
import { isArchive, unpackZip } from './unpack-zip.ts'

/**
 * The pages that a path names: a file, every page in a folder, or those in an archive, unpacked under `folder`.
 * Errors: `not-found`, `unsupported`, and those of `unpackZip`.
 */
export async function pagesNamed(path: string, folder: string): Promise<PageFile[]> {
  return isArchive(path) ? unpackZip(path, path, join(folder, newId())) : pagesAt(path)
}
