import { useCallback, useMemo, useState } from 'react'
import type { TextSpan } from '../../shared/anchoring/canonical-text.ts'
import type { FrameArticle } from './frame-article.ts'
import { findWordStarts, foldText } from './text-search.ts'

const NONE: TextSpan[] = []

/** The words for which the source was opened from a search: they stay marked until they are dropped. */
export function useSoughtWords(article: FrameArticle | null) {
  const [words, setWords] = useState<readonly string[] | null>(null)
  const matches = useMemo(
    () => (article && words ? findWordStarts(foldText(article.index.text), words) : NONE),
    [article, words],
  )
  const drop = useCallback(() => setWords(null), [])
  return { matches, seek: setWords, drop }
}
