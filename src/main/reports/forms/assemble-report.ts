import type { Block, HeadingBlock, Inline, ReferenceTarget } from '../../../shared/document/document.ts'
import type { ReportSectionSource, TypesetInput } from '../typeset/report-source.ts'
import { mapBlocks } from './map-document.ts'

/** A report as one document: sections in order under their headings, notes shown in place, no comments to oneself. */
export interface AssembledReport {
  blocks: Block[]
  /** The block of this document that a link to a note leads to, when the note is part of the report. */
  anchorOf: (target: ReferenceTarget) => string | undefined
  warnings: string[]
}

/** The sections of a report as one run of blocks, headings fitted below one another, ids unlike in each section. */
export function assembleReport(input: TypesetInput): AssembledReport {
  const warnings = new Set<string>()
  const places = new Map<string, number>()
  for (const [index, section] of input.sections.entries()) {
    if (!places.has(section.id)) places.set(section.id, index)
  }
  const known = new Set<string>()
  const blocks = input.sections.flatMap((section, index) => {
    const assembled = sectionBlocks(section, index, { input, places, warnings })
    for (const block of assembled) if (block.id !== undefined) known.add(block.id)
    return assembled
  })
  return {
    blocks: input.settings.numbering ? numbered(blocks) : blocks,
    anchorOf: ({ kind, id, blockId }) => {
      const place = kind === 'note' ? places.get(id) : undefined
      if (place === undefined) return undefined
      const inner = `s${place + 1}-${blockId}`
      return blockId !== undefined && known.has(inner) ? inner : `s${place + 1}`
    },
    warnings: [...warnings],
  }
}

interface Assembling {
  input: TypesetInput
  places: ReadonlyMap<string, number>
  warnings: Set<string>
}

const clamp = (level: number) => Math.min(Math.max(level, 1), 6) as HeadingBlock['level']

function sectionBlocks(section: ReportSectionSource, index: number, assembling: Assembling): Block[] {
  const { input } = assembling
  const base = `s${index + 1}`
  const isUntitled = section.title.trim() === '' || (input.sections.length === 1 && section.title === input.title)
  const level = clamp(section.level)
  const title: Block = isUntitled
    ? { type: 'paragraph', id: base, children: [] }
    : { type: 'heading', level, id: base, children: [{ type: 'text', text: section.title }] }
  let previous = isUntitled ? level - 1 : level
  const highest = Math.min(...section.document.blocks.map(block => (block.type === 'heading' ? block.level : 7)))
  const shift = previous + 1 - highest
  const inner = ownBlocks(section.document.blocks, section.id, [section.id], assembling)
  const fitted = inner.map((block, at): Block => {
    const id = `${base}-${block.id ?? `b${at + 1}`}`
    if (block.type !== 'heading') return block.id === undefined ? block : { ...block, id }
    // No level is skipped: the outline of the whole must be unbroken.
    previous = clamp(Math.min(block.level + shift, previous + 1))
    return { ...block, id, level: clamp(previous) }
  })
  return [title, ...fitted]
}

/** A note's blocks with the notes they show in place, and without comments. */
function ownBlocks(
  blocks: readonly Block[],
  noteId: string,
  embedding: readonly string[],
  assembling: Assembling,
): Block[] {
  const isSection = embedding.length === 1
  return mapBlocks(blocks, {
    inline: inline => (inline.type === 'comment' ? [] : undefined),
    block: (block, { depth }) => {
      if (block.type === 'embed') return embedded(block.target, noteId, embedding, assembling)
      if (block.type === 'quotation') return [asPrinted(block, assembling.input)]
      if (block.type !== 'heading' || (isSection && depth === 0)) return undefined
      // A heading inside something else is no part of the outline.
      return [{ type: 'paragraph', children: block.children.flatMap(bold) }]
    },
  })
}

function bold(inline: Inline): Inline[] {
  if (inline.type === 'comment') return []
  return inline.type === 'text' ? [{ ...inline, marks: [...(inline.marks ?? []), 'bold'] }] : [inline]
}

function asPrinted(block: Extract<Block, { type: 'quotation' }>, input: TypesetInput): Block {
  const live = input.quotations[block.annotationId]
  return live === undefined ? { ...block } : { ...block, text: live.text, sourceId: live.sourceId }
}

function embedded(
  target: ReferenceTarget,
  noteId: string,
  embedding: readonly string[],
  { input, places, warnings }: Assembling,
): Block[] {
  const place = places.get(target.id)
  if (place !== undefined && target.id !== noteId) {
    const text = input.sections[place]?.title || '—'
    return [{ type: 'paragraph', children: [{ type: 'reference', target, text }] }]
  }
  const note = input.embedded?.[target.id]
  if (note === undefined || embedding.includes(target.id)) {
    warnings.add('A note shown inside another could not be found, or shows itself; it is left out.')
    return []
  }
  return ownBlocks(note.document.blocks, target.id, [...embedding, target.id], { input, places, warnings })
}

/** Headings with their numbers before them: 1, 1.1, 1.1.1. */
function numbered(blocks: readonly Block[]): Block[] {
  const counts: number[] = []
  return blocks.map(block => {
    if (block.type !== 'heading') return block
    counts.length = block.level
    for (let at = 0; at < block.level; at++) counts[at] ??= 0
    counts[block.level - 1] = (counts[block.level - 1] ?? 0) + 1
    return { ...block, children: [{ type: 'text', text: `${counts.join('.')} ` }, ...block.children] }
  })
}
