import { indexText, type TextIndex, type TextSpan } from '../../shared/anchoring/canonical-text.ts'
import { offsetsToRangePoints, pointToOffset, rangeToOffsets } from '../../shared/anchoring/text-points.ts'

/** An article as it stands in its frame, with its canonical text. */
export interface FrameArticle {
  readonly frame: HTMLIFrameElement
  readonly document: Document
  readonly root: HTMLElement
  readonly index: TextIndex
  readonly language: string | null
  /** Whether the page scrolls inside its frame; an article's frame is as tall as its text. */
  readonly scrollsItself: boolean
}

/** A rectangle in the coordinates of the window that holds the frame. */
export interface Box {
  left: number
  top: number
  right: number
  bottom: number
}

/** Readies the page that has been loaded into a frame; null if it holds no article. No text is changed, so offsets stay. */
export function openArticle(frame: HTMLIFrameElement): FrameArticle | null {
  const document = frame.contentDocument
  const root = document?.querySelector('article')
  if (!document || !root) return null
  wrapTables(document, root)
  makeImagesReachable(root)
  nameMissingImages(document, root)
  const language = root.closest('[lang]')?.getAttribute('lang') || null
  return { frame, document, root, index: indexText(root), language, scrollsItself: false }
}

/** The page of an original view that has been loaded into a frame, as it is; null if there is none. */
export function openOriginal(frame: HTMLIFrameElement): FrameArticle | null {
  const document = frame.contentDocument
  if (!document?.body || document.contentType !== 'text/html') return null
  const language = document.documentElement.lang || null
  return { frame, document, root: document.body, index: indexText(document.body), language, scrollsItself: true }
}

/** Scrolls an article by some pixels, be it in its frame or together with it. */
export function scrollArticle(article: FrameArticle, scroller: HTMLElement, px: number): void {
  if (article.scrollsItself) article.document.defaultView?.scrollBy(0, px)
  else scroller.scrollTop += px
}

/** Wide tables scroll inside a wrapper instead of widening the page. */
function wrapTables(document: Document, root: HTMLElement): void {
  for (const table of root.querySelectorAll('table')) {
    if (table.parentElement?.closest('table')) continue
    const wrapper = document.createElement('div')
    wrapper.className = 'table-scroll'
    table.replaceWith(wrapper)
    wrapper.append(table)
  }
}

/** Lets the keyboard scroll what is wider than the column; call it again when the column changes. */
export function markScrollables({ root }: FrameArticle): void {
  for (const box of root.querySelectorAll<HTMLElement>('.table-scroll, pre')) {
    if (box.scrollWidth > box.clientWidth + 1) {
      box.tabIndex = 0
      box.setAttribute('role', 'region')
      box.setAttribute('aria-label', box.localName === 'pre' ? 'Code' : 'Table')
    } else {
      for (const name of ['tabindex', 'role', 'aria-label']) box.removeAttribute(name)
    }
  }
}

function makeImagesReachable(root: HTMLElement): void {
  for (const image of root.querySelectorAll<HTMLImageElement>('img[src]')) {
    image.tabIndex = 0
    image.setAttribute('role', 'button')
    image.setAttribute('aria-label', image.alt ? `Enlarge image: ${image.alt}` : 'Enlarge image')
  }
}

/** An image that was not kept says so where it stood; its words come from the style sheet and are no part of the text. */
function nameMissingImages(document: Document, root: HTMLElement): void {
  for (const image of root.querySelectorAll('img:not([src])')) {
    const place = document.createElement('span')
    place.className = 'missing-image'
    place.dataset.label = image.getAttribute('alt') ? `Image not kept: ${image.getAttribute('alt')}` : 'Image not kept'
    image.replaceWith(place)
    place.append(image)
  }
}

/** The DOM range of a stretch of canonical text; null in an article without text. */
export function rangeOf({ document, index }: FrameArticle, span: TextSpan): Range | null {
  const points = offsetsToRangePoints(index, span.start, span.end)
  if (!points) return null
  const range = document.createRange()
  range.setStart(points.start.node as Node, points.start.offset)
  range.setEnd(points.end.node as Node, points.end.offset)
  return range
}

/** What is selected in the frame, as canonical text; null when nothing is. */
export function selectedSpan({ document, index }: FrameArticle): TextSpan | null {
  const selection = document.getSelection()
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null
  return rangeToOffsets(index, selection.getRangeAt(0))
}

/** Selects a stretch of canonical text. */
export function selectSpan(article: FrameArticle, span: TextSpan): void {
  const range = rangeOf(article, span)
  const selection = article.document.getSelection()
  if (!range || !selection) return
  selection.removeAllRanges()
  selection.addRange(range)
}

/** The canonical offset of the character under a point of the frame's own viewport; null in margins and between lines. */
export function offsetAtPoint({ document, index }: FrameArticle, x: number, y: number): number | null {
  const caret = document.caretPositionFromPoint(x, y)
  if (!caret) return null
  const offset = pointToOffset(index, caret.offsetNode, caret.offset)
  if (offset === null) return null
  for (const start of [offset, offset - 1]) {
    if (start >= 0 && holdsPoint(document, index, start, x, y)) return start
  }
  return null
}

function holdsPoint(document: Document, index: TextIndex, start: number, x: number, y: number): boolean {
  const points = offsetsToRangePoints(index, start, start + 1)
  if (!points) return false
  const range = document.createRange()
  range.setStart(points.start.node as Node, points.start.offset)
  range.setEnd(points.end.node as Node, points.end.offset)
  return [...range.getClientRects()].some(
    rect => x >= rect.left - 1 && x <= rect.right + 1 && y >= rect.top - 1 && y <= rect.bottom + 1,
  )
}

/** The boxes of a passage's lines, in the coordinates of the window around the frame. */
export function boxesOf(article: FrameArticle, span: TextSpan): Box[] {
  const range = rangeOf(article, span)
  if (!range) return []
  return [...range.getClientRects()].filter(rect => rect.width > 0).map(rect => toWindow(article.frame, rect))
}

/** A rectangle of the frame's viewport in the coordinates of the window around it. */
export function toWindow(frame: HTMLIFrameElement, rect: Box): Box {
  const { left, top } = frame.getBoundingClientRect()
  return { left: rect.left + left, right: rect.right + left, top: rect.top + top, bottom: rect.bottom + top }
}
