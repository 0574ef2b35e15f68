import type { SourceDetail } from '../../../shared/contract/library.ts'
import { shortCitation } from '../../annotations/citation.ts'

/** The year of publication, or “n.d.”. */
export function sourceYear(source: SourceDetail): string {
  return source.record.published?.slice(0, 4) ?? 'n.d.'
}

/** “Okafor 2025”; the site for want of authors, the title for want of both. */
export function sourceLabel(source: SourceDetail): string {
  return shortCitation(source.record)
}
