import { createHash } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import { type ClipOutcome, type ClipRecord, storeClip } from './clip-store.ts'

/** A capture as the page workers hand it over, with only what a test cares about given. */
export function clipRecord(part: Partial<ClipRecord> & { title: string; canonicalText: string }): ClipRecord {
  const hash = createHash('sha256').update(part.title).update(part.canonicalText).digest('hex')
  return {
    kind: 'article',
    subtitle: null,
    authors: [],
    siteName: null,
    published: null,
    modified: null,
    language: 'en',
    dir: null,
    url: null,
    canonicalUrl: null,
    doi: null,
    isbn: null,
    description: null,
    cslType: 'webpage',
    metadataOrigin: {},
    capturedAtMs: 1_760_000_000_000,
    original: { hash, byteLength: 10, storedByteLength: 10, encoding: 'identity', mime: 'text/html' },
    fileName: null,
    redirects: [],
    toolVersion: 'test',
    rulesVersion: 1,
    wordCount: 3,
    textHash: hash,
    readerHtml: `<p>${part.canonicalText}</p>`,
    blobs: [],
    report: { images: [], coverage: 1, removed: [], warnings: [] },
    ...part,
  }
}

/** Stores a capture without re-anchoring anything. */
export function addClip(db: Database, part: Parameters<typeof clipRecord>[0]): ClipOutcome {
  return storeClip(db, clipRecord(part), () => undefined)
}
