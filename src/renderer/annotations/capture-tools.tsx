import { Button } from '@mantine/core'
import { useState } from 'react'
import type { SnapshotId } from '../../shared/contract/ids.ts'
import type { SnapshotSummary } from '../../shared/contract/library.ts'
import { CompareDialog } from '../clipping/compare-dialog.tsx'
import { RepairDialog } from '../clipping/repair-dialog.tsx'
import { readAnew } from '../clipping/revise-actions.ts'
import { useCall } from '../rpc/queries.ts'
import classes from './snapshot-list.module.css'

interface CaptureToolsProps {
  snapshots: readonly SnapshotSummary[]
  currentId: SnapshotId
}

/** What can be done with a source's captures: compare them, repair the shown one, read it with newer rules. */
export function CaptureTools({ snapshots, currentId }: CaptureToolsProps) {
  const [open, setOpen] = useState<'compare' | 'repair' | null>(null)
  const [isReading, setReading] = useState(false)
  const capture = useCall('clipping.getSnapshot', { id: currentId }).data
  const isOutdated = capture !== undefined && capture.rulesVersion < capture.latestRulesVersion
  const close = () => setOpen(null)
  const read = async () => {
    setReading(true)
    await readAnew(currentId)
    setReading(false)
  }
  return (
    <div className={classes.tools}>
      <Button onClick={() => setOpen('repair')}>Repair…</Button>
      {snapshots.length > 1 && <Button onClick={() => setOpen('compare')}>Compare…</Button>}
      {isOutdated && (
        <Button loading={isReading} onClick={() => void read()}>
          Read anew
        </Button>
      )}
      {isOutdated && (
        <p className={classes.detail}>
          It was read by an older version of the program. Highlights and corrections stay.
        </p>
      )}
      <RepairDialog snapshotId={currentId} opened={open === 'repair'} onClose={close} />
      <CompareDialog snapshots={snapshots} opened={open === 'compare'} onClose={close} />
    </div>
  )
}
