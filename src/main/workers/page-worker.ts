import { readFileSync } from 'node:fs'
import type { TextChange } from '../../shared/contract/clipping.ts'
import { fail, ok, type Result } from '../../shared/rpc/result.ts'
import { capturePage } from '../clipping/capture-page.ts'
import type { ClipRecord } from '../clipping/clip-store.ts'
import { originalStyle, originalView } from '../clipping/original/original-view.ts'
import type { PageFile } from '../clipping/page-files.ts'
import { type References, referencesOf } from '../clipping/page-references.ts'
import { type PrintablePage, printablePage } from '../clipping/printable-page.ts'
import { readPage } from '../clipping/read-page.ts'
import { compareTexts } from '../clipping/revise/compare-texts.ts'
import { type ReviseTask, revisePage } from '../clipping/revise/revise-page.ts'
import type { Revision } from '../clipping/revise/revise-store.ts'
import type { StoredPage } from '../clipping/stored-page.ts'
import { BlobStore } from '../storage/blob-store.ts'

export interface CaptureTask {
  page: PageFile
  libraryFolder: string
  toolVersion: string
}

/** Extracts one page and puts its bytes on disk; storing the record is the database thread's work. */
export function capture({ page, libraryFolder, toolVersion }: CaptureTask): Result<ClipRecord> {
  try {
    return ok(
      capturePage(readPage(page), { libraryFolder, toolVersion, fileName: page.fileName, fetched: page.fetched }),
    )
  } catch (error) {
    return fail(error)
  }
}

/** Extracts one page for printing; touches no library. */
export function extract(page: PageFile): Result<PrintablePage> {
  try {
    return ok(printablePage(page.label, readPage(page).page))
  } catch (error) {
    return fail(error)
  }
}

/** A stored capture as it was saved, or one of its style sheets. */
export function original(task: { libraryFolder: string; stored: StoredPage; style?: string }): Result<string> {
  try {
    const blobs = new BlobStore(task.libraryFolder)
    return ok(task.style ? originalStyle(task.stored, task.style, blobs) : originalView(task.stored, blobs))
  } catch (error) {
    return fail(error)
  }
}

/** What a fetched page or style sheet would load. */
export function references(task: {
  kind: 'page' | 'style'
  file: string
  url: string
  contentType: string
}): Result<References> {
  try {
    return ok(referencesOf(task.kind, readFileSync(task.file), task.url, task.contentType))
  } catch (error) {
    return fail(error)
  }
}

/** A stored capture read anew or corrected. */
export function revise(task: ReviseTask): Result<Revision> {
  try {
    return ok(revisePage(task))
  } catch (error) {
    return fail(error)
  }
}

/** What changed from one canonical text to another. */
export function compare({ older, newer }: { older: string; newer: string }): Result<TextChange[]> {
  try {
    return ok(compareTexts(older, newer))
  } catch (error) {
    return fail(error)
  }
}
