import { Copy } from 'lucide-react'
import type { SnapshotId } from '../../shared/contract/ids.ts'
import type { SnapshotSummary } from '../../shared/contract/library.ts'
import { formatCapture } from '../reader/source-dates.ts'
import { countOf } from '../ui/counts.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { showToast } from '../ui/toasts.tsx'
import { CaptureTools } from './capture-tools.tsx'
import classes from './snapshot-list.module.css'

const kilobytes = new Intl.NumberFormat('en', { style: 'unit', unit: 'kilobyte', maximumFractionDigits: 0 })
const megabytes = new Intl.NumberFormat('en', { style: 'unit', unit: 'megabyte', maximumFractionDigits: 1 })

function formatBytes(bytes: number): string {
  return bytes < 1_000_000 ? kilobytes.format(Math.max(1, bytes / 1_000)) : megabytes.format(bytes / 1_000_000)
}

interface SnapshotListProps {
  snapshots: readonly SnapshotSummary[]
  currentId: SnapshotId | null
}

/** The dated captures of a source, the newest first, each with the SHA-256 of its original. */
export function SnapshotList({ snapshots, currentId }: SnapshotListProps) {
  const copy = async (hash: string) => {
    await navigator.clipboard.writeText(hash)
    showToast({ message: 'SHA-256 copied' })
  }
  return (
    <section aria-label="Captures">
      <h2 className={classes.head}>{snapshots.length === 1 ? 'Capture' : `Captures (${snapshots.length})`}</h2>
      <ul className={classes.list}>
        {snapshots.map(snapshot => (
          <li key={snapshot.id} className={classes.snapshot}>
            <p>
              {formatCapture(snapshot.capturedAt)}
              {snapshots.length > 1 && snapshot.id === currentId && <span className={classes.current}>shown</span>}
            </p>
            <p className={classes.detail}>
              {countOf(snapshot.wordCount, 'word')} · original {formatBytes(snapshot.originalBytes)}
            </p>
            {snapshot.finalUrl && <p className={classes.detail}>{snapshot.finalUrl}</p>}
            <p className={classes.hash}>
              <code title={snapshot.originalHash}>SHA-256 {snapshot.originalHash}</code>
              <IconButton icon={Copy} label="Copy SHA-256" onClick={() => void copy(snapshot.originalHash)} />
            </p>
          </li>
        ))}
      </ul>
      {currentId && <CaptureTools snapshots={snapshots} currentId={currentId} />}
    </section>
  )
}
