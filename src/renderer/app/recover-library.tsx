import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Backup, SalvageReport } from '../../shared/contract/backup.ts'
import type { AppFailure } from '../../shared/rpc/result.ts'
import { getNotebook } from '../rpc/notebook.ts'
import { useCall } from '../rpc/queries.ts'
import { countOf } from '../ui/counts.ts'

const date = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' })

const thingsOf = (sources: number, notes: number, highlights: number) =>
  `${countOf(sources, 'source')}, ${countOf(notes, 'note')} and ${countOf(highlights, 'highlight')}`

function summaryOf({ createdAt, items }: Backup): string {
  return `${date.format(createdAt)}, with ${thingsOf(items.sources, items.notes, items.annotations)}`
}

function whatWasSaved(report: SalvageReport): string {
  const count = (name: string) => report.tables.find(({ table }) => table === name)?.saved ?? 0
  const lost = report.tables.reduce((sum, table) => sum + table.lost, 0) + report.leftovers
  const saved = `Saved: ${thingsOf(count('sources'), count('notes'), count('annotations'))}.`
  if (lost === 0) return `${saved} Nothing was lost.`
  const leftovers = report.leftoversFile ? ` What could be read of them is in ${report.leftoversFile}.` : ''
  return `${saved} ${countOf(lost, 'row')} could not be read or belonged to what was lost.${leftovers}`
}

/** The ways back from a damaged library: the newest backup, or whatever can still be read of it. */
export function RecoverLibrary() {
  const backups = useCall('backup.list', {})
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<AppFailure | null>(null)
  const [saved, setSaved] = useState<SalvageReport | null>(null)
  // A backup that turns out to be damaged is no way back; the one before it may be.
  const [tried, setTried] = useState(0)
  const next = backups.data?.[tried]
  const open = async (id: string) => {
    setBusy(true)
    const result = await getNotebook().call('backup.restore', { id })
    setBusy(false)
    if (result.ok) return window.location.reload()
    setFailure(result.error)
    if (result.error.code === 'library-damaged') setTried(tried + 1)
  }
  const salvage = async () => {
    setBusy(true)
    const result = await getNotebook().call('backup.salvage', {})
    setBusy(false)
    if (result.ok) setSaved(result.value)
    else setFailure(result.error)
  }
  if (saved) {
    return (
      <>
        <p role="status">{whatWasSaved(saved)}</p>
        <Button variant="filled" onClick={() => window.location.reload()}>
          Open what was saved
        </Button>
      </>
    )
  }
  return (
    <>
      <p>
        {next ? `A backup is there from ${summaryOf(next)}.` : 'There is no backup to open.'} The damaged library is
        kept in its folder, whatever you choose.
      </p>
      {failure && <p role="alert">{failure.message}</p>}
      {next && (
        <Button variant="filled" disabled={busy} onClick={() => void open(next.id)}>
          Open this backup
        </Button>
      )}
      <Button disabled={busy} onClick={() => void salvage()}>
        Save what can be read
      </Button>
    </>
  )
}
