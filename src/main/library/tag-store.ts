import type { Database } from 'better-sqlite3'
import type { ItemKind, ItemRef } from '../../shared/contract/ids.ts'
import type { Tag } from '../../shared/contract/library.ts'
import { AppError } from '../../shared/rpc/result.ts'
import { newId } from '../storage/new-id.ts'

interface TagRow {
  id: string
  name: string
  color: number | null
  count: number
}

const toTag = (row: TagRow): Tag => ({ ...row, id: row.id as Tag['id'], color: row.color as Tag['color'] })

const LIVE_COUNT = `(SELECT count(*) FROM taggings g WHERE g.tag_id = t.id AND NOT EXISTS
  (SELECT 1 FROM trash x WHERE x.kind = g.item_kind AND x.id = g.item_id))`

export function listTags(db: Database): Tag[] {
  const rows = db.prepare(`SELECT t.id, t.name, t.color, ${LIVE_COUNT} AS count FROM tags t ORDER BY t.name`).all()
  return (rows as TagRow[]).map(toTag)
}

export function tagsOf(db: Database, kind: ItemKind, id: string): Tag[] {
  const rows = db
    .prepare(
      `SELECT t.id, t.name, t.color, ${LIVE_COUNT} AS count FROM tags t JOIN taggings own ON own.tag_id = t.id
       WHERE own.item_kind = ? AND own.item_id = ? ORDER BY t.name`,
    )
    .all(kind, id)
  return (rows as TagRow[]).map(toTag)
}

export function tagNames(db: Database, kind: ItemKind, id: string): string[] {
  return db
    .prepare(
      'SELECT t.name FROM tags t JOIN taggings g ON g.tag_id = t.id WHERE g.item_kind = ? AND g.item_id = ? ORDER BY t.name',
    )
    .pluck()
    .all(kind, id) as string[]
}

function tagIdFor(db: Database, name: string): string {
  const found = db.prepare('SELECT id FROM tags WHERE name = ?').pluck().get(name) as string | undefined
  if (found) return found
  const id = newId<string>()
  db.prepare('INSERT INTO tags (id, name, created_at_ms) VALUES (?, ?, ?)').run(id, name, Date.now())
  return id
}

/** Adds and takes away tags by name; tags that are new are made. Returns how many taggings changed. */
export function tagItems(db: Database, items: ItemRef[], add: string[], remove: string[]): number {
  let changed = 0
  const insert = db.prepare('INSERT OR IGNORE INTO taggings (tag_id, item_kind, item_id) VALUES (?, ?, ?)')
  const drop = db.prepare(
    'DELETE FROM taggings WHERE tag_id = (SELECT id FROM tags WHERE name = ?) AND item_kind = ? AND item_id = ?',
  )
  const names = add.map(name => name.trim()).filter(name => name !== '')
  for (const name of names) {
    const id = tagIdFor(db, name)
    for (const item of items) changed += insert.run(id, item.kind, item.id).changes
  }
  for (const name of remove) for (const item of items) changed += drop.run(name, item.kind, item.id).changes
  return changed
}

/** The items that carry a tag. */
export function taggedItems(db: Database, tagId: string): ItemRef[] {
  return db.prepare('SELECT item_kind AS kind, item_id AS id FROM taggings WHERE tag_id = ?').all(tagId) as ItemRef[]
}

/** Renames or recolours; a name that another tag has already merges the two. Errors: `not-found`. */
export function updateTag(
  db: Database,
  id: string,
  patch: { name?: string; color?: number | null },
): { merged: boolean } {
  if (!db.prepare('SELECT 1 FROM tags WHERE id = ?').get(id)) throw new AppError('not-found', 'That tag is gone.')
  if (patch.color !== undefined) db.prepare('UPDATE tags SET color = ? WHERE id = ?').run(patch.color, id)
  if (patch.name === undefined) return { merged: false }
  const name = patch.name.trim()
  const other = db.prepare('SELECT id FROM tags WHERE name = ? AND id <> ?').pluck().get(name, id)
  if (other === undefined) {
    db.prepare('UPDATE tags SET name = ? WHERE id = ?').run(name, id)
    return { merged: false }
  }
  db.prepare('UPDATE OR IGNORE taggings SET tag_id = ? WHERE tag_id = ?').run(other, id)
  db.prepare('DELETE FROM tags WHERE id = ?').run(id)
  return { merged: true }
}

export function removeTag(db: Database, id: string): number {
  const { changes } = db.prepare('DELETE FROM taggings WHERE tag_id = ?').run(id)
  db.prepare('DELETE FROM tags WHERE id = ?').run(id)
  return changes
}
