import type { Database } from 'better-sqlite3'

/** Scripts written without spaces: unicode61 would take a whole run of them for one word. */
const UNSPACED =
  /([\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}])/gu

export type IndexedKind = 'source' | 'note' | 'annotation'
export interface IndexedText {
  title: string
  people: string
  body: string
}

/** Text as it is indexed and queried: each character of an unspaced script stands alone. */
export function spaceUnspaced(text: string): string {
  return text.replace(UNSPACED, ' $1 ')
}

/** Puts an item into the full-text index, or renews it; runs inside the caller's transaction. */
export function indexItem(db: Database, kind: IndexedKind, id: string, text: IndexedText): void {
  unindexItem(db, kind, id)
  const { lastInsertRowid: rowid } = db.prepare('INSERT INTO search_items (kind, item_id) VALUES (?, ?)').run(kind, id)
  const title = spaceUnspaced(text.title)
  const people = spaceUnspaced(text.people)
  const body = spaceUnspaced(text.body)
  db.prepare('INSERT INTO full_fts (rowid, title, people, body) VALUES (?, ?, ?, ?)').run(rowid, title, people, body)
  db.prepare('INSERT INTO typing_fts (rowid, words) VALUES (?, ?)').run(rowid, `${title} ${people} ${body}`)
  db.prepare('INSERT INTO title_fts (rowid, title) VALUES (?, ?)').run(rowid, title)
}

/** Takes an item out of the full-text index; runs inside the caller's transaction. */
export function unindexItem(db: Database, kind: IndexedKind, id: string): void {
  const rowid = db.prepare('SELECT rowid FROM search_items WHERE kind = ? AND item_id = ?').pluck().get(kind, id)
  if (rowid === undefined) return
  for (const table of ['full_fts', 'typing_fts', 'title_fts'])
    db.prepare(`DELETE FROM ${table} WHERE rowid = ?`).run(rowid)
  db.prepare('DELETE FROM search_items WHERE rowid = ?').run(rowid)
}
