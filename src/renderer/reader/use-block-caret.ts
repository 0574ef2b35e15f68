import { type RefObject, useCallback, useMemo, useState } from 'react'
import type { TextSpan } from '../../shared/anchoring/canonical-text.ts'
import { blocksOf } from './article-blocks.ts'
import { boxesOf, type FrameArticle, rangeOf, scrollArticle, selectedSpan, selectSpan } from './frame-article.ts'
import { anchorAtTop } from './reading-anchor.ts'
import { blockAt, extendSelection, type StepUnit } from './text-steps.ts'

const SPOKEN_LETTERS = 400

/** A caret that goes from paragraph to paragraph and selects by word or sentence, for reading and marking without a mouse. */
export function useBlockCaret(
  article: FrameArticle | null,
  scrollerRef: RefObject<HTMLElement | null>,
  announce: (text: string) => void,
) {
  const blocks = useMemo(() => (article ? { list: null as ReturnType<typeof blocksOf> | null } : null), [article])
  const [at, setAt] = useState(-1)

  const all = useCallback(() => {
    if (!article || !blocks) return []
    blocks.list ??= blocksOf(article)
    return blocks.list
  }, [article, blocks])

  const move = useCallback(
    (forward: boolean) => {
      const scroller = scrollerRef.current
      const list = all()
      if (!article || !scroller || list.length === 0) return
      const next =
        at < 0
          ? blockAt(list, anchorAtTop(article, scroller)?.offset ?? 0)
          : Math.min(list.length - 1, Math.max(0, at + (forward ? 1 : -1)))
      const block = list[next]
      if (!block) return
      article.document.getSelection()?.removeAllRanges()
      setAt(next)
      bringIntoView(article, scroller, block)
      announce(article.index.text.slice(block.start, Math.min(block.end, block.start + SPOKEN_LETTERS)))
    },
    [article, scrollerRef, all, at, announce],
  )

  const extend = useCallback(
    (unit: StepUnit, forward: boolean) => {
      const block = all()[at]
      if (!article || !block) return
      const now = selectedSpan(article)
      const selected = now && now.start >= block.start && now.end <= block.end ? now : null
      const { language, index } = article
      const next = extendSelection(index.text, block, selected, { unit, forward, language })
      if (next) selectSpan(article, next)
      else article.document.getSelection()?.removeAllRanges()
      announce(next ? `Selected: ${index.text.slice(next.start, next.end)}` : 'Nothing selected')
    },
    [article, all, at, announce],
  )

  const leave = useCallback(() => setAt(-1), [])
  const block = at < 0 ? null : (all()[at] ?? null)
  return { block, move, extend, leave }
}

/** Scrolls as little as is needed to have a passage on the screen with some room around it. */
export function bringIntoView(article: FrameArticle, scroller: HTMLElement, span: TextSpan): void {
  const lines = boxesOf(article, span)
  const first = lines[0]
  const last = lines.at(-1)
  if (!first || !last) return
  const view = scroller.getBoundingClientRect()
  const room = Math.min(72, view.height / 6)
  if (first.top < view.top + room || last.bottom - first.top > view.height - 2 * room) {
    if (first.top < view.top + room || first.top > view.bottom - room)
      scrollArticle(article, scroller, first.top - view.top - room)
  } else if (last.bottom > view.bottom - room) scrollArticle(article, scroller, last.bottom - view.bottom + room)
}

/** Scrolls the line of a character to the top, with a little air above it. */
export function scrollToTop(article: FrameArticle, scroller: HTMLElement, offset: number): void {
  const first = boxesOf(article, { start: offset, end: offset + 1 })[0]
  if (first) scrollArticle(article, scroller, first.top - scroller.getBoundingClientRect().top - 20)
}

/** Scrolls a passage into the upper third, unless it is on the screen already. */
export function scrollToPassage(article: FrameArticle, scroller: HTMLElement, span: TextSpan): void {
  // An original may scroll in boxes of its own.
  if (article.scrollsItself) rangeOf(article, span)?.startContainer.parentElement?.scrollIntoView({ block: 'center' })
  const first = boxesOf(article, span)[0]
  if (!first) return
  const view = scroller.getBoundingClientRect()
  const isShown = first.top > view.top + 24 && first.bottom < view.bottom - 48
  if (!isShown) scrollArticle(article, scroller, first.top - view.top - view.height / 3)
}
