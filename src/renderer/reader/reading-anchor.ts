import { type DescribedPassage, describeRange } from '../../shared/anchoring/selectors.ts'
import { type FrameArticle, offsetAtPoint, rangeOf, scrollArticle } from './frame-article.ts'

/** A character of the article and how far below the top of the scroller it stood, in pixels. */
export interface ReadingAnchor {
  offset: number
  below: number
}

const PROBES_PX = [6, 24, 48, 90, 150]

/** The first character on the screen, to be kept in its place when the column is set anew; null above and below the text. */
export function anchorAtTop(article: FrameArticle, scroller: HTMLElement): ReadingAnchor | null {
  const frame = article.frame.getBoundingClientRect()
  const top = scroller.getBoundingClientRect().top
  const column = article.root.getBoundingClientRect()
  const x = (column.left + column.right) / 2
  for (const below of PROBES_PX) {
    const y = top + below - frame.top
    if (y < 0) continue
    const offset = offsetAtPoint(article, x, y) ?? offsetAtPoint(article, column.left + column.width / 5, y)
    if (offset !== null) return { offset, below }
  }
  return null
}

const CARRIED_LETTERS = 160

/** The passage with which the screen begins, to find it again in another text. */
export function passageAtTop(article: FrameArticle, scroller: HTMLElement): DescribedPassage | null {
  const anchor = anchorAtTop(article, scroller)
  return anchor && describeRange(article.index.text, anchor.offset, anchor.offset + CARRIED_LETTERS)
}

/** Scrolls so that the anchor's line stands where it stood. */
export function restoreAnchor(article: FrameArticle, scroller: HTMLElement, anchor: ReadingAnchor): void {
  const rect = rangeOf(article, { start: anchor.offset, end: anchor.offset + 1 })?.getClientRects()[0]
  if (!rect) return
  const stands = rect.top + rect.height / 2 + article.frame.getBoundingClientRect().top
  const wanted = scroller.getBoundingClientRect().top + anchor.below
  if (Math.abs(stands - wanted) > rect.height) scrollArticle(article, scroller, stands - wanted)
}
