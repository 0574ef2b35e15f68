import { Modal, NativeSelect } from '@mantine/core'
import { useMemo, useState } from 'react'
import type { AnnotationChange, TextChange } from '../../shared/contract/clipping.ts'
import type { SnapshotSummary } from '../../shared/contract/library.ts'
import { toFailure } from '../../shared/rpc/result.ts'
import { formatCapture } from '../reader/source-dates.ts'
import { useCall } from '../rpc/queries.ts'
import { countOf } from '../ui/counts.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import classes from './compare-dialog.module.css'
import { foldChanges } from './fold-changes.ts'

interface CompareDialogProps {
  /** The newest first. */
  snapshots: readonly SnapshotSummary[]
  opened: boolean
  onClose(): void
}

/** Two captures of a page compared: what was added and taken away, and what became of the highlights. */
export function CompareDialog({ snapshots, opened, onClose }: CompareDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title="Compare captures" size={760}>
      <Comparison snapshots={snapshots} />
    </Modal>
  )
}

function Comparison({ snapshots }: { snapshots: readonly SnapshotSummary[] }) {
  const [older, setOlder] = useState(snapshots[1]?.id ?? '')
  const [newer, setNewer] = useState(snapshots[0]?.id ?? '')
  const ids = { olderId: older as SnapshotSummary['id'], newerId: newer as SnapshotSummary['id'] }
  const { data, error } = useCall('clipping.compare', ids, { enabled: older !== newer })
  const captures = snapshots.map(({ id, capturedAt }) => ({ value: id, label: formatCapture(capturedAt) }))
  return (
    <div className={classes.comparison}>
      <div className={classes.captures}>
        <NativeSelect
          label="From"
          data={captures}
          value={older}
          onChange={e => setOlder(e.currentTarget.value as never)}
        />
        <NativeSelect
          label="To"
          data={captures}
          value={newer}
          onChange={e => setNewer(e.currentTarget.value as never)}
        />
      </div>
      {older === newer && <p className={classes.hint}>Choose two different captures.</p>}
      {error && <EmptyState title="These captures cannot be compared">{toFailure(error).message}</EmptyState>}
      {older !== newer && !data && !error && <p className={classes.hint}>Comparing…</p>}
      {older !== newer && data && (
        <>
          <Highlights annotations={data.annotations} />
          <Changes key={`${older} ${newer}`} changes={data.changes} />
        </>
      )}
    </div>
  )
}

const SAID: Record<Exclude<AnnotationChange['status'], 'same'>, string> = {
  changed: 'Changed',
  vanished: 'Not in the later capture',
  new: 'Only in the later capture',
}

function Highlights({ annotations }: { annotations: AnnotationChange[] }) {
  if (annotations.length === 0) return null
  const told = annotations.filter(each => each.status !== 'same')
  return (
    <section aria-label="Highlights">
      <h3 className={classes.head}>
        {told.length === 0
          ? `${countOf(annotations.length, 'highlight')}, all as before`
          : `${told.length} of ${countOf(annotations.length, 'highlight')} changed`}
      </h3>
      <ul className={classes.highlights}>
        {told.map(({ id, status, exact, text }) => (
          <li key={id}>
            <b>{status !== 'same' && SAID[status]}</b>
            {status === 'new' ? <ins dir="auto">{text}</ins> : <del dir="auto">{exact}</del>}
            {status === 'changed' && <ins dir="auto">{text}</ins>}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Changes({ changes }: { changes: TextChange[] }) {
  const groups = useMemo(() => foldChanges(changes), [changes])
  const [unfolded, setUnfolded] = useState<ReadonlySet<number>>(new Set())
  const count = changes.filter(change => change.kind !== 'same').length
  return (
    <section aria-label="Text" className={classes.text}>
      <h3 className={classes.head}>
        {count === 0 ? 'The text is the same' : countOf(count, 'paragraph')}
        {count > 0 && ' changed'}
      </h3>
      {groups.map(group =>
        group.isFolded && !unfolded.has(group.first) ? (
          <button
            key={group.first}
            type="button"
            className={classes.fold}
            onClick={() => setUnfolded(new Set([...unfolded, group.first]))}
          >
            {countOf(group.changes.length, 'unchanged paragraph')}
          </button>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: a comparison does not change
          group.changes.map((change, at) => <Paragraph key={group.first + at} change={change} />)
        ),
      )}
    </section>
  )
}

function Paragraph({ change }: { change: TextChange }) {
  let at = 0
  return (
    <p className={classes.paragraph} data-kind={change.kind} dir="auto">
      {change.runs.map(({ kind, text }) => {
        const Run = kind === 'added' ? 'ins' : kind === 'removed' ? 'del' : 'span'
        at += text.length
        return <Run key={`${kind} ${at}`}>{text}</Run>
      })}
    </p>
  )
}
