import type { Database } from 'better-sqlite3'
import { contract } from '../shared/contract/index.ts'
import type { JobItem } from '../shared/contract/jobs.ts'
import { annotationHandlers } from './annotations/annotation-handlers.ts'
import { compareAnnotations } from './annotations/compare-annotations.ts'
import { reanchorInPlace, reanchorSource } from './annotations/reanchor-source.ts'
import {
  type ClipItemKey,
  claimClipJob,
  createClipJob,
  deleteClipJob,
  endClipJob,
  finishClipItem,
  listClipJobFolders,
  listClipJobs,
  type NewClipJob,
} from './clipping/clip-job-store.ts'
import {
  type ClipRecord,
  findByOriginal,
  getReaderContent,
  getSnapshot,
  getStoredPage,
  storeClip,
} from './clipping/clip-store.ts'
import { getRevisable, type Revision, reviseSnapshot } from './clipping/revise/revise-store.ts'
import { listWatchedFiles, recordWatchedFiles } from './clipping/watched-files.ts'
import { libraryHandlers } from './library/library-handlers.ts'
import { noteHandlers } from './notes/note-handlers.ts'
import { checkTarget } from './reports/check/check-target.ts'
import { gatherReport } from './reports/gather-report.ts'
import { createReport, getReport, listReports, setWaiver, updateReport } from './reports/report-store.ts'
import { searchFacets } from './search/search-facets.ts'
import { searchLibrary } from './search/search-store.ts'
import { settingsHandlers } from './settings/settings-handlers.ts'
import { findBlob, listBlobs, recordBlob } from './storage/blob-rows.ts'
import type { BlobEncoding, StoredBlob } from './storage/blob-store.ts'
import { checkDatabase } from './storage/check-database.ts'

/**
 * Everything that runs where the database is. Methods of the contract that change something run in one transaction
 * each; the rest (named without a domain of the contract) serve the other threads of the program.
 */
export function createStoreHandlers(db: Database, about: { appVersion: string; libraryFolder: string }) {
  const methods = {
    ...settingsHandlers(db, about),
    ...libraryHandlers(db),
    ...annotationHandlers(db),
    ...noteHandlers(db),
    'clipping.getSnapshot': ({ id }: { id: string }) => getSnapshot(db, id),
    'clipping.getText': ({ id }: { id: string }) => ({ text: getReaderContent(db, id).text }),
    'search.query': ({ query, limit }: { query: string; limit: number }) => searchLibrary(db, query, limit),
    'search.facets': ({ query }: { query: string }) => searchFacets(db, query),
    'reports.list': () => listReports(db),
    'reports.get': ({ id }: { id: string }) => getReport(db, id),
    'reports.create': ({ title, noteIds }: { title: string; noteIds: string[] }) => createReport(db, title, noteIds),
    'reports.update': (patch: Parameters<typeof updateReport>[1]) => updateReport(db, patch),
    'reports.check': (what: Parameters<typeof checkTarget>[1]) => checkTarget(db, what),
    'reports.waive': ({ id, findingId, reason }: { id: string; findingId: string; reason: string | null }) =>
      setWaiver(db, id, findingId, reason),
  }
  return {
    ...inTransactions(db, methods),
    storeClip: ({ clip, item }: { clip: ClipRecord; item?: ClipItemKey }) =>
      db
        .transaction(() => {
          const outcome = storeClip(db, clip, (sourceId, snapshotId) => reanchorSource(db, sourceId, snapshotId))
          if (item) {
            const { title: label, status, sourceId } = outcome
            finishClipItem(db, item, { label, status, sourceId })
          }
          return outcome
        })
        .immediate(),
    createClipJob: (job: NewClipJob) => createClipJob(db, job),
    finishClipItem: ({ outcome, ...item }: ClipItemKey & { outcome: JobItem }) => finishClipItem(db, item, outcome),
    endClipJob: (end: Parameters<typeof endClipJob>[1]) => endClipJob(db, end),
    deleteClipJob: (id: string) => deleteClipJob(db, id),
    claimClipJob: (claim: Parameters<typeof claimClipJob>[1]) => claimClipJob(db, claim),
    listClipJobs: () => listClipJobs(db),
    listClipJobFolders: () => listClipJobFolders(db),
    findByOriginal: (hash: string) => findByOriginal(db, hash),
    revisable: (snapshotId: string) => getRevisable(db, snapshotId),
    reviseSnapshot: (revision: Revision) =>
      reviseSnapshot(db, revision, (...changed) => reanchorInPlace(db, ...changed)),
    compareAnnotations: (pair: Parameters<typeof compareAnnotations>[1]) => compareAnnotations(db, pair),
    listWatchedFiles: () => listWatchedFiles(db),
    recordWatchedFiles: (what: Parameters<typeof recordWatchedFiles>[1]) => recordWatchedFiles(db, what),
    storedPage: (snapshotId: string) => getStoredPage(db, snapshotId),
    readerContent: (snapshotId: string) => getReaderContent(db, snapshotId),
    findBlob: (hash: string): { encoding: BlobEncoding; mime: string } | null => findBlob(db, hash),
    recordBlob: (blob: StoredBlob) => recordBlob(db, blob),
    listBlobs: () => listBlobs(db),
    gatherReport: (what: { kind: 'note' | 'report'; id: string }) => gatherReport(db, what),
    check: () => checkDatabase(db),
    dataVersion: () => Number(db.pragma('data_version', { simple: true })),
  }
}

export type StoreHandlers = ReturnType<typeof createStoreHandlers>

/** Wraps every method that declares changes, so that it happens whole or not at all. */
function inTransactions<T extends Record<string, (input: never) => unknown>>(db: Database, methods: T): T {
  const wrapped: Record<string, (input: never) => unknown> = {}
  for (const [name, handler] of Object.entries(methods)) {
    const changes = contract[name as keyof typeof contract].changes.length > 0
    wrapped[name] = changes ? input => db.transaction(() => handler(input)).immediate() : handler
  }
  return wrapped as T
}
