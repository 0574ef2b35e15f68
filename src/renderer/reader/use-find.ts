import { useCallback, useDeferredValue, useMemo, useState } from 'react'
import type { TextSpan } from '../../shared/anchoring/canonical-text.ts'
import type { FrameArticle } from './frame-article.ts'
import { findMatches, foldText } from './text-search.ts'

export interface Find {
  isOpen: boolean
  query: string
  matches: TextSpan[]
  /** Position of the current match among `matches`. */
  current: number
  open(): void
  close(): void
  search(query: string): void
  step(forward: boolean): void
}

const NONE: TextSpan[] = []

/** Find in page over the canonical text of an article. */
export function useFind(article: FrameArticle | null): Find {
  const [isOpen, setOpen] = useState(false)
  const [query, setQuery] = useState('')
  const [current, setCurrent] = useState(0)
  const wanted = useDeferredValue(isOpen ? query : '')
  const folded = useMemo(() => (article && isOpen ? foldText(article.index.text) : null), [article, isOpen])
  const matches = useMemo(() => (folded ? findMatches(folded, wanted) : NONE), [folded, wanted])
  const step = useCallback(
    (forward: boolean) =>
      setCurrent(now => (matches.length === 0 ? 0 : (now + (forward ? 1 : -1) + matches.length) % matches.length)),
    [matches],
  )
  const search = useCallback((text: string) => {
    setQuery(text)
    setCurrent(0)
  }, [])
  const open = useCallback(() => setOpen(true), [])
  const close = useCallback(() => setOpen(false), [])
  return { isOpen, query, matches, current, open, close, search, step }
}
