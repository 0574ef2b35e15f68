import type { TextSpan } from '../../shared/anchoring/canonical-text.ts'
import { type LocatedQuote, locateQuotes } from '../../shared/anchoring/locate-quotes.ts'
import { type DescribedPassage, describeRange } from '../../shared/anchoring/selectors.ts'
import type { Annotation } from '../../shared/contract/annotations.ts'

/** The two ways to look at a capture: typeset, or as its page looked. Annotations live in the text of the first. */
export type PageView = 'reader' | 'original'

const isCertain = (place: LocatedQuote | undefined): place is LocatedQuote =>
  place !== undefined && place.status !== 'orphan' && !place.uncertain

/** Annotations of the reader's text with their places in another view's text, in its order; those without a certain place are left out. */
export function placeInView(annotations: readonly Annotation[], viewText: string, readerText: string): Annotation[] {
  // The words that stand at its place now may be others than those that were marked.
  const quotes = annotations.map(({ id, passage }) => ({
    id,
    ...(describeRange(readerText, passage.start, passage.end) ?? passage),
  }))
  const places = locateQuotes(quotes, viewText, readerText)
  return annotations
    .flatMap((annotation, at) => {
      const place = places[at]
      if (!isCertain(place)) return []
      return [{ ...annotation, passage: { ...annotation.passage, start: place.start, end: place.end } }]
    })
    .sort((a, b) => a.passage.start - b.passage.start || a.passage.end - b.passage.end)
}

/** What is selected in another view, as a passage of the reader's text; null where the reader does not certainly hold it. */
export function passageInReader(viewText: string, span: TextSpan, readerText: string): DescribedPassage | null {
  const selected = describeRange(viewText, span.start, span.end)
  if (!selected) return null
  const [place] = locateQuotes([{ id: 'selection', ...selected }], readerText, viewText)
  return isCertain(place) ? describeRange(readerText, place.start, place.end) : null
}
