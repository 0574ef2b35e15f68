import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Backup, SalvageReport } from '../../shared/contract/backup.ts'
import type { AppFailure } from '../../shared/rpc/result.ts'
import { getNotebook } from '../rpc/notebook.ts'
import { useCall } from '../rpc/queries.ts'

const date = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' })

function summaryOf({ createdAt, items }: Backup): string {
  return `${date.format(createdAt)}, with ${items.sources} sources, ${items.notes} notes and ${items.annotations} highlights`
}

function whatWasSaved(report: SalvageReport): string {
  const count = (name: string) => report.tables.find(({ table }) => table === name)
  const lost = report.tables.reduce((sum, table) => sum + table.lost, 0) + report.leftovers
  const saved = `${count('sources')?.saved ?? 0} sources, ${count('notes')?.saved ?? 0} notes and ${count('annotations')?.saved ?? 0} highlights could be read.`
  if (lost === 0) return `${saved} Nothing was lost.`
  const leftovers = report.leftoversFile ? ` What could be read of them is in ${report.leftoversFile}.` : ''
  return `${saved} ${lost} rows were lost or belong to something lost.${leftovers}`
}

/** The ways back from a damaged library: the newest backup, or whatever can still be read of it. */
export function RecoverLibrary() {
  const backups = useCall('backup.list', {})
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<AppFailure | null>(null)
  const [saved, setSaved] = useState<SalvageReport | null>(null)
  const newest = backups.data?.[0]
  const open = async (id: string) => {
    setBusy(true)
    const result = await getNotebook().call('backup.restore', { id })
    setBusy(false)
    if (result.ok) window.location.reload()
    else setFailure(result.error)
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
        {newest ? `The newest backup is from ${summaryOf(newest)}.` : 'There is no backup of this library.'} The damaged
        library is kept in its folder, whatever you choose.
      </p>
      {failure && <p role="alert">{failure.message}</p>}
      {newest && (
        <Button variant="filled" disabled={busy} onClick={() => void open(newest.id)}>
          Open the newest backup
        </Button>
      )}
      <Button disabled={busy} onClick={() => void salvage()}>
        Save what can be read
      </Button>
    </>
  )
}
