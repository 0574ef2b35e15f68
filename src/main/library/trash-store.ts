import type { Database } from 'better-sqlite3'
import type { ItemKind, ItemRef } from '../../shared/contract/ids.ts'
import type { TrashedItem } from '../../shared/contract/library.ts'
import { unindexItem } from '../storage/text-index.ts'

const TABLE: Record<ItemKind, string> = {
  source: 'sources',
  note: 'notes',
  annotation: 'annotations',
  report: 'reports',
}

function setTrashed(db: Database, items: ItemRef[], value: number | null): number {
  let changed = 0
  for (const { kind, id } of items) {
    const condition = value === null ? 'IS NOT NULL' : 'IS NULL'
    changed += db
      .prepare(`UPDATE ${TABLE[kind]} SET trashed_at_ms = ? WHERE id = ? AND trashed_at_ms ${condition}`)
      .run(value, id).changes
  }
  return changed
}

/** Everything an item was (place, tags, collections, links) stays as it is: restoring is taking the mark away. */
export function trashItems(db: Database, items: ItemRef[]): number {
  return setTrashed(db, items, Date.now())
}

export function restoreItems(db: Database, items: ItemRef[]): number {
  return setTrashed(db, items, null)
}

export function listTrash(db: Database): TrashedItem[] {
  return db
    .prepare('SELECT kind, id, title, trashed_at_ms AS trashedAt FROM trash ORDER BY trashed_at_ms DESC, id')
    .all() as TrashedItem[]
}

/** Only what is in the trash is deleted; anything else is left alone. Returns how many items went. */
export function deleteForGood(db: Database, items: ItemRef[]): number {
  let changed = 0
  for (const { kind, id } of items) {
    const inTrash = db.prepare(`SELECT 1 FROM ${TABLE[kind]} WHERE id = ? AND trashed_at_ms IS NOT NULL`).get(id)
    if (!inTrash) continue
    if (kind === 'source') deleteAnnotationsOf(db, id)
    if (kind !== 'report') unindexItem(db, kind, id)
    db.prepare('DELETE FROM taggings WHERE item_kind = ? AND item_id = ?').run(kind, id)
    changed += db.prepare(`DELETE FROM ${TABLE[kind]} WHERE id = ?`).run(id).changes
  }
  return changed
}

function deleteAnnotationsOf(db: Database, sourceId: string): void {
  const ids = db.prepare('SELECT id FROM annotations WHERE source_id = ?').pluck().all(sourceId) as string[]
  for (const id of ids) {
    unindexItem(db, 'annotation', id)
    db.prepare("DELETE FROM taggings WHERE item_kind = 'annotation' AND item_id = ?").run(id)
    db.prepare('DELETE FROM annotations WHERE id = ?').run(id)
  }
  db.prepare('UPDATE sources SET current_snapshot_id = NULL WHERE id = ?').run(sourceId)
}
