import { useCallback, useMemo, useRef, useState } from 'react'
import type { TextSpan } from '../../shared/anchoring/canonical-text.ts'
import type { DescribedPassage } from '../../shared/anchoring/selectors.ts'
import type { Annotation } from '../../shared/contract/annotations.ts'
import type { Color, SnapshotId } from '../../shared/contract/ids.ts'
import type { AnnotationActions } from '../annotations/annotation-actions.ts'
import { quoteInNote } from '../annotations/quote-in-note.ts'
import { COLOR_NAMES } from '../ui/pen.tsx'
import { showToast } from '../ui/toasts.tsx'
import { type FrameArticle, selectedSpan } from './frame-article.ts'

const SPOKEN_LETTERS = 80
const NOT_IN_READER =
  'These words are not in the reader view for certain, so they were not highlighted. Select more of them, or repair the reader view under Info.'

export interface AnnotatingOptions {
  article: FrameArticle | null
  snapshotId: SnapshotId
  annotations: readonly Annotation[]
  /** A stretch of the text on the screen as a passage of the reader's; null where the reader does not hold it. */
  passageOf(span: TextSpan): DescribedPassage | null
  actions: AnnotationActions
  /** The active annotation at this moment. */
  activeId(): string | null
  setActive(id: string | null): void
  /** A quotation with its source, as plain text. */
  asText(quotation: string): string
  announce(text: string): void
}

/** The selection as it is, which a quick key may find ahead of the last drawing of the view. */
const selectedNow = (article: FrameArticle | null): TextSpan | null => article && selectedSpan(article)

/**
 * What the toolbar and the keys do: they mean the selection when there is one, else the active annotation. A comment, a tag
 * or a quotation of a fresh selection marks it first, in the first colour.
 */
export function useAnnotating(options: AnnotatingOptions) {
  const latest = useRef(options)
  latest.current = options
  const isBusy = useRef(false)
  const [editing, setEditing] = useState<{ id: string; field: 'comment' | 'tags' } | null>(null)
  /** The annotation whose toolbar is shown. */
  const [openMark, setOpenMark] = useState<string | null>(null)

  const mark = useCallback(async (color: Color): Promise<Annotation | null> => {
    const { article, actions, snapshotId, setActive, announce, passageOf } = latest.current
    const selected = selectedNow(article)
    if (!article || !selected || isBusy.current) return null
    const passage = passageOf(selected)
    if (!passage) {
      if (article.scrollsItself) showToast({ message: NOT_IN_READER })
      return null
    }
    isBusy.current = true
    const made = await actions.create(snapshotId, passage, color)
    isBusy.current = false
    if (!made) return null
    article.document.getSelection()?.removeAllRanges()
    setActive(made.id)
    announce(`Highlighted in ${COLOR_NAMES[color]}: ${passage.exact.slice(0, SPOKEN_LETTERS)}`)
    return made
  }, [])

  const commands = useMemo(() => {
    const active = () => latest.current.annotations.find(each => each.id === latest.current.activeId()) ?? null
    const meant = async () => (selectedNow(latest.current.article) ? await mark(1) : active())
    const edit = async (field: 'comment' | 'tags') => {
      const annotation = await meant()
      setOpenMark(null)
      if (annotation) setEditing({ id: annotation.id, field })
    }
    return {
      highlight: async (color: Color) => {
        const annotation = active()
        if (selectedNow(latest.current.article)) await mark(color)
        else if (annotation) await latest.current.actions.recolor(annotation, color)
      },
      comment: () => edit('comment'),
      tag: () => edit('tags'),
      quote: async () => {
        const annotation = await meant()
        if (annotation) await quoteInNote(annotation)
      },
      copy: async () => {
        const { article, asText } = latest.current
        const selected = selectedNow(article)
        const text =
          selected && article ? article.index.text.slice(selected.start, selected.end) : active()?.passage.exact
        if (!text) return
        await navigator.clipboard.writeText(asText(text))
        showToast({ message: 'Copied with its source' })
      },
      remove: async () => {
        const annotation = active()
        if (!annotation) return
        setOpenMark(null)
        await latest.current.actions.remove(annotation)
        latest.current.setActive(null)
        latest.current.announce('Highlight removed')
      },
    }
  }, [mark])

  return { commands, editing, setEditing, openMark, setOpenMark }
}
