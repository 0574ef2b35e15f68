import type { SnapshotDetail } from '../../shared/contract/clipping.ts'
import type { Contract } from '../../shared/contract/index.ts'
import type { InputOf, OutputOf } from '../../shared/rpc/contract.ts'
import { perform } from '../app/perform.ts'
import { announceUndoable } from '../app/undo.ts'
import { useReaders } from '../reader/reader-store.ts'
import { showToast } from '../ui/toasts.tsx'

type Capture = InputOf<Contract['clipping.reextract']>['snapshotId']
type Blocks = OutputOf<Contract['clipping.listBlocks']>

/** Corrections of a capture, by the places of its blocks and of the parts left out. */
export interface Correction {
  hideBlocks: number[]
  restoreBlocks: number[]
  mainBlock: number | null
}

const placesOf = <T>(list: T[], holds: (each: T) => boolean) => list.flatMap((each, at) => (holds(each) ? [at] : []))

/** The corrections that lie over a capture now; beside a main block, nothing else is hidden by itself. */
export function correctionOf({ blocks, removed, mainBlock }: Blocks): Correction {
  return {
    hideBlocks: mainBlock === null ? placesOf(blocks, block => block.state === 'hidden') : [],
    restoreBlocks: placesOf(removed, part => part.restored),
    mainBlock,
  }
}

/** Reads a capture anew with the present rules. */
export async function readAnew(snapshotId: Capture): Promise<void> {
  const read = await perform('clipping.reextract', { snapshotId })
  if (!read) return
  showRevised(read)
  showToast({ message: 'Read anew. Highlights and corrections were kept.' })
}

/** Loads the reader view of a capture again and shows it, for that is what was changed. */
function showRevised({ id, sourceId }: SnapshotDetail): void {
  useReaders.getState().revised(id)
  useReaders.getState().setView(sourceId, 'reader', null)
}

async function correct(snapshotId: Capture, correction: Correction): Promise<boolean> {
  const done = await perform('clipping.repair', { snapshotId, ...correction })
  if (done) showRevised(done)
  return done !== undefined
}

/** Lays corrections over a capture in place of those before, which an undo brings back. Answers whether it was done. */
export async function repairCapture(snapshotId: Capture, before: Correction, after: Correction): Promise<boolean> {
  const done = await correct(snapshotId, after)
  if (done) announceUndoable('Capture repaired', () => void correct(snapshotId, before))
  return done
}
