import { Button, Checkbox, Modal } from '@mantine/core'
import { Focus } from 'lucide-react'
import { useState } from 'react'
import type { SnapshotId } from '../../shared/contract/ids.ts'
import type { Contract } from '../../shared/contract/index.ts'
import type { OutputOf } from '../../shared/rpc/contract.ts'
import { toFailure } from '../../shared/rpc/result.ts'
import { useCall } from '../rpc/queries.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import classes from './repair-dialog.module.css'
import { type Correction, correctionOf, repairCapture } from './revise-actions.ts'

type Blocks = OutputOf<Contract['clipping.listBlocks']>

const SHOWN_LETTERS = 400

interface RepairDialogProps {
  snapshotId: SnapshotId
  opened: boolean
  onClose(): void
}

/** Corrects what the reader view of a capture holds: blocks hidden, parts brought back, or one block as the whole article. */
export function RepairDialog({ snapshotId, opened, onClose }: RepairDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title="Repair the reader view" size={680}>
      <Loaded snapshotId={snapshotId} onClose={onClose} />
    </Modal>
  )
}

function Loaded({ snapshotId, onClose }: Omit<RepairDialogProps, 'opened'>) {
  const { data, error } = useCall('clipping.listBlocks', { snapshotId })
  if (error) return <EmptyState title="This capture cannot be repaired">{toFailure(error).message}</EmptyState>
  return data ? <RepairForm snapshotId={snapshotId} blocks={data} onClose={onClose} /> : null
}

const toggled = (places: number[], at: number) =>
  places.includes(at) ? places.filter(each => each !== at) : [...places, at]

const NOTHING: Correction = { hideBlocks: [], restoreBlocks: [], mainBlock: null }

const isNothing = ({ hideBlocks, restoreBlocks, mainBlock }: Correction) =>
  hideBlocks.length + restoreBlocks.length === 0 && mainBlock === null

function RepairForm({ snapshotId, blocks, onClose }: { snapshotId: SnapshotId; blocks: Blocks; onClose(): void }) {
  const [before] = useState(() => correctionOf(blocks))
  const [wanted, setWanted] = useState(before)
  const [saving, setSaving] = useState(false)
  const isUnchanged = JSON.stringify(wanted) === JSON.stringify(before)
  const save = async () => {
    setSaving(true)
    const done = await repairCapture(snapshotId, before, wanted)
    setSaving(false)
    if (done) onClose()
  }
  return (
    <div className={classes.form}>
      <p className={classes.hint}>
        Corrections lie over the capture and can be taken back. The original and the highlights stay.
      </p>
      <ShownBlocks blocks={blocks} wanted={wanted} setWanted={setWanted} />
      {blocks.removed.length > 0 && <LeftOut removed={blocks.removed} wanted={wanted} setWanted={setWanted} />}
      <div className={classes.foot}>
        <Button disabled={isNothing(wanted)} onClick={() => setWanted(NOTHING)}>
          As it was clipped
        </Button>
        <Button onClick={onClose}>Cancel</Button>
        <Button variant="filled" disabled={isUnchanged} loading={saving} onClick={() => void save()}>
          Repair
        </Button>
      </div>
    </div>
  )
}

interface PartProps {
  wanted: Correction
  setWanted(wanted: Correction): void
}

function ShownBlocks({ blocks: { blocks }, wanted, setWanted }: PartProps & { blocks: Blocks }) {
  const { hideBlocks, mainBlock } = wanted
  return (
    <section aria-label="In the reader view">
      <h3 className={classes.head}>In the reader view</h3>
      <ul className={classes.blocks}>
        {blocks.map((block, at) => {
          const isMain = mainBlock === at
          const isShown = mainBlock === null ? !hideBlocks.includes(at) : isMain
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: the place is what a block is known by
            <li key={at} className={classes.block} data-hidden={!isShown || undefined}>
              <Checkbox
                label={block.text.slice(0, SHOWN_LETTERS) || 'An image'}
                checked={isShown}
                disabled={mainBlock !== null}
                onChange={() => setWanted({ ...wanted, hideBlocks: toggled(hideBlocks, at) })}
              />
              <IconButton
                icon={Focus}
                label={isMain ? 'Show the other blocks again' : 'Show this block alone'}
                pressed={isMain}
                onClick={() => setWanted({ ...wanted, hideBlocks: [], mainBlock: isMain ? null : at })}
              />
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function LeftOut({ removed, wanted, setWanted }: PartProps & { removed: Blocks['removed'] }) {
  return (
    <section aria-label="Left out">
      <h3 className={classes.head}>Left out when it was clipped</h3>
      <ul className={classes.blocks}>
        {removed.map((part, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the place is what a part is known by
          <li key={at} className={classes.block} data-hidden={!wanted.restoreBlocks.includes(at) || undefined}>
            <Checkbox
              label={part.text.slice(0, SHOWN_LETTERS) || 'A part without words'}
              checked={wanted.restoreBlocks.includes(at)}
              onChange={() => setWanted({ ...wanted, restoreBlocks: toggled(wanted.restoreBlocks, at) })}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}
