import { useEffect } from 'react'
import type { TextSpan } from '../../shared/anchoring/canonical-text.ts'
import type { Annotation } from '../../shared/contract/annotations.ts'
import { tabKey, useWorkspace } from '../app/workspace-store.ts'
import type { FrameArticle } from './frame-article.ts'
import { findWords, foldText } from './text-search.ts'

/** The last reveal that was carried out, so that a source opened again does not jump to an old place. */
let carriedOut = 0

interface RevealOptions {
  sourceId: string
  article: FrameArticle | null
  /** Undefined while they are being fetched. */
  annotations: readonly Annotation[] | undefined
  onAnnotation(annotation: Annotation): void
  onPassage(span: TextSpan): void
  /** The words that were searched for. */
  onWords(words: string[]): void
}

/** Goes to the place for which the source was opened: a highlight, or words that were searched for. */
export function useReveal(options: RevealOptions): void {
  const { sourceId, article, annotations, onAnnotation, onPassage, onWords } = options
  const reveal = useWorkspace(state => state.reveal)
  useEffect(() => {
    const isOurs = reveal?.key === tabKey({ kind: 'source', id: sourceId }) && reveal.nonce > carriedOut
    if (!isOurs || !article || !annotations) return
    carriedOut = reveal.nonce
    const { target } = reveal
    if ('annotationId' in target) {
      const annotation = annotations.find(each => each.id === target.annotationId)
      if (annotation) onAnnotation(annotation)
    } else if ('words' in target) {
      onWords(target.words)
      const span = findWords(foldText(article.index.text), target.words)
      if (span) onPassage(span)
    }
  }, [reveal, sourceId, article, annotations, onAnnotation, onPassage, onWords])
}
