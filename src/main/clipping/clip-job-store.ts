import type { Database } from 'better-sqlite3'
import type { JobItem } from '../../shared/contract/jobs.ts'
import type { PageFile } from './page-files.ts'

/** Something to clip: a page on disk, or an address to fetch. */
export type ClipTask = { page: PageFile } | { url: string }

export const labelOf = (task: ClipTask) => ('url' in task ? task.url : task.page.label)

/** One item of a stored job. */
export interface ClipItemKey {
  jobId: string
  position: number
}

export interface StoredClipJob {
  id: string
  title: string
  /** Where its files wait. */
  folder: string
  state: 'running' | 'done' | 'failed' | 'cancelled'
  /** The process that works on it. */
  owner: string
  startedAt: number
  endedAt: number | null
  items: { task: ClipTask; outcome: JobItem | null }[]
}

export type NewClipJob = Pick<StoredClipJob, 'id' | 'title' | 'folder' | 'owner' | 'startedAt'> & { tasks: ClipTask[] }

export function createClipJob(db: Database, job: NewClipJob): void {
  const addItem = db.prepare('INSERT INTO clip_job_items (job_id, position, task_json) VALUES (?, ?, ?)')
  db.transaction(() => {
    db.prepare(
      "INSERT INTO clip_jobs (id, title, folder, state, owner, started_at_ms) VALUES (?, ?, ?, 'running', ?, ?)",
    ).run(job.id, job.title, job.folder, job.owner, job.startedAt)
    for (const [position, task] of job.tasks.entries()) addItem.run(job.id, position, JSON.stringify(task))
  }).immediate()
}

/** Records how one item ended. */
export function finishClipItem(db: Database, { jobId, position }: ClipItemKey, outcome: JobItem): void {
  db.prepare('UPDATE clip_job_items SET status = ?, outcome_json = ? WHERE job_id = ? AND position = ?').run(
    outcome.status,
    JSON.stringify(outcome),
    jobId,
    position,
  )
}

export function endClipJob(
  db: Database,
  end: { id: string; state: StoredClipJob['state']; error: string | null },
): void {
  db.prepare('UPDATE clip_jobs SET state = ?, error = ?, ended_at_ms = ? WHERE id = ?').run(
    end.state,
    end.error,
    Date.now(),
    end.id,
  )
}

export function deleteClipJob(db: Database, id: string): void {
  db.prepare('DELETE FROM clip_jobs WHERE id = ?').run(id)
}

/** Makes `to` the owner when `from` still is; false when another process was quicker. */
export function claimClipJob(db: Database, claim: { id: string; from: string; to: string }): boolean {
  return db.prepare('UPDATE clip_jobs SET owner = @to WHERE id = @id AND owner = @from').run(claim).changes === 1
}

/** Every stored job, the oldest first. */
export function listClipJobs(db: Database): StoredClipJob[] {
  const jobs = db
    .prepare(
      'SELECT id, title, folder, state, owner, started_at_ms AS startedAt, ended_at_ms AS endedAt FROM clip_jobs ORDER BY started_at_ms, id',
    )
    .all() as Omit<StoredClipJob, 'items'>[]
  const items = db.prepare('SELECT task_json, outcome_json FROM clip_job_items WHERE job_id = ? ORDER BY position')
  return jobs.map(job => ({
    ...job,
    items: (items.all(job.id) as { task_json: string; outcome_json: string | null }[]).map(row => ({
      task: JSON.parse(row.task_json) as ClipTask,
      outcome: row.outcome_json === null ? null : (JSON.parse(row.outcome_json) as JobItem),
    })),
  }))
}

export function listClipJobFolders(db: Database): string[] {
  return db.prepare('SELECT DISTINCT folder FROM clip_jobs').pluck().all() as string[]
}
