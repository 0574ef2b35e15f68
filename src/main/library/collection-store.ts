import type { Database } from 'better-sqlite3'
import type { Collection } from '../../shared/contract/library.ts'
import { AppError } from '../../shared/rpc/result.ts'
import { newId } from '../storage/new-id.ts'

const SELECT = `SELECT c.id, c.name, c.parent_id AS parentId,
  (SELECT count(*) FROM collection_sources m JOIN sources s ON s.id = m.source_id
    WHERE m.collection_id = c.id AND s.trashed_at_ms IS NULL) AS count FROM collections c`

export function listCollections(db: Database): Collection[] {
  return db.prepare(`${SELECT} ORDER BY c.name COLLATE NOCASE`).all() as Collection[]
}

function getCollection(db: Database, id: string): Collection {
  const row = db.prepare(`${SELECT} WHERE c.id = ?`).get(id) as Collection | undefined
  if (!row) throw new AppError('not-found', 'That collection is gone.')
  return row
}

export function createCollection(db: Database, name: string, parentId: string | null): Collection {
  if (parentId !== null) getCollection(db, parentId)
  const id = newId<string>()
  db.prepare('INSERT INTO collections (id, name, parent_id, created_at_ms) VALUES (?, ?, ?, ?)').run(
    id,
    name.trim(),
    parentId,
    Date.now(),
  )
  return getCollection(db, id)
}

function isInside(db: Database, id: string, ancestor: string): boolean {
  return (
    db
      .prepare(
        `WITH RECURSIVE up (id) AS (SELECT ? UNION SELECT c.parent_id FROM collections c JOIN up ON c.id = up.id
         WHERE c.parent_id IS NOT NULL) SELECT 1 FROM up WHERE id = ?`,
      )
      .get(id, ancestor) !== undefined
  )
}

/** Renames or moves. Errors: `not-found`, `invalid-input` when it would lie inside itself. */
export function updateCollection(
  db: Database,
  id: string,
  patch: { name?: string; parentId?: string | null },
): Collection {
  getCollection(db, id)
  if (patch.name !== undefined) db.prepare('UPDATE collections SET name = ? WHERE id = ?').run(patch.name.trim(), id)
  if (patch.parentId !== undefined) {
    if (patch.parentId !== null && isInside(db, patch.parentId, id)) {
      throw new AppError('invalid-input', 'A collection cannot be moved into itself.')
    }
    db.prepare('UPDATE collections SET parent_id = ? WHERE id = ?').run(patch.parentId, id)
  }
  return getCollection(db, id)
}

export function removeCollection(db: Database, id: string): number {
  const { parentId } = getCollection(db, id)
  db.prepare('UPDATE collections SET parent_id = ? WHERE parent_id = ?').run(parentId, id)
  return db.prepare('DELETE FROM collections WHERE id = ?').run(id).changes
}

export function collect(db: Database, id: string, add: string[], remove: string[]): number {
  getCollection(db, id)
  const insert = db.prepare(
    'INSERT OR IGNORE INTO collection_sources (collection_id, source_id, added_at_ms) SELECT ?, id, ? FROM sources WHERE id = ?',
  )
  const drop = db.prepare('DELETE FROM collection_sources WHERE collection_id = ? AND source_id = ?')
  let changed = 0
  for (const sourceId of add) changed += insert.run(id, Date.now(), sourceId).changes
  for (const sourceId of remove) changed += drop.run(id, sourceId).changes
  return changed
}
