import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { FrameArticle } from './frame-article.ts'

const SAVE_AFTER_MS = 1_000
const SETTLED_AFTER_MS = 120
/** A smaller change is not worth a write. */
const LEAST_CHANGE = 0.004

/** Share of the article that has gone by, 0–1; an article that fits the window is read. */
export function shareRead(scroller: Pick<HTMLElement, 'scrollTop' | 'scrollHeight' | 'clientHeight'>): number {
  const way = scroller.scrollHeight - scroller.clientHeight
  return way <= 1 ? 1 : Math.min(1, Math.max(0, scroller.scrollTop / way))
}

interface ReadingProgressOptions {
  article: FrameArticle | null
  scrollerRef: RefObject<HTMLElement | null>
  /** Counts layouts of the article, each of which may change the share. */
  layout: number
  /** Where reading ended last time. */
  saved: number
  save(progress: number): void
  /** Called when scrolling has come to rest. */
  onSettled(): void
}

/** Begins where reading ended, then follows the scroller and saves the share read about once a second. */
export function useReadingProgress(options: ReadingProgressOptions): number {
  const { article, scrollerRef, layout } = options
  const [progress, setProgress] = useState(options.saved)
  const latest = useRef(options)
  latest.current = options
  const kept = useRef(options.saved)
  /** The share last seen. A hidden tab has no place of its own to ask for. */
  const seen = useRef(options.saved)

  useLayoutEffect(() => {
    const scroller = scrollerRef.current
    if (!article || !scroller) return
    scroller.scrollTop = seen.current * (scroller.scrollHeight - scroller.clientHeight)
    latest.current.onSettled()
  }, [article, scrollerRef])

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new layout changes the way there is to scroll
  useEffect(() => {
    if (article && scrollerRef.current?.clientHeight) setProgress(shareRead(scrollerRef.current))
  }, [article, scrollerRef, layout])

  useEffect(() => {
    const scroller = scrollerRef.current
    if (!article || !scroller) return
    let saving = 0
    let settling = 0
    const saveNow = () => {
      window.clearTimeout(saving)
      saving = 0
      if (Math.abs(seen.current - kept.current) < LEAST_CHANGE) return
      kept.current = seen.current
      latest.current.save(seen.current)
    }
    const onScroll = () => {
      if (scroller.clientHeight === 0) return
      seen.current = shareRead(scroller)
      setProgress(Math.round(seen.current * 1_000) / 1_000)
      window.clearTimeout(settling)
      settling = window.setTimeout(() => latest.current.onSettled(), SETTLED_AFTER_MS)
      if (saving === 0) saving = window.setTimeout(saveNow, SAVE_AFTER_MS)
    }
    scroller.addEventListener('scroll', onScroll, { passive: true })
    return () => {
      scroller.removeEventListener('scroll', onScroll)
      window.clearTimeout(settling)
      if (saving !== 0) saveNow()
    }
  }, [article, scrollerRef])

  return progress
}
