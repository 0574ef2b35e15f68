import { type ReactNode, type RefObject, useLayoutEffect, useRef, useState } from 'react'
import type { TextSpan } from '../../shared/anchoring/canonical-text.ts'
import { type Box, boxesOf, type FrameArticle } from './frame-article.ts'
import { placeBeside } from './toolbar-placement.ts'

interface PlacedBoxProps {
  article: FrameArticle
  scrollerRef: RefObject<HTMLElement | null>
  /** What it stands beside: a passage, or a box of the window. */
  beside: TextSpan | Box
  /** Changes when the article has been laid out anew. */
  layout: number
  className?: string | undefined
  children: ReactNode
}

/** Puts something beside a passage, inside the scrolled content, so that it moves with the text. */
export function PlacedBox({ article, scrollerRef, beside, layout, className, children }: PlacedBoxProps) {
  const box = useRef<HTMLDivElement>(null)
  const [place, setPlace] = useState({ left: 0, top: 0 })

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new layout of the article moves the passage
  useLayoutEffect(() => {
    const scroller = scrollerRef.current
    if (!scroller || !box.current) return
    const lines = 'start' in beside ? boxesOf(article, beside) : [beside]
    const size = { width: box.current.offsetWidth, height: box.current.offsetHeight }
    const view = scroller.getBoundingClientRect()
    const { left, top } = placeBeside(lines, size, view)
    setPlace({ left: left - view.left + scroller.scrollLeft, top: top - view.top + scroller.scrollTop })
  }, [article, scrollerRef, beside, layout])

  return (
    <div ref={box} className={className} style={{ position: 'absolute', ...place }}>
      {children}
    </div>
  )
}
