import type { Database } from 'better-sqlite3'
import { type CheckFinding, ReportSettings } from '../../../shared/contract/reports.ts'
import { getReaderContent } from '../../clipping/clip-store.ts'
import { gatherReport } from '../gather-report.ts'
import { getWaivers } from '../report-store.ts'
import type { CheckInput } from './check-input.ts'
import { checkReport } from './check-report.ts'

/** What to look at in a note or a report, with the findings that were waived marked so. Errors: `not-found`. */
export function checkTarget(db: Database, what: { kind: 'note' | 'report'; id: string }): CheckFinding[] {
  const gathered = gatherReport(db, what)
  const settings = gathered.report?.settings ?? ReportSettings.parse({})
  const waivers = what.kind === 'report' ? getWaivers(db, what.id) : {}
  const findings = checkReport({ gathered, settings, standing: standingIn(db), textsOf: textsIn(db, gathered) })
  return findings.map(finding => {
    const waived = waivers[finding.id]
    return waived === undefined ? finding : { ...finding, waived }
  })
}

const TABLES = { note: 'notes', source: 'sources', annotation: 'annotations' } as const

function standingIn(db: Database): CheckInput['standing'] {
  return ({ kind, id }) => {
    const row = db.prepare(`SELECT trashed_at_ms AS trashedAt FROM ${TABLES[kind]} WHERE id = ?`).get(id)
    if (row === undefined) return 'gone'
    return (row as { trashedAt: number | null }).trashedAt === null ? 'here' : 'trashed'
  }
}

/** Texts of the current capture of a source, and of those on which its quoted highlights were made. */
function textsIn(db: Database, { sources, annotations }: CheckInput['gathered']): CheckInput['textsOf'] {
  return sourceId => {
    const current = sources.find(source => source.id === sourceId)?.currentSnapshotId
    const quoted = annotations.filter(each => each.sourceId === sourceId).map(each => each.snapshotId)
    const snapshots = new Set([...(current ? [current] : []), ...quoted])
    return [...snapshots].flatMap(id => {
      try {
        return [getReaderContent(db, id).text]
      } catch {
        // A capture without a readable text proves nothing about a quotation.
        return []
      }
    })
  }
}
