import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { ReaderSettings } from '../../shared/contract/settings.ts'
import { type FrameArticle, markScrollables, openArticle, openOriginal } from './frame-article.ts'
import { dressFrame, loadFonts } from './frame-look.ts'
import { anchorAtTop, type ReadingAnchor, restoreAnchor } from './reading-anchor.ts'
import type { PageView } from './view-places.ts'

export type FrameState = 'loading' | 'ready' | 'failed'

/** Counts changes of the window's theme, so that what copies its colours can follow. */
function useThemeVersion(): number {
  const [version, setVersion] = useState(0)
  useEffect(() => {
    const observer = new MutationObserver(() => setVersion(count => count + 1))
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'class', 'style'] })
    return () => observer.disconnect()
  }, [])
  return version
}

/**
 * The article of a frame once it is loaded: dressed in the theme and settings, and as tall as its text, so that it scrolls
 * together with what stands above it. `layout` counts
 * changes of its size, `theme` those of the window's theme; the first line on the screen stays where it is. An original
 * is left as it looks and scrolls by itself.
 */
export function useFrameArticle(
  frameRef: RefObject<HTMLIFrameElement | null>,
  scrollerRef: RefObject<HTMLElement | null>,
  reader: ReaderSettings,
  view: PageView,
) {
  const [article, setArticle] = useState<FrameArticle | null>(null)
  const [state, setState] = useState<FrameState>('loading')
  const [layout, setLayout] = useState(0)
  const anchor = useRef<ReadingAnchor | null>(null)
  const theme = useThemeVersion()

  const typeface = useRef(reader.typeface)
  typeface.current = reader.typeface

  const onLoad = useCallback(async () => {
    const opened = frameRef.current && (view === 'reader' ? openArticle : openOriginal)(frameRef.current)
    if (opened && !opened.scrollsItself) await loadFonts(opened.document, typeface.current)
    if (opened && frameRef.current?.contentDocument !== opened.document) return
    setArticle(opened)
    setState(opened ? 'ready' : 'failed')
  }, [frameRef, view])

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new theme changes the colours that are copied
  useLayoutEffect(() => {
    if (article && !article.scrollsItself) dressFrame(article.document, reader)
  }, [article, reader, theme])

  useLayoutEffect(() => {
    const scroller = scrollerRef.current
    if (!article || !scroller) return
    if (article.scrollsItself) return followScrolling(article, () => setLayout(count => count + 1))
    const adjust = () => {
      const height = article.document.body.getBoundingClientRect().height
      if (height === 0) return
      article.frame.style.height = `${Math.ceil(height)}px`
      markScrollables(article)
      if (anchor.current) restoreAnchor(article, scroller, anchor.current)
      setLayout(count => count + 1)
    }
    adjust()
    const observer = new ResizeObserver(adjust)
    observer.observe(article.document.body)
    return () => observer.disconnect()
  }, [article, scrollerRef])

  const keepPlace = useCallback(() => {
    anchor.current = article && scrollerRef.current ? anchorAtTop(article, scrollerRef.current) : null
  }, [article, scrollerRef])

  return { article, state, layout, theme, onLoad, keepPlace }
}

/** Tells, once a frame at most, that what stands in an original has moved. */
function followScrolling({ document: page, frame }: FrameArticle, onMove: () => void): () => void {
  let waiting = 0
  const onScroll = () => {
    cancelAnimationFrame(waiting)
    waiting = requestAnimationFrame(onMove)
  }
  const observer = new ResizeObserver(onScroll)
  observer.observe(frame)
  page.addEventListener('scroll', onScroll, { capture: true, passive: true })
  return () => {
    cancelAnimationFrame(waiting)
    observer.disconnect()
    page.removeEventListener('scroll', onScroll, { capture: true })
  }
}
