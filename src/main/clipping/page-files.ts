import { readdirSync, statSync } from 'node:fs'
import { basename, dirname, extname, join, relative, resolve, sep } from 'node:path'
import { AppError } from '../../shared/rpc/result.ts'

const PAGE = /\.(x?html?|mht|mhtml|txt|text|md|markdown)(\.gz)?$/i
/** What browsers call the folder of a saved page's images. */
const RESOURCE_FOLDER =
  /[_-](files|file|dateien|fichiers|archivos|bestanden|filer|pliki|soubory|tiedostot|fájlok)$|\.files$/i

/** A page to clip, with the files that lie beside it. */
export interface PageFile {
  /** As the person knows it: the path they gave, or the path inside what they dropped. */
  label: string
  /** Where the bytes are. */
  file: string
  fileName: string
  /** Reference from the page (relative path, `/` between parts; or an absolute address) → where its bytes are. */
  resources: Record<string, string>
  /** Known of a page that came from the web. */
  fetched?: FetchedFrom
}

export interface FetchedFrom {
  /** The final address. */
  url: string
  /** The addresses on the way there, the typed one first. */
  redirects: string[]
  contentType: string
  /** What was said about parts that could not be had. */
  missing: { url: string; reason: string }[]
}

/** A file as it was given: `path` is relative to what was dropped or named. */
export interface GivenFile {
  path: string
  file: string
}

export function isPage(path: string): boolean {
  return (
    PAGE.test(path) &&
    !path
      .split('/')
      .slice(0, -1)
      .some(part => RESOURCE_FOLDER.test(part))
  )
}

/** A file that was chosen by itself, though its name is no page's: what its bytes are decides what becomes of it. */
export function chosenByThemselves(files: GivenFile[]): PageFile[] {
  return files
    .filter(({ path }) => !path.includes('/') && !PAGE.test(path))
    .map(({ path, file }) => ({ label: path, file, fileName: path, resources: {} }))
}

/** Whether a name says that the file is something other than a page, `style.css` for example. */
export function isNamedOtherwise(fileName: string): boolean {
  return extname(fileName) !== '' && !PAGE.test(fileName)
}

/** The pages among files, each with the files in folders beside it named for it (`page.html` → `page_files/…`). */
export function groupPages(files: GivenFile[]): PageFile[] {
  const owned = new Map<string, GivenFile[]>()
  for (const file of files) {
    const owner = isPage(file.path) ? undefined : ownerOf(file.path)
    if (owner === undefined) continue
    const members = owned.get(owner)
    if (members) members.push(file)
    else owned.set(owner, [file])
  }
  return files
    .filter(file => isPage(file.path))
    .map(({ path, file }) => {
      const folder = path.slice(0, path.lastIndexOf('/') + 1)
      const members = owned.get(comparableName(path.replace(PAGE, ''))) ?? []
      const resources = Object.fromEntries(members.map(member => [member.path.slice(folder.length), member.file]))
      return { label: path, file, fileName: basename(path), resources }
    })
}

/** The page, without extension, in whose folder a file lies; undefined for a file that lies in no such folder. */
function ownerOf(path: string): string | undefined {
  const parts = path.split('/')
  const at = parts.slice(0, -1).findIndex(part => RESOURCE_FOLDER.test(part))
  if (at < 0) return undefined
  return comparableName(
    parts
      .slice(0, at + 1)
      .join('/')
      .replace(RESOURCE_FOLDER, ''),
  )
}

/** Saved on one system and opened on another, a name may come back in other case or other composition of its accents. */
const comparableName = (name: string) => name.normalize('NFC').toLowerCase()

/** Extensions a person would expect to be clipped; anything else named directly is refused with a sentence. */
function assertClippable(path: string): void {
  if (PAGE.test(path)) return
  throw new AppError(
    'unsupported',
    `${basename(path)} is a ${extname(path) || 'file without extension'}; Commonplace clips .html, .htm, .xhtml, .mhtml, .mht, .txt and .md files (also .gz of these), and .zip files of pages.`,
  )
}

function walk(root: string, folder: string, into: GivenFile[]): void {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
  for (const entry of entries) {
    const full = join(folder, entry.name)
    // A symbolic link could lead anywhere on the disk, or back to its own folder.
    if (entry.isDirectory()) walk(root, full, into)
    else if (entry.isFile()) into.push({ path: relative(root, full).split(sep).join('/'), file: full })
  }
}

/**
 * The pages that a path on the command line names: a file, or every page in a folder.
 * Errors: `not-found`, `unsupported`.
 */
export function pagesAt(path: string): PageFile[] {
  if (path === '') throw new AppError('not-found', 'An empty name names no file.')
  const full = resolve(path)
  const stat = statSync(full, { throwIfNoEntry: false })
  if (!stat) throw new AppError('not-found', `${path} does not exist.`)
  if (stat.isDirectory()) {
    const files: GivenFile[] = []
    walk(full, full, files)
    return groupPages(files).map(page => ({ ...page, label: join(path, page.label) }))
  }
  assertClippable(path)
  return [{ label: path, file: full, fileName: basename(full), resources: resourcesBeside(full) }]
}

function resourcesBeside(file: string): Record<string, string> {
  const folder = dirname(file)
  const stem = basename(file).replace(PAGE, '')
  const resources: Record<string, string> = {}
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (!entry.isDirectory() || !RESOURCE_FOLDER.test(entry.name)) continue
    if (comparableName(entry.name.replace(RESOURCE_FOLDER, '')) !== comparableName(stem)) continue
    const files: GivenFile[] = []
    walk(folder, join(folder, entry.name), files)
    for (const member of files) resources[member.path] = member.file
  }
  return resources
}

const MAX_PATH_CHARS = 2_000

/** A name from outside as parts joined by `/`. Errors: `invalid-input` for one that would lead out of its folder. */
export function cleanPath(path: string): string {
  const parts = path
    .replaceAll('\\', '/')
    .split('/')
    .filter(part => part !== '' && part !== '.')
  if (parts.length === 0 || path.length > MAX_PATH_CHARS || parts.includes('..') || path.includes('\0')) {
    throw new AppError('invalid-input', 'That file has a name Commonplace cannot take.')
  }
  return parts.join('/')
}
