import type { Database } from 'better-sqlite3'

/** Clip jobs that outlive the program, files of the watched folder that are known, repairs of captures. */
export function migrateTo2(db: Database): void {
  db.exec(`
CREATE TABLE clip_jobs (
  id TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  folder TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('running', 'done', 'failed', 'cancelled')),
  owner TEXT NOT NULL,
  error TEXT,
  started_at_ms INTEGER NOT NULL,
  ended_at_ms INTEGER
) STRICT;

CREATE TABLE clip_job_items (
  job_id TEXT NOT NULL REFERENCES clip_jobs (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  task_json TEXT NOT NULL,
  status TEXT NOT NULL DEFAULT 'waiting' CHECK (status IN ('waiting', 'added', 'snapshot', 'duplicate', 'failed')),
  outcome_json TEXT,
  PRIMARY KEY (job_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE watched_files (
  path TEXT PRIMARY KEY,
  byte_length INTEGER NOT NULL,
  modified_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE snapshot_edits (
  snapshot_id TEXT PRIMARY KEY REFERENCES snapshots (id) ON DELETE CASCADE,
  edit_json TEXT NOT NULL,
  extracted_html TEXT NOT NULL,
  updated_at_ms INTEGER NOT NULL
) STRICT;
`)
}
