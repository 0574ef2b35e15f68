import type { Block } from '../../../shared/document/document.ts'
import { bibliographyFile, webUrl } from './bibliography.ts'
import { blockCode, blocksCode, capitalised, dateText, plainText } from './block-code.ts'
import { type Composition, type Place, type PlacedImage, startComposition } from './composition.ts'
import { imageFormat } from './image-formats.ts'
import type { PortableTypesetInput, ReportSectionSource } from './report-source.ts'
import { label, literal, runningText, textCode } from './typst-literal.ts'

/** A report as the files Typst compiles; every text of the user stands in a string literal or in the bibliography. */
export interface ComposedReport {
  /** By path inside the workspace; `main.typ` is the entry. */
  files: Map<string, string | Uint8Array>
  /** Image path → hash of the image's blob, to name a picture that fails. */
  imagePaths: Map<string, string>
  warnings: string[]
  /** All printed text, to choose fonts by. */
  text: string
}

export interface ComposeOptions {
  /** Hashes of images to be replaced by a frame with their alternative text. */
  refused?: ReadonlySet<string>
  /** Set without hyphenation, whatever the template says. */
  unhyphenated?: boolean
}

/** Composes a report. */
export function composeReport(input: PortableTypesetInput, options: ComposeOptions = {}): ComposedReport {
  const files = new Map<string, string | Uint8Array>()
  const warnings: string[] = []
  const images = placeImages(input, options.refused ?? new Set(), files, warnings)
  const composition = startComposition(input, images, blocksCode)
  const sections = input.sections.map((section, index) => {
    const path = `section-${index}.typ`
    files.set(path, `#import "lib.typ": *\n#{\n${sectionCode(section, index, composition)}\n}\n`)
    return path
  })
  const front = frontCode(composition)
  const back = backCode(composition, files)
  const template = input.settings.template
  const main = [
    `#import "lib.typ": *`,
    `#import "${template}.typ": template`,
    `#show: template.with(${front})`,
    ...(options.unhyphenated ? ['#set text(hyphenate: false)'] : []),
    ...sections.map(path => `#include "${path}"`),
    ...back,
  ]
  files.set('main.typ', `${main.join('\n')}\n`)
  const text = [...composition.text, ...frontTexts(input), ...sourceTexts(composition)].join('\n')
  const imagePaths = new Map(Array.from(images, ([hash, image]) => [image.path, hash]))
  return { files, imagePaths, warnings: [...warnings, ...composition.warnings], text }
}

function placeImages(
  input: PortableTypesetInput,
  refused: ReadonlySet<string>,
  files: Map<string, string | Uint8Array>,
  warnings: string[],
): Map<string, PlacedImage> {
  const placed = new Map<string, PlacedImage>()
  for (const hash of imageHashes(input)) {
    const image = input.images[hash]
    const format = image === undefined ? { reason: 'is missing from the library' } : imageFormat(image)
    if (image === undefined || 'reason' in format || refused.has(hash)) {
      const reason = 'reason' in format ? format.reason : 'is damaged or refers to other files'
      warnings.push(`An image is not shown, because it ${reason} (${hash.slice(0, 12)}).`)
      continue
    }
    const path = `image-${placed.size}.${format.extension}`
    files.set(path, image.bytes)
    placed.set(hash, { path, widthPx: format.widthPx, heightPx: format.heightPx })
  }
  return placed
}

/** Hashes of all images a report shows, in order of appearance. */
export function imageHashes(input: Pick<PortableTypesetInput, 'sections' | 'embedded'>): Set<string> {
  const hashes = new Set<string>()
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit)
    else if (typeof value === 'object' && value !== null) {
      if ('type' in value && value.type === 'image' && 'blob' in value) hashes.add(String(value.blob))
      Object.values(value).forEach(visit)
    }
  }
  visit(input.sections.map(section => section.document.blocks))
  visit(Object.values(input.embedded ?? {}).map(note => note.document.blocks))
  return hashes
}

function sectionCode(section: ReportSectionSource, index: number, composition: Composition): string {
  const { input } = composition
  // A report of one note needs no heading that repeats its title.
  const untitled = section.title.trim() === '' || (input.sections.length === 1 && section.title === input.title)
  const level = Math.min(Math.max(section.level, 1), 6)
  const anchor = label(composition.anchors.get(section.id) === `sec${index}` ? `sec${index}` : `sec${index}-again`)
  const lines: string[] = []
  if (untitled) lines.push(`anchor(${anchor}, metadata(none))`)
  else lines.push(`anchor(${anchor}, heading(level: ${level}, ${plainText(section.title, composition)}))`)
  let previous = untitled ? level - 1 : level
  const shift = headingShift(section.document.blocks, previous)
  for (const block of section.document.blocks) {
    const place: Place = {
      noteId: section.id,
      headingShift: shift,
      depth: 0,
      inFootnote: false,
      embedding: [section.id],
    }
    if (block.type === 'heading') {
      // No level is skipped: assistive technology and PDF/UA need the outline unbroken.
      const target = Math.min(block.level + shift, previous + 1, 6)
      place.headingShift = target - block.level
      previous = target
    }
    const code = blockCode(block, composition, place)
    if (code !== undefined) lines.push(code)
  }
  return lines.join('\n')
}

/** What brings a note's highest heading just below its section's. */
function headingShift(blocks: readonly Block[], base: number): number {
  const levels = blocks.flatMap(block => (block.type === 'heading' ? [block.level] : []))
  return levels.length === 0 ? 0 : base + 1 - Math.min(...levels)
}

function frontTexts(input: PortableTypesetInput): string[] {
  const people = (input.authors ?? []).flatMap(author => [author.name, author.affiliation ?? ''])
  const front = [input.title, input.subtitle, input.date, input.abstract, ...(input.keywords ?? []), ...people]
  return front.filter(text => text !== undefined)
}

function sourceTexts(composition: Composition): string[] {
  return Array.from(composition.cited).map(id => JSON.stringify(composition.input.sources[id]?.csl ?? ''))
}

function isPrinted(text: string): boolean {
  return runningText(text).trim() !== ''
}

function optional(text: string | undefined): string {
  const clean = runningText(text ?? '').trim()
  return clean === '' ? 'none' : literal(clean)
}

function frontCode(composition: Composition): string {
  const { input, words } = composition
  const authors = (input.authors ?? []).filter(author => isPrinted(author.name))
  const people = authors.map(
    author => `(name: ${optional(author.name)}, affiliation: ${optional(author.affiliation)}),`,
  )
  const paragraphs = (input.abstract ?? '').split(/\n\s*\n/).filter(isPrinted)
  const abstract = paragraphs.map(text => `par({${textCode(text.trim()).join('; ')}})`)
  const keywords = (input.keywords ?? []).filter(isPrinted).map(word => `${optional(word)},`)
  const { lang, region } = languageParts(input.language)
  return [
    `title: ${literal(runningText(input.title).trim() || '—')}`,
    `subtitle: ${optional(input.subtitle)}`,
    `authors: (${people.join(' ')})`,
    `date: ${optional(input.date)}`,
    `abstract: ${abstract.length === 0 ? 'none' : `{${abstract.join('; ')}}`}`,
    `keywords: (${keywords.join(' ')})`,
    `lang: ${literal(lang)}`,
    `region: ${region === undefined ? 'none' : literal(region)}`,
    `paper: ${literal(input.settings.pageSize)}`,
    `toc: ${input.settings.toc}`,
    `numbered: ${input.settings.numbering}`,
    `fonts: fonts`,
    `words: (of: ${literal(words.of)}, contents: ${words.contents === undefined ? 'auto' : literal(words.contents)}, abstract: ${literal(words.abstract)}, keywords: ${literal(words.keywords)})`,
  ].join(', ')
}

function languageParts(tag: string): { lang: string; region?: string } {
  const [lang = '', ...rest] = tag.split('-')
  const region = rest.find(part => /^[a-z]{2}$/i.test(part))?.toUpperCase()
  const valid = /^[a-z]{2,3}$/i.test(lang) ? lang.toLowerCase() : 'en'
  return region === undefined ? { lang: valid } : { lang: valid, region }
}

function backCode(composition: Composition, files: Map<string, string | Uint8Array>): string[] {
  const { input, words } = composition
  const all = input.settings.bibliography === 'all'
  const listed = all ? Array.from(composition.keys.keys()) : Array.from(composition.cited)
  const code: string[] = []
  if (listed.length > 0) {
    const items = listed.flatMap(id => {
      const [key, source] = [composition.keys.get(id), input.sources[id]]
      return key === undefined || source === undefined ? [] : [{ key, csl: source.csl }]
    })
    files.set('references.yml', bibliographyFile(items))
    const style = input.settings.citationStyle
    if (typeof style !== 'string') files.set('style.csl', style)
    const styleCode = typeof style === 'string' ? literal(style) : '"style.csl"'
    const title = all ? words.bibliography : words.references
    code.push(
      `#bibliography("references.yml", style: ${styleCode}, full: ${all}, title: ${title === undefined ? 'auto' : literal(title)})`,
    )
  }
  if (input.settings.evidence && composition.evidence.length > 0) code.push(`#${evidenceCode(composition)}`)
  return code
}

function evidenceCode(composition: Composition): string {
  const { input, words } = composition
  const entries = composition.evidence.map(({ annotationId, sourceId, text }) => {
    const quotation = input.quotations[annotationId]
    const source = input.sources[sourceId]
    const url = webUrl(source?.csl.URL)
    const captured =
      source?.capturedAtMs === undefined
        ? undefined
        : capitalised(
            `${words.captured} ${dateText(source.capturedAtMs, input.language)}, ${isoTime(source.capturedAtMs)}`,
          )
    const part = (value: string | undefined) => (value === undefined ? '""' : plainText(value, composition))
    return [
      `evidence-entry(${part(quotation?.prefix)}, ${part(text)}, ${part(quotation?.suffix)}`,
      literal(runningText(source?.csl.title ?? '').trim() || url || words.unknownSource),
      optional(captured),
      url === undefined ? 'none' : literal(url),
      `${source?.sha256 === undefined ? 'none' : optional(source.sha256)}),`,
    ].join(', ')
  })
  const titles = `${literal(words.evidence)}, ${literal(words.evidenceIntro)}, ${literal(words.original)}`
  return `evidence(${titles}, (${entries.join('\n')}))`
}

function isoTime(timestampMs: number): string {
  return `${new Date(timestampMs).toISOString().slice(11, 19)} UTC`
}
