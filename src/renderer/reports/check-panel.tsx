import { Button, TextInput } from '@mantine/core'
import { CircleAlert, CircleCheck, Info, type LucideIcon, ShieldCheck, ShieldX, TriangleAlert } from 'lucide-react'
import { type FormEvent, type ReactNode, useState } from 'react'
import type { ReportId } from '../../shared/contract/ids.ts'
import type { CheckFinding } from '../../shared/contract/reports.ts'
import { perform } from '../app/perform.ts'
import { useWorkspace } from '../app/workspace-store.ts'
import { countOf } from '../ui/counts.ts'
import { IconButton } from '../ui/icon-button.tsx'
import classes from './check-panel.module.css'
import { openAtBlock } from './open-at-block.ts'

const SIGNS: Record<CheckFinding['severity'], { icon: LucideIcon; name: string }> = {
  error: { icon: CircleAlert, name: 'Error' },
  warning: { icon: TriangleAlert, name: 'Warning' },
  info: { icon: Info, name: 'Note' },
}
const ORDER: CheckFinding['severity'][] = ['error', 'warning', 'info']

/** The findings nobody waived, the gravest first. */
export function openFindings(findings: readonly CheckFinding[]): CheckFinding[] {
  return findings
    .filter(({ waived }) => waived === undefined)
    .sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity))
}

/** `2 errors, 1 warning`; empty when there is neither. */
export function tally(findings: readonly CheckFinding[]): string {
  const of = (severity: CheckFinding['severity']) => findings.filter(each => each.severity === severity).length
  const [errors, warnings] = [of('error'), of('warning')]
  return [errors > 0 ? countOf(errors, 'error') : '', warnings > 0 ? countOf(warnings, 'warning') : '']
    .filter(part => part !== '')
    .join(', ')
}

/** Where a finding is put right: a source that lacks something at the source, all else in the note. */
function jumpTo({ kind, sourceId, noteId, blockIndex }: CheckFinding): void {
  if (kind === 'source-incomplete' && sourceId) {
    useWorkspace.getState().open({ kind: 'source', id: sourceId }, { beside: true })
  } else openAtBlock(noteId, blockIndex)
}

interface CheckPanelProps {
  reportId: ReportId
  findings: readonly CheckFinding[]
}

/** What to look at before the report is handed in; each finding leads to its place, or is waived with a reason. */
export function CheckPanel({ reportId, findings }: CheckPanelProps) {
  const open = openFindings(findings)
  const waived = findings.filter(finding => finding.waived !== undefined)
  const waive = (findingId: string, reason: string | null) =>
    perform('reports.waive', { id: reportId, findingId, reason })
  return (
    <>
      {open.length === 0 ? (
        <p className={classes.clear}>
          <CircleCheck aria-hidden />
          Quotations, citations, links and headings are in order.
        </p>
      ) : (
        <ul className={classes.list} aria-label="Findings">
          {open.map(finding => (
            <OpenFinding key={finding.id} finding={finding} onWaive={reason => void waive(finding.id, reason)} />
          ))}
        </ul>
      )}
      {waived.length > 0 && (
        <details className={classes.waived}>
          <summary>{waived.length} waived</summary>
          <ul className={classes.list} aria-label="Waived findings">
            {waived.map(finding => (
              <Finding key={finding.id} finding={finding} detail={`Waived: ${finding.waived}`}>
                <IconButton icon={ShieldX} label="Take the waiver back" onClick={() => void waive(finding.id, null)} />
              </Finding>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

function OpenFinding({ finding, onWaive }: { finding: CheckFinding; onWaive(reason: string): void }) {
  const [reason, setReason] = useState<string | null>(null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (reason?.trim()) onWaive(reason.trim())
  }
  return (
    <Finding
      finding={finding}
      detail={finding.noteTitle}
      below={
        reason !== null && (
          <form className={classes.form} onSubmit={submit}>
            <TextInput
              aria-label="Why it may stay as it is"
              placeholder="Why it may stay as it is"
              maxLength={1_000}
              autoFocus
              value={reason}
              onChange={event => setReason(event.currentTarget.value)}
              onKeyDown={event => {
                if (event.key === 'Escape') setReason(null)
              }}
            />
            <Button type="submit" disabled={reason.trim() === ''}>
              Waive
            </Button>
            <Button variant="subtle" onClick={() => setReason(null)}>
              Cancel
            </Button>
          </form>
        )
      }
    >
      <IconButton
        icon={ShieldCheck}
        label="Waive with a reason"
        aria-expanded={reason !== null}
        onClick={() => setReason(reason === null ? '' : null)}
      />
    </Finding>
  )
}

interface FindingProps {
  finding: CheckFinding
  /** The line below the message. */
  detail: string
  below?: ReactNode
  children: ReactNode
}

function Finding({ finding, detail, below, children }: FindingProps) {
  const { icon: Icon, name } = SIGNS[finding.severity]
  return (
    <li className={classes.row} data-severity={finding.severity}>
      <Icon className={classes.sign} role="img" aria-label={name} />
      <button type="button" className={classes.jump} onClick={() => jumpTo(finding)}>
        <span className={classes.message} dir="auto">
          {finding.message}
        </span>
        <span className={classes.detail} dir="auto">
          {detail}
        </span>
      </button>
      {children}
      {below}
    </li>
  )
}
