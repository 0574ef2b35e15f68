import type { Block } from '../../../shared/document/document.ts'
import type { PortableTypesetInput } from './report-source.ts'
import { type ReportWords, wordsFor } from './report-words.ts'

export type CitationClass = 'author-date' | 'numeric' | 'note'

export interface PlacedImage {
  path: string
  widthPx: number
  heightPx: number
}

/** A passage for the evidence appendix. */
export interface EvidenceEntry {
  annotationId: string
  sourceId: string
  text: string
}

/** Blocks as one Typst expression, or undefined when nothing of them is printed. */
export type ComposeBlocks = (blocks: readonly Block[], composition: Composition, place: Place) => string | undefined

/** What is known and gathered while one report is composed. */
export interface Composition {
  /** Handed down, so that what holds blocks inside (notes, cells) need not know the file that composes them. */
  composeBlocks: ComposeBlocks
  input: PortableTypesetInput
  words: ReportWords
  citationClass: CitationClass
  /** Whether a citation is a raised mark, which touches the word before it. */
  raisedCitations: boolean
  /** Citation keys by source id; only sources that exist. */
  keys: ReadonlyMap<string, string>
  /** Labels by note id, and by `noteId/blockId` for blocks that something links to. */
  anchors: ReadonlyMap<string, string>
  images: ReadonlyMap<string, PlacedImage>
  warnings: Set<string>
  cited: Set<string>
  evidence: EvidenceEntry[]
  /** All text put into the report, to choose fonts by. */
  text: string[]
}

/** Where in the document the composer stands. */
export interface Place {
  /** The note whose blocks are composed, for its anchors. */
  noteId: string
  /** Added to a heading's level. */
  headingShift: number
  depth: number
  inFootnote: boolean
  /** Ids of the notes being shown in place, against circles. */
  embedding: readonly string[]
}

/** A report about to be composed. */
export function startComposition(
  input: PortableTypesetInput,
  images: ReadonlyMap<string, PlacedImage>,
  composeBlocks: ComposeBlocks,
): Composition {
  const citationClass = citationClassOf(input.settings.citationStyle)
  return {
    composeBlocks,
    input,
    words: wordsFor(input.language),
    citationClass,
    raisedCitations: hasRaisedCitations(input.settings.citationStyle),
    keys: new Map(Object.keys(input.sources).map((id, index) => [id, `src${index}`])),
    anchors: anchorsOf(input),
    images,
    warnings: new Set(),
    cited: new Set(),
    evidence: [],
    text: [],
  }
}

const RAISED_STYLES = /^(nature|american-medical-association|american-chemical-society|.*superscript.*)$/
/** Whether a style's citations are raised marks, which touch the word before them. */
export function hasRaisedCitations(style: string | Uint8Array): boolean {
  return citationClassOf(style) === 'note' || RAISED_STYLES.test(String(style))
}

const NOTE_STYLES = /notes?$|fullnote|footnote|bluebook|oscola/
const NUMERIC_STYLES =
  /ieee|vancouver|numeric|nature|nlm|american-chemical|american-medical|physics|institute|iso-690-numeric|alphanumeric|springer-(basic|mathphys|lecture)|cell|plos|royal-society|science(?!-association)|lancet|trends|elsevier-vancouver|elsevier-with-titles|frontiers|multidisciplinary|biomed-central|current-opinion|karger|mary-ann|spie|thieme|council-of-science-editors$|gb-7714.*numeric|gost/

/** How a style cites: names and years, numbers, or notes. */
export function citationClassOf(style: string | Uint8Array): CitationClass {
  if (typeof style !== 'string') {
    const format = /citation-format="([a-z-]+)"/.exec(new TextDecoder().decode(style.slice(0, 20_000)))?.[1]
    return format === 'note' ? 'note' : format === 'numeric' || format === 'label' ? 'numeric' : 'author-date'
  }
  if (NOTE_STYLES.test(style)) return 'note'
  return NUMERIC_STYLES.test(style) && !style.includes('author-date') ? 'numeric' : 'author-date'
}

function anchorsOf(input: PortableTypesetInput): Map<string, string> {
  const anchors = new Map<string, string>()
  input.sections.forEach((section, index) => {
    if (!anchors.has(section.id)) anchors.set(section.id, `sec${index}`)
    section.document.blocks.forEach((block, blockIndex) => {
      const place = blockPlace(section.id, block)
      if (place !== undefined && !anchors.has(place)) anchors.set(place, `sec${index}-b${blockIndex}`)
    })
  })
  return anchors
}

function blockPlace(noteId: string, block: Block): string | undefined {
  return block.id === undefined ? undefined : `${noteId}/${block.id}`
}

/** The label a top-level block of a section carries, if something may link to it. */
export function anchorOfBlock(composition: Composition, noteId: string, block: Block): string | undefined {
  const place = blockPlace(noteId, block)
  return place === undefined ? undefined : composition.anchors.get(place)
}
