import { Textarea } from '@mantine/core'
import type { Annotation } from '../../shared/contract/annotations.ts'
import type { AnnotationActions } from './annotation-actions.ts'
import { useCommentDraft } from './comment-draft.ts'
import classes from './comment-field.module.css'

interface CommentFieldProps {
  annotation: Annotation
  actions: AnnotationActions
  isOpen: boolean
  setOpen(isOpen: boolean): void
}

/** A highlight's comment as text, nothing where there is none; a field while it is open. */
export function CommentField({ annotation, actions, isOpen, setOpen }: CommentFieldProps) {
  const comment = useCommentDraft(annotation, actions)
  if (!isOpen) {
    if (!comment.text) return null
    return (
      <button
        type="button"
        className={classes.comment}
        aria-label={`Edit comment: ${comment.text}`}
        onClick={() => setOpen(true)}
        dir="auto"
      >
        {comment.text}
      </button>
    )
  }
  const close = () => {
    comment.leave()
    setOpen(false)
  }
  return (
    <Textarea
      autoFocus
      autosize
      minRows={2}
      aria-label="Comment"
      value={comment.text}
      onChange={event => comment.change(event.currentTarget.value)}
      onBlur={close}
      onKeyDown={event => {
        if (event.key === 'Escape' || (event.key === 'Enter' && (event.ctrlKey || event.metaKey))) close()
      }}
    />
  )
}
