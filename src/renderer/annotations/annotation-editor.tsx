import { TagsInput, Textarea } from '@mantine/core'
import { X } from 'lucide-react'
import { type KeyboardEvent, useEffect, useId, useRef } from 'react'
import type { Annotation } from '../../shared/contract/annotations.ts'
import { useCall } from '../rpc/queries.ts'
import { IconButton } from '../ui/icon-button.tsx'
import type { AnnotationActions } from './annotation-actions.ts'
import classes from './annotation-editor.module.css'
import { useCommentDraft } from './comment-draft.ts'

interface AnnotationEditorProps {
  annotation: Annotation
  actions: AnnotationActions
  /** The field to begin in. */
  field: 'comment' | 'tags'
  onClose(): void
}

/** Comment and tags of a highlight, in a small card beside the passage; everything is saved as it is typed. */
export function AnnotationEditor({ annotation, actions, field, onClose }: AnnotationEditorProps) {
  const comment = useCommentDraft(annotation, actions)
  const titleId = useId()
  const commentField = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    if (field === 'comment') commentField.current?.focus({ preventScroll: true })
  }, [field])
  const closeOnKey = (event: KeyboardEvent) => {
    const isDone = event.key === 'Escape' || (event.key === 'Enter' && (event.ctrlKey || event.metaKey))
    if (!isDone || event.nativeEvent.isComposing) return
    event.preventDefault()
    event.stopPropagation()
    onClose()
  }
  return (
    <section className={classes.editor} aria-labelledby={titleId} onKeyDown={closeOnKey}>
      <header className={classes.head}>
        <h2 id={titleId}>Comment and tags</h2>
        <IconButton icon={X} label="Close" shortcut="Esc" onClick={onClose} />
      </header>
      <Textarea
        aria-label="Comment"
        placeholder="What do you make of it?"
        autosize
        minRows={3}
        maxRows={10}
        ref={commentField}
        value={comment.text}
        onChange={event => comment.change(event.currentTarget.value)}
        onBlur={comment.leave}
      />
      <TagField annotation={annotation} actions={actions} autoFocus={field === 'tags'} />
    </section>
  )
}

interface TagFieldProps {
  annotation: Annotation
  actions: AnnotationActions
  autoFocus?: boolean
}

/** The tags of a highlight, with those of the library offered while one types. */
export function TagField({ annotation, actions, autoFocus = false }: TagFieldProps) {
  const known = useCall('library.listTags', {}).data ?? []
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (autoFocus) input.current?.focus({ preventScroll: true })
  }, [autoFocus])
  return (
    <TagsInput
      aria-label="Tags"
      size="xs"
      placeholder={annotation.tags.length === 0 ? 'Add tags' : ''}
      data={known.map(tag => tag.name)}
      value={annotation.tags}
      onChange={tags => void actions.setTags(annotation, tags)}
      splitChars={[',']}
      ref={input}
    />
  )
}
