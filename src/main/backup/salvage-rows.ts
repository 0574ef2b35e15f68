import type { Database } from 'better-sqlite3'

export type Row = Record<string, unknown>

/** Failing reads per table after which the rest of it is given up: each stands for a damaged page or row. */
const MAX_FAILURES = 20_000

export interface ReadRows {
  /** Rows that could not be read though the table's index names them: their keys, joined by a slash. */
  lostIds: string[]
}

const quote = (name: string) => `"${name.replaceAll('"', '""')}"`

/**
 * Hands over every row of a damaged table that can be read, each once: from the front, from the back, then one by one
 * those that the table's own index names in between. `keys` are the columns of its primary key.
 */
export function readRows(db: Database, table: string, keys: string[], onRow: (row: Row) => void): ReadRows {
  const isKeyed = hasRowIds(db, table)
  if (!isKeyed) {
    const seen = new Set<string>()
    for (const direction of ['', ' DESC']) {
      const order = keys.map(key => quote(key) + direction).join(', ')
      scan(db, `SELECT * FROM ${quote(table)} ORDER BY ${order}`, row => {
        const id = keys.map(key => row[key]).join('/')
        if (seen.has(id)) return
        seen.add(id)
        onRow(row)
      })
    }
    return { lostIds: [] }
  }
  return readKeyedRows(db, table, keys, onRow)
}

function readKeyedRows(db: Database, table: string, keys: string[], onRow: (row: Row) => void): ReadRows {
  const seen = new Set<number>()
  const take = ({ salvage_rowid: rowid, ...row }: Row) => {
    if (seen.has(rowid as number)) return
    seen.add(rowid as number)
    onRow(row)
  }
  const all = `SELECT rowid AS salvage_rowid, * FROM ${quote(table)} NOT INDEXED`
  const whole = scan(db, `${all} ORDER BY rowid`, take)
  if (whole) return { lostIds: [] }
  scan(db, `${all} ORDER BY rowid DESC`, take)
  return readBetween(db, { table, keys, all }, seen, take)
}

/** What neither end reached. The index on the primary key lies on other pages than the rows and often survives them. */
function readBetween(
  db: Database,
  { table, keys, all }: { table: string; keys: string[]; all: string },
  seen: Set<number>,
  take: (row: Row) => void,
): ReadRows {
  const expected = new Map<number, string>()
  const columns = keys.map(quote).join(', ')
  const named = `SELECT rowid AS salvage_rowid, ${columns} FROM ${quote(table)} ORDER BY `
  for (const direction of ['', ' DESC']) {
    const order = keys.map(key => quote(key) + direction).join(', ')
    scan(db, named + order, row =>
      expected.set(row.salvage_rowid as number, keys.map(key => String(row[key])).join('/')),
    )
  }
  const one = db.prepare(`${all} WHERE rowid = ?`)
  const lostIds: string[] = []
  let failures = 0
  for (const [rowid, id] of expected) {
    if (seen.has(rowid)) continue
    const row = failures < MAX_FAILURES ? attempt(() => one.get(rowid) as Row | undefined) : undefined
    if (row) take(row)
    else {
      failures += 1
      lostIds.push(id)
    }
  }
  return { lostIds }
}

function hasRowIds(db: Database, table: string): boolean {
  return db.prepare('SELECT wr FROM pragma_table_list WHERE name = ?').pluck().get(table) === 0
}

/** Reads until the end or until SQLite can go no further. Returns whether the end was reached. */
function scan(db: Database, sql: string, onRow: (row: Row) => void): boolean {
  let reading = true
  try {
    const rows = db.prepare(sql).iterate() as Iterable<Row>
    for (const row of rows) {
      reading = false
      onRow(row)
      reading = true
    }
    return true
  } catch (error) {
    // A row that cannot be written is another matter than one that cannot be read.
    if (!reading) throw error
    return false
  }
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}
