import { useEffect, useState } from 'react'
import type { TextSpan } from '../../shared/anchoring/canonical-text.ts'
import { type FrameArticle, selectedSpan } from './frame-article.ts'

export interface FrameSelection {
  span: TextSpan | null
  /** While the pointer is still drawing it out. */
  isMoving: boolean
}

const NOTHING: FrameSelection = { span: null, isMoving: false }

/** The selection in an article's frame, as canonical text. */
export function useFrameSelection(article: FrameArticle | null): FrameSelection {
  const [selection, setSelection] = useState(NOTHING)
  useEffect(() => {
    if (!article) return
    const page = article.document
    const read = () => {
      const span = selectedSpan(article)
      setSelection(now => (sameSpan(now.span, span) ? now : { ...now, span }))
    }
    const move = (isMoving: boolean) => () =>
      setSelection(now => (now.isMoving === isMoving ? now : { ...now, isMoving }))
    const press = move(true)
    const release = move(false)
    page.addEventListener('selectionchange', read)
    page.addEventListener('pointerdown', press)
    for (const name of ['pointerup', 'pointercancel', 'dragend'] as const) page.addEventListener(name, release)
    return () => {
      page.removeEventListener('selectionchange', read)
      page.removeEventListener('pointerdown', press)
      for (const name of ['pointerup', 'pointercancel', 'dragend'] as const) page.removeEventListener(name, release)
      setSelection(NOTHING)
    }
  }, [article])
  return selection
}

function sameSpan(a: TextSpan | null, b: TextSpan | null): boolean {
  return a === b || (a !== null && b !== null && a.start === b.start && a.end === b.end)
}
