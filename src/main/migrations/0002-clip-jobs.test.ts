import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { migrate } from '../storage/migrate.ts'

it('takes a library of version 1 to version 2 with all that is in it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'commonplace-migrate-'))
  const db = new Database(join(folder, 'library.db'))
  try {
    migrate(db, folder, 1)
    db.exec(`
      INSERT INTO blobs VALUES ('h', 1, 1, 'identity', 'text/html', 0);
      BEGIN;
      INSERT INTO sources (id, kind, title, current_snapshot_id, created_at_ms, updated_at_ms) VALUES ('s', 'article', 'Kept', 'n', 1, 1);
      INSERT INTO snapshots (id, source_id, captured_at_ms, original_hash, original_mime, tool_version, rules_version, word_count,
        text_hash, images_kept, images_missing, report_json) VALUES ('n', 's', 0, 'h', 'text/html', '1', 1, 0, '', 0, 0, '{}');
      INSERT INTO snapshot_contents VALUES ('n', '<p>text', 'text');
      COMMIT;`)
    migrate(db, folder, 2)
    expect(db.pragma('user_version', { simple: true })).toBe(2)
    expect(db.prepare('SELECT title, current_snapshot_id FROM sources').get()).toEqual({
      title: 'Kept',
      current_snapshot_id: 'n',
    })
    expect(db.prepare('SELECT canonical_text FROM snapshot_contents').pluck().get()).toBe('text')
    expect(db.pragma('foreign_key_check')).toEqual([])

    db.pragma('foreign_keys = ON')
    db.exec("INSERT INTO clip_jobs VALUES ('j', 'Clipping', 'f', 'running', 'me', NULL, 1, NULL)")
    db.exec("INSERT INTO clip_job_items VALUES ('j', 0, '{}', 'waiting', NULL)")
    db.exec("DELETE FROM clip_jobs WHERE id = 'j'")
    expect(db.prepare('SELECT count(*) FROM clip_job_items').pluck().get()).toBe(0)
  } finally {
    db.close()
    rmSync(folder, { recursive: true, force: true })
  }
})
