import type { Database } from 'better-sqlite3'
import { locateQuotes } from '../../shared/anchoring/locate-quotes.ts'
import { listAnnotations, placeAnnotation } from './annotation-store.ts'

function canonicalText(db: Database, snapshotId: string): string | undefined {
  const text = db.prepare('SELECT canonical_text FROM snapshot_contents WHERE snapshot_id = ?').pluck().get(snapshotId)
  return text as string | undefined
}

/**
 * Finds each annotation of a source again in a newer capture, inside the caller's transaction. The quoted words stay as
 * they were marked; what is not found is kept as an orphan on the capture it was made on.
 */
export function reanchorSource(db: Database, sourceId: string, snapshotId: string): void {
  const newText = canonicalText(db, snapshotId)
  if (newText === undefined) return
  const bySnapshot = Map.groupBy(listAnnotations(db, sourceId), annotation => annotation.snapshotId)
  for (const [oldSnapshotId, annotations] of bySnapshot) {
    if (oldSnapshotId === snapshotId) continue
    const quotes = annotations.map(({ id, passage }) => ({ id: id as string, ...passage }))
    for (const found of locateQuotes(quotes, newText, canonicalText(db, oldSnapshotId))) {
      placeAnnotation(db, found.id, snapshotId, found)
    }
  }
}

/**
 * Finds each annotation of one capture again after its text has changed, inside the caller's transaction; an orphan whose
 * words are back is placed again.
 */
export function reanchorInPlace(
  db: Database,
  sourceId: string,
  snapshotId: string,
  before: string,
  after: string,
): void {
  const annotations = listAnnotations(db, sourceId).filter(annotation => annotation.snapshotId === snapshotId)
  const byPlace = Map.groupBy(annotations, annotation => annotation.status === 'orphan')
  for (const [wasLost, group] of byPlace) {
    const quotes = group.map(({ id, passage }) => ({ id: id as string, ...passage }))
    // Where a lost passage once stood says nothing of the text that lost it.
    for (const found of locateQuotes(quotes, after, wasLost ? undefined : before))
      placeAnnotation(db, found.id, snapshotId, found)
  }
}
