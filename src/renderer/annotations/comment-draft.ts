import { useCallback, useEffect, useRef, useState } from 'react'
import type { Annotation } from '../../shared/contract/annotations.ts'
import type { AnnotationActions } from './annotation-actions.ts'

const SAVE_AFTER_MS = 500

/** A comment as it is typed: saved half a second after the last key, at once on leaving, one undo step per visit. A draft that could not be saved stays. */
export function useCommentDraft(annotation: Annotation, actions: AnnotationActions) {
  const [draft, setDraft] = useState<string | null>(null)
  const pending = useRef<{ text: string; timer: number } | null>(null)
  const before = useRef<string | null>(null)
  const latest = useRef({ annotation, actions })
  latest.current = { annotation, actions }

  const save = useCallback(() => {
    if (!pending.current) return
    const { text, timer } = pending.current
    window.clearTimeout(timer)
    pending.current = null
    void latest.current.actions.saveComment(latest.current.annotation, text)
  }, [])

  const change = useCallback(
    (text: string) => {
      before.current ??= latest.current.annotation.comment
      if (pending.current) window.clearTimeout(pending.current.timer)
      pending.current = { text, timer: window.setTimeout(save, SAVE_AFTER_MS) }
      setDraft(text)
    },
    [save],
  )

  const leave = useCallback(() => {
    const last = pending.current?.text ?? latest.current.annotation.comment
    save()
    if (before.current !== null) {
      latest.current.actions.recordComment(latest.current.annotation, before.current, last)
    }
    before.current = null
  }, [save])

  useEffect(() => leave, [leave])
  useEffect(() => {
    if (!pending.current && draft === annotation.comment) setDraft(null)
  }, [draft, annotation.comment])

  return { text: draft ?? annotation.comment, change, leave }
}
