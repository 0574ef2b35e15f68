import { Button } from '@mantine/core'
import type { Annotation } from '../../shared/contract/annotations.ts'
import type { SourceDetail } from '../../shared/contract/library.ts'
import { useReaders } from '../reader/reader-store.ts'
import type { AnnotationActions } from './annotation-actions.ts'
import { AnnotationCard } from './annotation-card.tsx'
import { quotationText } from './citation.ts'
import classes from './unsettled-card.module.css'

interface UnsettledCardProps {
  annotation: Annotation
  actions: AnnotationActions
  source: SourceDetail
}

/** A highlight whose passage is gone or in doubt: its saved words in their old context, and what can be done. */
export function UnsettledCard({ annotation, actions, source }: UnsettledCardProps) {
  const reader = useReaders(state => state.readers[source.id])
  const selection = useReaders(state => state.selections[source.id])
  const isActive = useReaders(state => state.active[source.id] === annotation.id)
  const isDoubtful = annotation.status === 'doubtful'
  const { prefix, suffix } = annotation.passage
  const snapshotId = source.currentSnapshotId
  const attach = async () => {
    if (!selection || !snapshotId) return
    await actions.reattach(annotation, snapshotId, selection)
    useReaders.getState().setActive(source.id, annotation.id)
    reader?.deselect()
  }
  const show = () => {
    useReaders.getState().setActive(source.id, annotation.id)
    reader?.select(annotation)
  }
  return (
    <AnnotationCard
      annotation={annotation}
      actions={actions}
      isActive={isActive}
      asText={({ passage }) => quotationText(passage.exact, source.record)}
      {...(isDoubtful ? { onShow: show } : {})}
    >
      <div className={classes.state}>
        <p>
          {isDoubtful
            ? 'The text has changed. This may not be the passage that was marked.'
            : 'The passage is not in this capture any more. Select where it belongs to attach it there.'}
        </p>
        {!isDoubtful && (prefix || suffix) && (
          <p className={classes.context} dir="auto">
            …{prefix}
            <b>[…]</b>
            {suffix}…
          </p>
        )}
        <div className={classes.offers}>
          {isDoubtful && <Button onClick={() => void actions.confirm(annotation)}>It is the right place</Button>}
          <Button disabled={!selection || !snapshotId} onClick={() => void attach()}>
            Attach to selection
          </Button>
        </div>
      </div>
    </AnnotationCard>
  )
}
