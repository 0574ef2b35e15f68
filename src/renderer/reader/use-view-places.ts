import { useCallback, useMemo } from 'react'
import type { TextSpan } from '../../shared/anchoring/canonical-text.ts'
import { type DescribedPassage, describeRange } from '../../shared/anchoring/selectors.ts'
import type { Annotation } from '../../shared/contract/annotations.ts'
import type { SnapshotId } from '../../shared/contract/ids.ts'
import { isPlaced } from '../annotations/pick-annotation.ts'
import { boxesOf, type FrameArticle } from './frame-article.ts'
import { passageInReader, placeInView } from './view-places.ts'

interface ViewPlacesOptions {
  article: FrameArticle | null
  snapshotId: SnapshotId
  annotations: readonly Annotation[]
  /** The reader's text when another view is shown; undefined while it is being fetched, null in the reader itself. */
  readerText: string | undefined | null
}

const NOWHERE: Annotation[] = []

/** Leads from the annotations' text to the one on the screen and back. */
export function useViewPlaces({ article, snapshotId, annotations, readerText }: ViewPlacesOptions) {
  const anchored = useMemo(() => annotations.filter(each => isPlaced(each, snapshotId)), [annotations, snapshotId])
  const placed = useMemo(() => {
    if (readerText === null) return anchored
    if (!article || readerText === undefined) return null
    const found = placeInView(anchored, article.index.text, readerText)
    // What the page's own style hides is not on the screen either; in a tab that is not shown, nothing tells.
    const isShown = article.frame.getClientRects().length > 0
    return isShown ? found.filter(each => boxesOf(article, each.passage).length > 0) : found
  }, [anchored, article, readerText])

  const passageOf = useCallback(
    (span: TextSpan): DescribedPassage | null => {
      if (!article || readerText === undefined) return null
      const { text } = article.index
      return readerText === null ? describeRange(text, span.start, span.end) : passageInReader(text, span, readerText)
    },
    [article, readerText],
  )
  return {
    placed: placed ?? NOWHERE,
    isReady: placed !== null,
    missing: placed ? annotations.length - placed.length : 0,
    passageOf,
  }
}
