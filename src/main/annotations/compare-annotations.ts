import type { Database } from 'better-sqlite3'
import { locateQuotes } from '../../shared/anchoring/locate-quotes.ts'
import type { AnnotationChange } from '../../shared/contract/clipping.ts'
import { listAnnotations } from './annotation-store.ts'

function captureOf(db: Database, snapshotId: string): { sourceId: string; text: string } | undefined {
  return db
    .prepare(
      `SELECT n.source_id AS sourceId, c.canonical_text AS text FROM snapshots n
       JOIN snapshot_contents c ON c.snapshot_id = n.id WHERE n.id = ?`,
    )
    .get(snapshotId) as { sourceId: string; text: string } | undefined
}

/** What became of a source's annotations from one capture to another; those found in neither are left out. */
export function compareAnnotations(
  db: Database,
  { olderId, newerId }: { olderId: string; newerId: string },
): AnnotationChange[] {
  const older = captureOf(db, olderId)
  const newer = captureOf(db, newerId)
  if (!older || !newer) return []
  const quotes = listAnnotations(db, newer.sourceId).map(({ id, passage, snapshotId }) => {
    const { exact, prefix, suffix, start, end } = passage
    const words = { id: id as string, exact, prefix, suffix }
    return {
      inOlder: snapshotId === olderId ? { ...words, start, end } : words,
      inNewer: snapshotId === newerId ? { ...words, start, end } : words,
    }
  })
  const before = locateQuotes(
    quotes.map(quote => quote.inOlder),
    older.text,
  )
  const after = locateQuotes(
    quotes.map(quote => quote.inNewer),
    newer.text,
  )
  return quotes.flatMap(({ inOlder }, at): AnnotationChange[] => {
    const [was, is] = [before[at], after[at]]
    if (!was || !is || (was.status === 'orphan' && is.status === 'orphan')) return []
    const status =
      is.status === 'orphan' ? 'vanished' : was.status === 'orphan' ? 'new' : was.text === is.text ? 'same' : 'changed'
    return [{ id: inOlder.id as AnnotationChange['id'], exact: inOlder.exact, status, text: is.text }]
  })
}
