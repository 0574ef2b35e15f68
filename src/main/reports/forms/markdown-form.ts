import { documentToMarkdown } from '../../../shared/document/derive/markdown-out.ts'
import { spaceCitations } from '../typeset/inline-code.ts'
import type { TypesetInput } from '../typeset/report-source.ts'
import { assembleReport } from './assemble-report.ts'
import { type FormFile, placeImageFiles } from './form-files.ts'
import { mapBlocks } from './map-document.ts'

/**
 * A report as Markdown with Pandoc's citations: the text, its images, and the sources as CSL-JSON, which `typeset`,
 * Pandoc and Quarto read. `folder` is where the other files lie beside the text.
 */
export function markdownForm(
  input: TypesetInput,
  folder: string,
): { text: string; assets: FormFile[]; warnings: string[] } {
  // Whoever sets the Markdown numbers its headings.
  const { blocks: assembled, warnings } = assembleReport({
    ...input,
    settings: { ...input.settings, numbering: false },
  })
  const blocks = mapBlocks(assembled, { run: inlines => spaceCitations(inlines, false) })
  const images = placeImageFiles(input)
  const keys = citationKeys(input)
  const titles = new Map(input.sections.map(section => [section.id, section.title]))
  const markdown = documentToMarkdown(
    { version: 1, blocks },
    {
      title: target => titles.get(target.id),
      citationKey: id => keys.get(id),
      imagePath: blob => {
        const path = images.paths.get(blob)
        return path === undefined ? undefined : encodeURI(`${folder}/${path}`)
      },
    },
  )
  const items = Object.values(input.sources).map(({ id, csl }) => ({ id: keys.get(id) ?? id, ...csl }))
  const references = { path: 'references.json', bytes: Buffer.from(`${JSON.stringify(items, undefined, 2)}\n`) }
  const assets = [...images.files, ...(items.length === 0 ? [] : [references])]
  return {
    text: `${frontMatter(input, items.length === 0 ? undefined : `${folder}/references.json`)}\n${markdown}`,
    assets,
    warnings,
  }
}

/** Keys one can read, such as `okafor2025`; a letter is added where two would be the same. */
export function citationKeys({ sources }: Pick<TypesetInput, 'sources'>): Map<string, string> {
  const keys = new Map<string, string>()
  const taken = new Set<string>()
  for (const { id, csl } of Object.values(sources)) {
    const [person] = csl.author ?? []
    const name = person?.family ?? person?.literal ?? csl.title ?? ''
    const year = csl.issued?.['date-parts']?.[0]?.[0] ?? ''
    const word =
      name
        .normalize('NFKD')
        .toLowerCase()
        .match(/[a-z0-9]+/)?.[0] ?? 'source'
    let key = `${word}${year}`
    for (let more = 0; taken.has(key); more++) key = `${word}${year}${letters(more)}`
    taken.add(key)
    keys.set(id, key)
  }
  return keys
}

/** a, b, …, z, aa, ab, … */
function letters(count: number): string {
  const last = String.fromCharCode(97 + (count % 26))
  return count < 26 ? last : letters(Math.floor(count / 26) - 1) + last
}

/** YAML: each value is written as JSON, which is YAML too. */
function frontMatter(input: TypesetInput, references: string | undefined): string {
  const fields: [string, unknown][] = [
    ['title', input.title],
    ['subtitle', input.subtitle],
    ['author', input.authors?.length ? input.authors.map(author => author.name) : undefined],
    ['date', input.date],
    ['lang', input.language],
    ['abstract', input.abstract],
    ['bibliography', references],
  ]
  const lines = fields
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}: ${JSON.stringify(value)}`)
  return ['---', ...lines, '---', ''].join('\n')
}
