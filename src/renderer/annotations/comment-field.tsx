import { Textarea } from '@mantine/core'
import { useState } from 'react'
import type { Annotation } from '../../shared/contract/annotations.ts'
import type { AnnotationActions } from './annotation-actions.ts'
import { useCommentDraft } from './comment-draft.ts'
import classes from './comment-field.module.css'

/** A highlight's comment as text; a click on it, or on the invitation where there is none, lets one write. */
export function CommentField({ annotation, actions }: { annotation: Annotation; actions: AnnotationActions }) {
  const [isOpen, setOpen] = useState(false)
  const comment = useCommentDraft(annotation, actions)
  if (!isOpen) {
    return (
      <button
        type="button"
        className={comment.text ? classes.comment : classes.invitation}
        aria-label={comment.text ? `Edit comment: ${comment.text}` : 'Add a comment'}
        onClick={() => setOpen(true)}
        dir="auto"
      >
        {comment.text || 'Add a comment'}
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
