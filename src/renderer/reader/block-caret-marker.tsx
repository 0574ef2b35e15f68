import { type RefObject, useLayoutEffect, useState } from 'react'
import type { TextSpan } from '../../shared/anchoring/canonical-text.ts'
import classes from './block-caret-marker.module.css'
import { boxesOf, type FrameArticle } from './frame-article.ts'

interface BlockCaretMarkerProps {
  article: FrameArticle
  scrollerRef: RefObject<HTMLElement | null>
  block: TextSpan
  layout: number
}

/** The bar in the margin of the block on which the caret stands. */
export function BlockCaretMarker({ article, scrollerRef, block, layout }: BlockCaretMarkerProps) {
  const [place, setPlace] = useState({ left: 0, top: 0, height: 0 })
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new layout of the article moves the block
  useLayoutEffect(() => {
    const scroller = scrollerRef.current
    const lines = boxesOf(article, block)
    const first = lines[0]
    if (!scroller || !first) return
    const view = scroller.getBoundingClientRect()
    const bottom = Math.max(...lines.map(line => line.bottom))
    const left = Math.min(...lines.map(line => line.left))
    setPlace({
      left: left - view.left - 18,
      top: first.top - view.top + scroller.scrollTop,
      height: bottom - first.top,
    })
  }, [article, scrollerRef, block, layout])
  return <div aria-hidden className={classes.marker} style={place} />
}
