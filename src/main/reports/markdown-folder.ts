import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, realpathSync } from 'node:fs'
import { basename, dirname, extname, join, resolve, sep } from 'node:path'
import { z } from 'zod'
import { markdownFrontMatter, markdownToDocument } from '../../shared/document/derive/markdown-in.ts'
import { AppError } from '../../shared/rpc/result.ts'
import type {
  CslItem,
  ReportImage,
  ReportSectionSource,
  TypesetInput,
  TypesetSettings,
} from './typeset/report-source.ts'

const Name = z.object({
  family: z.string().optional(),
  given: z.string().optional(),
  literal: z.string().optional(),
  'non-dropping-particle': z.string().optional(),
  'dropping-particle': z.string().optional(),
  suffix: z.string().optional(),
})
const Names = z.array(Name).optional()
const Day = z
  .object({
    'date-parts': z.array(z.array(z.union([z.number(), z.string()]))).optional(),
    raw: z.string().optional(),
    literal: z.string().optional(),
  })
  .optional()
const Text = z.string().optional()
const TextOrNumber = z.union([z.string(), z.number()]).optional()

/** CSL-JSON as reference managers write it: fields a report does not use are left out. */
const Items = z.array(
  z.object({
    id: z.union([z.string(), z.number()]).transform(String),
    type: z.string(),
    title: Text,
    author: Names,
    editor: Names,
    translator: Names,
    'container-title': Text,
    'collection-title': Text,
    publisher: Text,
    'publisher-place': Text,
    issued: Day,
    accessed: Day,
    URL: Text,
    DOI: Text,
    ISBN: Text,
    ISSN: Text,
    language: Text,
    page: z.union([z.string(), z.number()]).transform(String).optional(),
    volume: TextOrNumber,
    issue: TextOrNumber,
    edition: TextOrNumber,
    genre: Text,
  }),
)

/** Citation key → item of a CSL-JSON file. Errors: `invalid-input` naming the file. */
export function readBibliography(file: string): Map<string, CslItem> {
  try {
    return new Map(Items.parse(JSON.parse(readFileSync(file, 'utf8'))).map(({ id, ...csl }) => [id, csl]))
  } catch (error) {
    throw new AppError(
      'invalid-input',
      `${file} is not a bibliography in CSL-JSON (an array of items with id and type).`,
      {
        cause: error,
      },
    )
  }
}

export interface FolderReport {
  input: TypesetInput
  /** Citation keys that the bibliography does not have; they stay as text. */
  unknownKeys: string[]
  /** Images that could not be read from inside the folder. */
  missingImages: string[]
}

interface FolderOptions {
  title?: string
  language?: string
  bibliography: ReadonlyMap<string, CslItem>
  settings: TypesetSettings
}

/**
 * A folder of Markdown files as one report, in the order of their names; nothing outside the folder is read.
 * Errors: `invalid-input` when there is no Markdown file in it.
 */
export function readMarkdownFolder(folder: string, options: FolderOptions): FolderReport {
  const root = realpathSync(folder)
  const names = readdirSync(root)
    .filter(name => /\.(md|markdown)$/i.test(name))
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
  if (names.length === 0) throw new AppError('invalid-input', `${folder} holds no Markdown file.`)
  const images = new Map<string, ReportImage>()
  const [unknownKeys, missingImages] = [new Set<string>(), new Set<string>()]
  const idOf = (name: string) => basename(name, extname(name))
  const ids = new Map(names.map(name => [idOf(name).toLowerCase(), idOf(name)]))
  const sections = names.map((name, index): ReportSectionSource => {
    const markdown = readFileSync(join(root, name), 'utf8')
    const document = markdownToDocument(markdown, {
      citation: key => {
        if (options.bibliography.has(key)) return key
        unknownKeys.add(key)
        return undefined
      },
      wikilink: title => {
        const id = ids.get(title.toLowerCase())
        return id === undefined ? undefined : { kind: 'note', id }
      },
      image: source => {
        const image = readImage(root, source)
        if (image === undefined) missingImages.add(source)
        else images.set(image.hash, image)
        return image?.hash
      },
    })
    const title = markdownFrontMatter(markdown).title ?? ''
    return { id: idOf(name), title, level: 1, document, anchorId: `section-${index + 1}` }
  })
  const input: TypesetInput = {
    title: options.title ?? basename(root),
    language: options.language ?? 'en',
    sections,
    sources: Object.fromEntries([...options.bibliography].map(([id, csl]) => [id, { id, csl }])),
    quotations: {},
    images: hash => images.get(hash),
    settings: options.settings,
  }
  return { input, unknownKeys: [...unknownKeys], missingImages: [...missingImages] }
}

const TYPES: Record<string, string> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  svg: 'image/svg+xml',
  avif: 'image/avif',
}

function readImage(root: string, source: string): (ReportImage & { hash: string }) | undefined {
  const mime = TYPES[extname(source).slice(1).toLowerCase()]
  if (mime === undefined || /^[a-z][a-z0-9+.-]*:/i.test(source)) return undefined
  try {
    const file = realpathSync(resolve(root, decodeURI(source)))
    // Links and `..` must not bring other files of the machine into a report.
    if (!`${dirname(file)}${sep}`.startsWith(`${root}${sep}`)) return undefined
    const bytes = readFileSync(file)
    return { bytes, mime, hash: createHash('sha256').update(bytes).digest('hex') }
  } catch {
    return undefined
  }
}
