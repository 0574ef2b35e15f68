import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { TextSpan } from '../../shared/anchoring/canonical-text.ts'
import { describeRange } from '../../shared/anchoring/selectors.ts'
import { pointToOffset } from '../../shared/anchoring/text-points.ts'
import type { Annotation } from '../../shared/contract/annotations.ts'
import type { SnapshotId } from '../../shared/contract/ids.ts'
import type { SourceDetail } from '../../shared/contract/library.ts'
import type { ReaderSettings } from '../../shared/contract/settings.ts'
import type { AnnotationActions } from '../annotations/annotation-actions.ts'
import { quotationText } from '../annotations/citation.ts'
import { isPlaced, pickMark } from '../annotations/pick-annotation.ts'
import { entryAt, outlineOf } from './article-outline.ts'
import type { FrameArticle } from './frame-article.ts'
import type { ZoomedImage } from './image-zoom.tsx'
import type { ReaderPopover } from './link-popover.tsx'
import { useReaders } from './reader-store.ts'
import { anchorAtTop } from './reading-anchor.ts'
import { useAnnotating } from './use-annotating.ts'
import { scrollToPassage, scrollToTop, useBlockCaret } from './use-block-caret.ts'
import { useFind } from './use-find.ts'
import { useFrameArticle } from './use-frame-article.ts'
import { useFrameClicks } from './use-frame-clicks.ts'
import { useFrameSelection } from './use-frame-selection.ts'
import { useMarks } from './use-marks.ts'
import { useReadingProgress } from './use-reading-progress.ts'
import { useReveal } from './use-reveal.ts'

export interface ReaderOptions {
  source: SourceDetail
  snapshotId: SnapshotId
  reader: ReaderSettings
  /** Undefined while they are being fetched. */
  annotations: readonly Annotation[] | undefined
  actions: AnnotationActions
  saveProgress(progress: number): void
}

const NONE: readonly Annotation[] = []

/** Everything that a reader knows and can do, for its view and its keys. */
export function useReader(options: ReaderOptions) {
  const { source, snapshotId, annotations = NONE, actions } = options
  const scrollerRef = useRef<HTMLElement>(null)
  const frameRef = useRef<HTMLIFrameElement>(null)
  const [spoken, announce] = useState('')
  const [popover, setPopover] = useState<ReaderPopover | null>(null)
  const [zoomed, setZoomed] = useState<ZoomedImage | null>(null)

  const frame = useFrameArticle(frameRef, scrollerRef, options.reader)
  const { article, layout } = frame
  const selection = useFrameSelection(article)
  useSelectedPassage(source.id, article, selection.span)
  const find = useFind(article)
  const placed = useMemo(() => annotations.filter(each => isPlaced(each, snapshotId)), [annotations, snapshotId])
  const activeId = useReaders(state => state.active[source.id] ?? null)
  const setActive = useCallback((id: string | null) => useReaders.getState().setActive(source.id, id), [source.id])
  const painter = useMarks(article, { annotations: placed, activeId, find, theme: frame.theme })
  const caret = useBlockCaret(article, scrollerRef, announce)
  const asText = useCallback((quotation: string) => quotationText(quotation, source.record), [source.record])
  const annotating = useAnnotating({
    ...{ article, snapshotId, annotations, actions, setActive, asText, announce },
    activeId: () => useReaders.getState().active[source.id] ?? null,
  })
  const { setEditing, setOpenMark } = annotating

  const show = useCallback(
    (span: TextSpan) => {
      if (article && scrollerRef.current) scrollToPassage(article, scrollerRef.current, span)
      painter.current?.flash(span)
    },
    [article, painter],
  )
  const select = useCallback(
    (annotation: Annotation) => {
      setActive(annotation.id)
      show(annotation.passage)
    },
    [setActive, show],
  )
  const goTo = useCallback(
    (offset: number) => {
      if (article && scrollerRef.current) scrollToTop(article, scrollerRef.current, offset)
    },
    [article],
  )
  const headings = useReaderOutline(source.id, article, show, goTo)
  const onSettled = () => {
    frame.keepPlace()
    const anchor = article && scrollerRef.current ? anchorAtTop(article, scrollerRef.current) : null
    headings.standAt(anchor?.offset ?? 0)
  }
  const progress = useReadingProgress({
    ...{ article, scrollerRef, layout, onSettled },
    saved: source.progress,
    save: options.saveProgress,
  })
  useReveal({
    ...{ sourceId: source.id, article, onPassage: show, onAnnotation: select },
    annotations: options.annotations,
  })
  useFrameClicks(article, {
    onText: (x, y) => {
      const id = pickMark(painter.current?.hitTest(x, y).map(mark => mark.id) ?? [], annotating.openMark ?? activeId)
      setPopover(null)
      setEditing(null)
      setActive(id)
      setOpenMark(id)
      caret.leave()
      if (id) useReaders.getState().showTab('highlights')
    },
    onImage: setZoomed,
    onPopover: next => {
      setOpenMark(null)
      setPopover(next)
    },
    onJump: target => headings.jump(target),
  })
  useShowCurrentMatch(find, article, scrollerRef)

  return {
    ...{ source, scrollerRef, frameRef, frame, article, layout, selection, find, annotations, placed, actions },
    ...{ activeId, caret, annotating, asText, progress, show, select, setActive },
    ...{ spoken, popover, setPopover, zoomed, setZoomed },
  }
}

export type Reader = ReturnType<typeof useReader>

/** Gives the outline to the panels beside the reader and tells them where it stands. */
function useReaderOutline(
  sourceId: string,
  article: FrameArticle | null,
  show: (span: TextSpan) => void,
  goTo: (offset: number) => void,
) {
  const outline = useMemo(() => (article ? outlineOf(article) : []), [article])
  useEffect(() => {
    if (article) return useReaders.getState().openReader(sourceId, { outline, show, goTo })
  }, [sourceId, article, outline, show, goTo])
  return {
    standAt: (offset: number) => useReaders.getState().setHeading(sourceId, entryAt(outline, offset)),
    jump: (target: HTMLElement) => goTo((article && pointToOffset(article.index, target, 0)) ?? 0),
  }
}

/** Tells the panels beside the reader which passage is selected. */
function useSelectedPassage(sourceId: string, article: FrameArticle | null, span: TextSpan | null): void {
  useEffect(() => {
    const passage = article && span ? describeRange(article.index.text, span.start, span.end) : null
    useReaders.getState().setSelection(sourceId, passage)
  }, [sourceId, article, span])
}

function useShowCurrentMatch(
  find: ReturnType<typeof useFind>,
  article: FrameArticle | null,
  scrollerRef: React.RefObject<HTMLElement | null>,
): void {
  const match = find.isOpen ? find.matches[find.current] : undefined
  useEffect(() => {
    if (match && article && scrollerRef.current) scrollToPassage(article, scrollerRef.current, match)
  }, [match, article, scrollerRef])
}
