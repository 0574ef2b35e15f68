import type { Database } from 'better-sqlite3'
import { type Report, ReportFront, ReportSettings, type ReportSummary } from '../../shared/contract/reports.ts'
import { AppError } from '../../shared/rpc/result.ts'
import { newId } from '../storage/new-id.ts'

const SUMMARY = `SELECT r.id, r.title, r.created_at_ms AS createdAt, r.updated_at_ms AS updatedAt,
  (SELECT count(*) FROM report_sections x WHERE x.report_id = r.id) AS sectionCount`

export function listReports(db: Database): ReportSummary[] {
  return db
    .prepare(`${SUMMARY} FROM reports r WHERE r.trashed_at_ms IS NULL ORDER BY r.updated_at_ms DESC`)
    .all() as ReportSummary[]
}

/** Errors: `not-found`. */
export function getReport(db: Database, id: string): Report {
  const row = db
    .prepare(`${SUMMARY}, r.front_json AS front, r.settings_json AS settings FROM reports r WHERE r.id = ?`)
    .get(id) as (ReportSummary & { front: string; settings: string }) | undefined
  if (!row) throw new AppError('not-found', 'That report is not in the library any more.')
  const sections = db
    .prepare(
      `SELECT x.note_id AS noteId, n.title, x.included FROM report_sections x JOIN notes n ON n.id = x.note_id
       WHERE x.report_id = ? ORDER BY x.position`,
    )
    .all(id) as { noteId: Report['sections'][number]['noteId']; title: string; included: number }[]
  return {
    ...row,
    front: ReportFront.parse(JSON.parse(row.front)),
    settings: ReportSettings.parse(JSON.parse(row.settings)),
    sections: sections.map(section => ({ ...section, included: section.included === 1 })),
  }
}

/** The parts of `settings_json` that are no settings: a view that saves settings must not bring back old waivers. */
interface StoredSettings {
  waivers?: Record<string, string>
}

function storedSettings(db: Database, id: string): StoredSettings {
  const row = db.prepare('SELECT settings_json AS settings FROM reports WHERE id = ?').get(id)
  if (!row) throw new AppError('not-found', 'That report is not in the library any more.')
  return JSON.parse((row as { settings: string }).settings) as StoredSettings
}

/** Reasons by id of the finding they let stand. Errors: `not-found`. */
export function getWaivers(db: Database, id: string): Record<string, string> {
  return storedSettings(db, id).waivers ?? {}
}

/** Lets a finding stand, or (without a reason) no longer. Errors: `not-found`. */
export function setWaiver(db: Database, id: string, findingId: string, reason: string | null): Record<string, never> {
  const stored = storedSettings(db, id)
  const { [findingId]: _before, ...others } = stored.waivers ?? {}
  const waivers = reason === null ? others : { ...others, [findingId]: reason }
  db.prepare('UPDATE reports SET settings_json = ? WHERE id = ?').run(JSON.stringify({ ...stored, waivers }), id)
  return {}
}

function putSections(db: Database, id: string, sections: { noteId: string; included: boolean }[]): void {
  db.prepare('DELETE FROM report_sections WHERE report_id = ?').run(id)
  const insert = db.prepare('INSERT INTO report_sections (report_id, position, note_id, included) VALUES (?, ?, ?, ?)')
  sections.forEach((section, position) => {
    insert.run(id, position, section.noteId, section.included ? 1 : 0)
  })
}

export function createReport(db: Database, title: string, noteIds: string[]): Report {
  const id = newId<string>()
  const now = Date.now()
  db.prepare(
    'INSERT INTO reports (id, title, front_json, settings_json, created_at_ms, updated_at_ms) VALUES (?, ?, ?, ?, ?, ?)',
  ).run(id, title, JSON.stringify(ReportFront.parse({})), JSON.stringify(ReportSettings.parse({})), now, now)
  putSections(
    db,
    id,
    noteIds.map(noteId => ({ noteId, included: true })),
  )
  return getReport(db, id)
}

export interface ReportPatch {
  id: string
  title?: string
  front?: Partial<ReportFront>
  settings?: Partial<ReportSettings>
  sections?: { noteId: string; included: boolean }[]
}

export function updateReport(db: Database, patch: ReportPatch): Report {
  const before = getReport(db, patch.id)
  db.prepare('UPDATE reports SET title = ?, front_json = ?, settings_json = ?, updated_at_ms = ? WHERE id = ?').run(
    patch.title ?? before.title,
    JSON.stringify({ ...before.front, ...patch.front }),
    JSON.stringify({ ...before.settings, ...patch.settings, waivers: getWaivers(db, patch.id) }),
    Date.now(),
    patch.id,
  )
  if (patch.sections) putSections(db, patch.id, patch.sections)
  return getReport(db, patch.id)
}
