import type { Person, SourceDetail } from '../../shared/contract/library.ts'
import type { CslDate, CslItem, CslName } from './typeset/report-source.ts'

/** CSL types that stand inside something that has a title of its own. */
const CONTAINED =
  /^(article|article-journal|article-magazine|article-newspaper|chapter|entry|post|post-weblog|webpage|review)/

function toCslName({ family, given, literal }: Person): CslName {
  return literal ? { literal } : { family, given }
}

/** `2025-03-03T…`, `2025-03` or `2025` as CSL date parts; anything else as it stands. */
export function toCslDate(date: string | null): CslDate | undefined {
  if (!date) return undefined
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T.*)?$/.exec(date)
  if (!match) return { literal: date }
  return {
    'date-parts': [
      match
        .slice(1)
        .filter(part => part !== undefined)
        .map(Number),
    ],
  }
}

/** A source's record as a CSL-JSON item (https://citeproc-js.readthedocs.io, "CSL-JSON"). */
export function toCslItem({ record, currentSnapshotId, snapshots }: SourceDetail): CslItem {
  const capture = snapshots.find(snapshot => snapshot.id === currentSnapshotId)
  const site = record.siteName ?? undefined
  return {
    type: record.cslType,
    title: record.subtitle ? `${record.title}: ${record.subtitle}` : record.title,
    author: record.authors.map(toCslName),
    'container-title': CONTAINED.test(record.cslType) ? site : undefined,
    publisher: record.publisher ?? (CONTAINED.test(record.cslType) ? undefined : site),
    issued: toCslDate(record.published),
    accessed: capture && record.url ? toCslDate(new Date(capture.capturedAt).toISOString()) : undefined,
    URL: record.url ?? undefined,
    DOI: record.doi ?? undefined,
    ISBN: record.isbn ?? undefined,
    language: record.language ?? undefined,
  }
}
