import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'
import type { TextSpan } from '../../shared/anchoring/canonical-text.ts'
import type { Annotation } from '../../shared/contract/annotations.ts'
import type { FrameArticle } from './frame-article.ts'
import { HighlightPainter, type HighlightPalette } from './highlight-painter.ts'
import type { Find } from './use-find.ts'

const PAINTED_MATCHES = 5_000
const COLORS = [1, 2, 3, 4, 5, 6]

/** The colours of the window's present theme. */
function themePalette(): HighlightPalette {
  return paletteOf(getComputedStyle(document.documentElement))
}

/** The colours for an original, which keeps its own look whatever the window's theme. */
function originalPalette(): HighlightPalette {
  const light = document.createElement('div')
  light.dataset.theme = 'light'
  light.hidden = true
  document.body.append(light)
  const style = getComputedStyle(light)
  const palette = { ...paletteOf(style), ink: style.getPropertyValue('--ink').trim() || 'black' }
  light.remove()
  return palette
}

const paletteFor = ({ scrollsItself }: FrameArticle) => (scrollsItself ? originalPalette() : themePalette())

function paletteOf(style: CSSStyleDeclaration): HighlightPalette {
  const token = (name: string) => style.getPropertyValue(name).trim() || 'Highlight'
  const accent = token('--accent')
  const mixed = (share: number) => `color-mix(in srgb, ${accent} ${share}%, transparent)`
  return {
    marks: COLORS.map(color => ({ fill: token(`--hl-${color}`), edge: token(`--hl-${color}-edge`) })),
    active: accent,
    flash: mixed(30),
    search: mixed(16),
    currentMatch: `color-mix(in srgb, ${accent} 40%, ${token('--paper')})`,
  }
}

interface MarksOptions {
  annotations: readonly Annotation[]
  activeId: string | null
  find: Find
  /** Words searched for, painted while nothing else is sought. */
  sought: readonly TextSpan[]
  /** Counts changes of the theme. */
  theme: number
}

/** Paints annotations, the active one and search matches over an article; answers the painter for hits and flashes. */
export function useMarks(article: FrameArticle | null, options: MarksOptions): RefObject<HighlightPainter | null> {
  const { annotations, activeId, find, sought, theme } = options
  const matches = find.isOpen ? find.matches : sought
  const painter = useRef<HighlightPainter | null>(null)

  useLayoutEffect(() => {
    if (!article) return
    const made = new HighlightPainter(article.document, article.index, paletteFor(article))
    painter.current = made
    return () => {
      painter.current = null
      if (article.document.defaultView) made.dispose()
    }
  }, [article])

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new theme changes the palette
  useLayoutEffect(() => {
    if (article) painter.current?.setPalette(paletteFor(article))
  }, [article, theme])

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new article has a new painter
  useLayoutEffect(() => {
    painter.current?.setMarks(
      annotations.map(({ id, color, passage }) => ({ id, color, start: passage.start, end: passage.end })),
    )
    painter.current?.setActive(activeId ? [activeId] : [])
  }, [article, annotations, activeId])

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new article has a new painter
  useEffect(() => {
    painter.current?.setMatches(matches.slice(0, PAINTED_MATCHES), find.isOpen ? find.current : undefined)
  }, [article, matches, find.current, find.isOpen])

  return painter
}
