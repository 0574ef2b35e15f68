import { useQuery } from '@tanstack/react-query'
import type { Annotation } from '../../../shared/contract/annotations.ts'
import { AnnotationId, type Color, SourceId } from '../../../shared/contract/ids.ts'
import type { QuotationBlock } from '../../../shared/document/document.ts'
import { useWorkspace } from '../../app/workspace-store.ts'
import { callQuery } from '../../rpc/queries.ts'
import { COLOR_NAMES, Pen } from '../../ui/pen.tsx'
import type { NodeViewProps } from '../nodes/node-views.ts'
import { BlockFrame } from './block-frame.tsx'
import { locatorText } from './locator.ts'
import classes from './quotation-view.module.css'
import { sourceLabel } from './source-label.ts'
import { useTargetState } from './target-state.ts'

const sameWords = (a: string, b: string) => a.replace(/\s+/g, ' ').trim() === b.replace(/\s+/g, ' ').trim()

/** What is the matter with a quotation, in a sentence; null when all is well. */
function complaint(
  value: QuotationBlock,
  annotation: Annotation | undefined,
  state: 'present' | 'trashed' | 'missing',
): string | null {
  if (state === 'missing') return 'The highlight no longer exists. The words quoted here are kept.'
  if (state === 'trashed') return 'The highlight is in the trash. The words quoted here are kept.'
  if (!annotation) return null
  if (!sameWords(annotation.passage.exact, value.text)) {
    return `The highlight now reads: “${annotation.passage.exact}”`
  }
  if (annotation.status === 'orphan') return 'The passage is no longer found in the source. The words are kept.'
  if (annotation.status === 'doubtful') return 'The passage was found again at a place that may be wrong.'
  return null
}

/** A highlight quoted in the note: its words, where they are from, and the highlight as it is now. */
export function QuotationView({ nodeKey, value }: NodeViewProps<QuotationBlock>) {
  const { data: annotation } = useQuery({
    ...callQuery('annotations.get', { id: AnnotationId.parse(value.annotationId) }),
    retry: false,
  })
  const { data: source } = useQuery({
    ...callQuery('library.getSource', { id: SourceId.parse(value.sourceId) }),
    retry: false,
  })
  const state = useTargetState('annotation', value.annotationId)
  const problem = complaint(value, annotation, state)
  const color: Color | null = annotation?.color ?? null
  const openPassage = () =>
    useWorkspace
      .getState()
      .open({ kind: 'source', id: value.sourceId }, { beside: true, reveal: { annotationId: value.annotationId } })
  const title = source?.title ?? annotation?.sourceTitle ?? 'Open the passage'
  const locator = value.citation ? locatorText(value.citation) : ''
  return (
    <BlockFrame nodeKey={nodeKey} label="Quotation" className={classes.quotation}>
      <div
        className={classes.body}
        style={color === null ? undefined : { borderInlineStartColor: `var(--hl-${color}-edge)` }}
      >
        <blockquote className={classes.words} dir="auto">
          {value.text}
        </blockquote>
        {annotation?.comment && (
          <p className={classes.comment} dir="auto">
            {annotation.comment}
          </p>
        )}
        <div className={classes.cite}>
          {color !== null && <Pen color={color} />}
          <button
            type="button"
            className={classes.passage}
            title={`Open the passage${color === null ? '' : ` (${COLOR_NAMES[color]} highlight)`}`}
            onClick={openPassage}
          >
            {source && <span>{sourceLabel(source)} ·</span>}
            <span className={classes.title}>{title}</span>
            {locator && <span>{locator}</span>}
          </button>
        </div>
        {problem && <p className={classes.problem}>{problem}</p>}
      </div>
    </BlockFrame>
  )
}
