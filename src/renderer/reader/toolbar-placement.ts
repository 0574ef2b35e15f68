import type { Box } from './frame-article.ts'

export interface Size {
  width: number
  height: number
}

const GAP = 8

/**
 * Where a toolbar goes for a passage: above its first line, below its last when there is no room, inside the view's bottom
 * edge when neither is on the screen. All in one coordinate system; `lines` in the order of the text.
 */
export function placeBeside(lines: readonly Box[], size: Size, view: Box): { left: number; top: number } {
  const first = lines[0]
  const last = lines.at(-1)
  if (!first || !last) return { left: view.left + GAP, top: view.top + GAP }
  const above = first.top - size.height - GAP
  const below = last.bottom + GAP
  const fits = (top: number) => top >= view.top + GAP && top + size.height <= view.bottom - GAP
  const top = fits(above) ? above : fits(below) ? below : clampTop(first, last, size, view)
  const anchor = top === above ? first : last
  const middle = (anchor.left + anchor.right) / 2
  const left = Math.min(Math.max(middle - size.width / 2, view.left + GAP), view.right - GAP - size.width)
  return { left: Math.max(left, view.left + GAP), top }
}

function clampTop(first: Box, last: Box, size: Size, view: Box): number {
  const isAbove = last.bottom < view.top
  const isBelow = first.top > view.bottom
  if (isAbove) return last.bottom + GAP
  if (isBelow) return first.top - size.height - GAP
  return view.bottom - GAP - size.height
}
