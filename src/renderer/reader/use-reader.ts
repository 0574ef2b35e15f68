import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { TextSpan } from '../../shared/anchoring/canonical-text.ts'
import { locateQuotes } from '../../shared/anchoring/locate-quotes.ts'
import type { DescribedPassage } from '../../shared/anchoring/selectors.ts'
import { pointToOffset } from '../../shared/anchoring/text-points.ts'
import type { Annotation } from '../../shared/contract/annotations.ts'
import type { SnapshotId } from '../../shared/contract/ids.ts'
import type { SourceDetail } from '../../shared/contract/library.ts'
import type { ReaderSettings } from '../../shared/contract/settings.ts'
import type { AnnotationActions } from '../annotations/annotation-actions.ts'
import { quotationText } from '../annotations/citation.ts'
import { pickMark } from '../annotations/pick-annotation.ts'
import { useWorkspace } from '../app/workspace-store.ts'
import { getNotebook } from '../rpc/notebook.ts'
import { useCall } from '../rpc/queries.ts'
import { entryAt, outlineOf } from './article-outline.ts'
import type { FrameArticle } from './frame-article.ts'
import type { HighlightPainter } from './highlight-painter.ts'
import type { ZoomedImage } from './image-zoom.tsx'
import type { ReaderPopover } from './link-popover.tsx'
import { useReaders } from './reader-store.ts'
import { anchorAtTop, passageAtTop } from './reading-anchor.ts'
import { useAnnotating } from './use-annotating.ts'
import { scrollToPassage, scrollToTop, useBlockCaret } from './use-block-caret.ts'
import { useFind } from './use-find.ts'
import { useFrameArticle } from './use-frame-article.ts'
import { useFrameClicks } from './use-frame-clicks.ts'
import { type FrameSelection, useFrameSelection } from './use-frame-selection.ts'
import { useMarks } from './use-marks.ts'
import { useReadingProgress } from './use-reading-progress.ts'
import { useReveal } from './use-reveal.ts'
import { useSoughtWords } from './use-sought-words.ts'
import { useViewPlaces } from './use-view-places.ts'
import type { PageView } from './view-places.ts'

export interface ReaderOptions {
  source: SourceDetail
  snapshotId: SnapshotId
  reader: ReaderSettings
  /** Undefined while they are being fetched. */
  annotations: readonly Annotation[] | undefined
  actions: AnnotationActions
  view: PageView
  /** Absent when the capture has no other view. */
  onSwitchView?: (from: DescribedPassage | null) => void
  saveProgress(progress: number): void
}

const NONE: readonly Annotation[] = []

/** Everything that a reader knows and can do, for its view and its keys. */
export function useReader(options: ReaderOptions) {
  const { source, snapshotId, annotations = NONE, actions, view } = options
  const scrollerRef = useRef<HTMLElement>(null)
  const frameRef = useRef<HTMLIFrameElement>(null)
  const [spoken, announce] = useState('')
  const [popover, setPopover] = useState<ReaderPopover | null>(null)
  const [zoomed, setZoomed] = useState<ZoomedImage | null>(null)

  const frame = useFrameArticle(frameRef, scrollerRef, options.reader, view)
  const { article, layout } = frame
  const selection = useFrameSelection(article)
  const find = useFind(article)
  const sought = useSoughtWords(article)
  const text = useCall('clipping.getText', { id: snapshotId }, { enabled: view === 'original' }).data?.text
  const readerText = view === 'reader' ? null : text
  const { placed, isReady, missing, passageOf } = useViewPlaces({ article, snapshotId, annotations, readerText })
  useSelectedPassage(source.id, selection, passageOf)
  const activeId = useReaders(state => state.active[source.id] ?? null)
  const setActive = useCallback((id: string | null) => useReaders.getState().setActive(source.id, id), [source.id])
  const painter = useMarks(article, { annotations: placed, activeId, find, sought: sought.matches, theme: frame.theme })
  const caret = useBlockCaret(article, scrollerRef, announce)
  const asText = useCallback((quotation: string) => quotationText(quotation, source.record), [source.record])
  const annotating = useAnnotating({
    ...{ article, snapshotId, annotations, actions, setActive, asText, announce, passageOf },
    activeId: () => useReaders.getState().active[source.id] ?? null,
  })
  const { setEditing, setOpenMark } = annotating

  const { show, select, goTo } = useGoing({ article, scrollerRef, painter, placed, setActive, announce })
  const headings = useReaderOutline(source.id, article, select, goTo)
  const onSettled = () => {
    frame.keepPlace()
    const anchor = article && scrollerRef.current ? anchorAtTop(article, scrollerRef.current) : null
    headings.standAt(anchor?.offset ?? 0)
  }
  const progress = useReadingProgress({
    ...{ scrollerRef, layout, onSettled },
    article: view === 'reader' ? article : null,
    saved: source.progress,
    save: options.saveProgress,
  })
  useReveal({
    ...{ sourceId: source.id, article, onPassage: show, onAnnotation: select, onWords: sought.seek },
    annotations: isReady ? options.annotations : undefined,
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
    onLink: (link, asked) => {
      setOpenMark(null)
      void followOut(source.id, link.href, asked, () => setPopover({ kind: 'link', ...link }))
    },
    onJump: target => headings.jump(target),
  })
  useShowCurrentMatch(find, article, scrollerRef)
  useArrival(source.id, article, goTo)

  const closeFind = () => {
    find.close()
    sought.drop()
    frameRef.current?.focus()
  }
  const switchView = () => {
    options.onSwitchView?.(article && scrollerRef.current ? passageAtTop(article, scrollerRef.current) : null)
    return options.onSwitchView !== undefined
  }

  return {
    ...{ source, scrollerRef, frameRef, frame, article, layout, selection, find, annotations, actions },
    ...{ placed, missing, view, switchView, sought, closeFind },
    ...{ activeId, caret, annotating, asText, progress, show, select, setActive },
    ...{ spoken, popover, setPopover, zoomed, setZoomed },
  }
}

export type Reader = ReturnType<typeof useReader>

interface GoingOptions {
  article: FrameArticle | null
  scrollerRef: RefObject<HTMLElement | null>
  painter: RefObject<HighlightPainter | null>
  placed: readonly Annotation[]
  setActive(id: string | null): void
  announce(text: string): void
}

/** Ways to go to a passage: by its place, by its annotation, or by its first letter. */
function useGoing({ article, scrollerRef, painter, placed, setActive, announce }: GoingOptions) {
  const show = useCallback(
    (span: TextSpan) => {
      if (article && scrollerRef.current) scrollToPassage(article, scrollerRef.current, span)
      painter.current?.flash(span)
    },
    [article, scrollerRef, painter],
  )
  const select = useCallback(
    (annotation: Annotation) => {
      setActive(annotation.id)
      const place = placed.find(each => each.id === annotation.id)
      if (place) show(place.passage)
      else announce('This highlight is not in this view')
    },
    [setActive, show, placed, announce],
  )
  const goTo = useCallback(
    (offset: number) => {
      if (article && scrollerRef.current) scrollToTop(article, scrollerRef.current, offset)
    },
    [article, scrollerRef],
  )
  return { show, select, goTo }
}

/** Opens the clip of the page behind a link; a page that was not clipped, or a held key, asks what to do. */
async function followOut(from: string, href: string, asked: boolean, ask: () => void): Promise<void> {
  const isWeb = /^https?:/i.test(href)
  const found = isWeb && !asked ? await getNotebook().call('library.findByUrl', { url: href }) : null
  const id = found?.ok ? found.value.sourceId : null
  if (id && id !== from) useWorkspace.getState().open({ kind: 'source', id })
  else ask()
}

/** Gives the outline to the panels beside the reader and tells them where it stands. */
function useReaderOutline(
  sourceId: string,
  article: FrameArticle | null,
  select: (annotation: Annotation) => void,
  goTo: (offset: number) => void,
) {
  const outline = useMemo(() => (article ? outlineOf(article) : []), [article])
  useEffect(() => {
    if (!article) return
    const deselect = () => article.document.getSelection()?.removeAllRanges()
    return useReaders.getState().openReader(sourceId, { outline, select, deselect, goTo })
  }, [sourceId, article, outline, select, goTo])
  return {
    standAt: (offset: number) => useReaders.getState().setHeading(sourceId, entryAt(outline, offset)),
    jump: (target: HTMLElement) => goTo((article && pointToOffset(article.index, target, 0)) ?? 0),
  }
}

/** Tells the panels beside the reader which passage is selected. */
function useSelectedPassage(
  sourceId: string,
  { span, isMoving }: FrameSelection,
  passageOf: (span: TextSpan) => DescribedPassage | null,
): void {
  useEffect(() => {
    if (!isMoving) useReaders.getState().setSelection(sourceId, span && passageOf(span))
  }, [sourceId, span, isMoving, passageOf])
}

/** Goes to the passage that stood at the top of the other view. */
function useArrival(sourceId: string, article: FrameArticle | null, goTo: (offset: number) => void): void {
  useEffect(() => {
    const arrival = useReaders.getState().views[sourceId]
    if (!article || !arrival?.from) return
    useReaders.getState().setView(sourceId, arrival.view, null)
    const [place] = locateQuotes([{ id: 'top', ...arrival.from }], article.index.text)
    if (place && place.status !== 'orphan') goTo(place.start)
  }, [sourceId, article, goTo])
}

function useShowCurrentMatch(
  find: ReturnType<typeof useFind>,
  article: FrameArticle | null,
  scrollerRef: RefObject<HTMLElement | null>,
): void {
  const match = find.isOpen ? find.matches[find.current] : undefined
  useEffect(() => {
    if (match && article && scrollerRef.current) scrollToPassage(article, scrollerRef.current, match)
  }, [match, article, scrollerRef])
}
