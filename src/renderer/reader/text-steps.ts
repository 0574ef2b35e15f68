import type { TextSpan } from '../../shared/anchoring/canonical-text.ts'

export type StepUnit = 'word' | 'sentence'

/** Offsets in `text` at which a word or sentence begins or ends, in order, with 0 and the end. */
function stops(text: string, unit: StepUnit, language: string | null): number[] {
  const segmenter = makeSegmenter(unit, language)
  const found = new Set([0, text.length])
  for (const segment of segmenter.segment(text)) {
    if (unit === 'word' && !segment.isWordLike) continue
    found.add(segment.index + segment.segment.trimEnd().length)
  }
  return [...found].sort((a, b) => a - b)
}

function makeSegmenter(granularity: StepUnit, language: string | null): Intl.Segmenter {
  try {
    return new Intl.Segmenter(language ?? undefined, { granularity })
  } catch {
    return new Intl.Segmenter(undefined, { granularity })
  }
}

/**
 * Moves the end of a selection inside a block by one word or sentence. All offsets are canonical; `selected` null stands for
 * nothing selected yet. Returns null when a step back leaves nothing selected.
 */
export function extendSelection(
  text: string,
  block: TextSpan,
  selected: TextSpan | null,
  step: { unit: StepUnit; forward: boolean; language: string | null },
): TextSpan | null {
  const start = selected?.start ?? block.start
  const end = (selected?.end ?? block.start) - block.start
  const places = stops(text.slice(block.start, block.end), step.unit, step.language)
  const next = step.forward ? places.find(place => place > end) : places.findLast(place => place < end)
  const moved = block.start + (next ?? end)
  return moved > start ? { start, end: moved } : null
}

/** The block that holds an offset, or the nearest one after it; -1 when there is none. `blocks` are in order. */
export function blockAt(blocks: readonly TextSpan[], offset: number): number {
  const at = blocks.findIndex(block => block.end > offset)
  return at < 0 ? blocks.length - 1 : at
}
