import { Button, Switch } from '@mantine/core'
import { useState } from 'react'
import type { Backup } from '../../shared/contract/backup.ts'
import type { Contract } from '../../shared/contract/index.ts'
import type { InputOf } from '../../shared/rpc/contract.ts'
import { perform } from '../app/perform.ts'
import { getNotebook } from '../rpc/notebook.ts'
import { useCall } from '../rpc/queries.ts'
import { countOf } from '../ui/counts.ts'
import { showToast } from '../ui/toasts.tsx'
import classes from './backups-section.module.css'
import { FolderField } from './folder-field.tsx'
import { Field, Section } from './settings-parts.tsx'
import { sizeText } from './size-text.ts'

const date = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' })
const FIRST_SHOWN = 5

const KINDS: Record<Backup['kind'], string> = {
  automatic: 'automatic',
  manual: 'made by hand',
  'before-import': 'before an import',
  'before-migration': 'before an update of the library’s format',
  'before-restore': 'before a restore',
}

async function configure(input: InputOf<Contract['backup.configure']>) {
  const result = await getNotebook().call('backup.configure', input)
  return result.ok ? null : result.error
}

/** Where the copies of the library go, the copies that there are, and the way back to one of them. */
export function BackupsSection() {
  const status = useCall('backup.status', {}).data
  const backups = useCall('backup.list', {}).data
  const [running, setRunning] = useState(false)
  const run = async () => {
    setRunning(true)
    const outcome = await perform('backup.run', {})
    setRunning(false)
    if (!outcome) return
    const made =
      outcome.status === 'made' ? 'Backup made and read back' : 'The newest backup holds just this state already'
    showToast({ message: `${made}: ${countOf(outcome.backup.items.sources, 'source')}` })
  }
  if (!status) return null
  return (
    <Section title="Backups">
      <Field label="Last backup">
        <span className={classes.last}>{status.newest ? date.format(status.newest.createdAt) : 'None yet'}</span>
        <Button loading={running || status.running} onClick={() => void run()}>
          Back up now
        </Button>
      </Field>
      {status.problem && (
        <p role="alert" className={classes.problem}>
          {status.problem}
        </p>
      )}
      <Field label="Once a day by itself">
        <Switch
          aria-label="Back up once a day by itself"
          checked={status.automatic}
          onChange={event => void perform('backup.configure', { automatic: event.target.checked })}
        />
      </Field>
      <Field label="Folder">
        <FolderField
          key={status.folder}
          label="Folder of the backups"
          folder={status.isUsualFolder ? null : status.folder}
          none={status.folder}
          clearLabel="Usual folder"
          onSet={folder => configure({ folder })}
        />
      </Field>
      {backups && backups.length > 0 && <BackupList backups={backups} />}
    </Section>
  )
}

function BackupList({ backups }: { backups: Backup[] }) {
  const [all, setAll] = useState(false)
  const [asked, setAsked] = useState<string | null>(null)
  const shown = all ? backups : backups.slice(0, FIRST_SHOWN)
  return (
    <>
      <ul aria-label="Backups" className={classes.backups}>
        {shown.map(backup => (
          <li key={backup.id}>
            {asked === backup.id ? (
              <ConfirmRestore backup={backup} onCancel={() => setAsked(null)} />
            ) : (
              <BackupLine backup={backup} onRestore={() => setAsked(backup.id)} />
            )}
          </li>
        ))}
      </ul>
      {shown.length < backups.length && (
        <Button variant="subtle" size="compact-sm" onClick={() => setAll(true)}>
          Show all {backups.length}
        </Button>
      )}
    </>
  )
}

function BackupLine({ backup, onRestore }: { backup: Backup; onRestore: () => void }) {
  const when = date.format(backup.createdAt)
  const { sources, notes } = backup.items
  return (
    <div className={classes.line}>
      <div className={classes.about}>
        <span>{when}</span>
        <small>
          {countOf(sources, 'source')}, {countOf(notes, 'note')} · {sizeText(backup.databaseBytes)} ·{' '}
          {KINDS[backup.kind]}
        </small>
      </div>
      <Button variant="subtle" size="compact-sm" aria-label={`Restore the backup of ${when}`} onClick={onRestore}>
        Restore…
      </Button>
    </div>
  )
}

/** The second of the two clicks, with what it does. The window starts anew then: what it showed may not be there. */
function ConfirmRestore({ backup, onCancel }: { backup: Backup; onCancel: () => void }) {
  const [restoring, setRestoring] = useState(false)
  const [missing, setMissing] = useState(0)
  const restore = async () => {
    setRestoring(true)
    const outcome = await perform('backup.restore', { id: backup.id })
    setRestoring(false)
    if (outcome?.missingFiles === 0) window.location.reload()
    else setMissing(outcome?.missingFiles ?? 0)
  }
  if (missing > 0) {
    return (
      <div className={classes.confirm}>
        <p role="status">
          The library is as it was on {date.format(backup.createdAt)}, but {countOf(missing, 'stored file')} (originals
          of pages, images) could not be found.
        </p>
        <div className={classes.buttons}>
          <Button size="compact-sm" variant="filled" onClick={() => window.location.reload()}>
            Open it
          </Button>
        </div>
      </div>
    )
  }
  return (
    <div className={classes.confirm}>
      <p>
        The library becomes what it was on {date.format(backup.createdAt)}, and what was changed since then is gone from
        it. The library as it is now is set aside in its folder, not deleted.
      </p>
      <div className={classes.buttons}>
        <Button size="compact-sm" disabled={restoring} onClick={onCancel}>
          Cancel
        </Button>
        <Button size="compact-sm" variant="filled" autoFocus loading={restoring} onClick={() => void restore()}>
          Restore this backup
        </Button>
      </div>
    </div>
  )
}
