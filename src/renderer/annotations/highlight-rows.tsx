import { MessageSquare } from 'lucide-react'
import type { Annotation } from '../../shared/contract/annotations.ts'
import { useWorkspace } from '../app/workspace-store.ts'
import { COLOR_NAMES, Pen } from '../ui/pen.tsx'
import { ANNOTATION_MIME, annotationPayload } from './annotation-transfer.ts'
import classes from './highlight-rows.module.css'

/** The head of a source's highlights; opens the source. */
export function SourceRow({ sourceId, title, count }: { sourceId: string; title: string; count: number }) {
  return (
    <h3 className={classes.source}>
      <button type="button" dir="auto" onClick={() => useWorkspace.getState().open({ kind: 'source', id: sourceId })}>
        {title}
      </button>
      <span>{count}</span>
    </h3>
  )
}

/** One highlight of the library; opens its source at the passage, and can be dragged into a note. */
export function HighlightRow({ annotation }: { annotation: Annotation }) {
  const { id, sourceId, passage, comment, tags, color, status } = annotation
  const details = [status === 'orphan' && 'Passage gone', status === 'doubtful' && 'Place in doubt', ...tags]
  const shown = details.filter(Boolean)
  return (
    <button
      type="button"
      className={classes.highlight}
      draggable
      onDragStart={event => {
        event.dataTransfer.effectAllowed = 'copy'
        event.dataTransfer.setData(ANNOTATION_MIME, JSON.stringify(annotationPayload(annotation)))
        event.dataTransfer.setData('text/plain', `“${passage.exact}” (${annotation.sourceTitle})`)
      }}
      onClick={() => useWorkspace.getState().open({ kind: 'source', id: sourceId }, { reveal: { annotationId: id } })}
    >
      <Pen color={color} />
      <span className="visually-hidden">{COLOR_NAMES[color]}: </span>
      <span className={classes.words}>
        <span className={classes.quotation} dir="auto">
          {passage.exact}
        </span>
        {comment && (
          <span className={classes.comment} dir="auto">
            <MessageSquare aria-hidden />
            <span>{comment}</span>
          </span>
        )}
        {shown.length > 0 && <span className={classes.details}>{shown.join(' · ')}</span>}
      </span>
    </button>
  )
}
