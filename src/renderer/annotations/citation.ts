import type { SourceRecord } from '../../shared/contract/library.ts'

type Cited = Pick<SourceRecord, 'title' | 'authors' | 'siteName' | 'published' | 'url'>

function shortNames(record: Cited): string {
  const names = record.authors.map(person => person.family ?? person.literal ?? person.given ?? '').filter(Boolean)
  if (names.length === 0) return record.siteName ?? ''
  if (names.length > 2) return `${names[0]} et al.`
  return names.join(' and ')
}

/** A short citation: `Okafor 2025`, `Okafor and Lind 2025`, the site for want of authors, the title for want of both. */
export function shortCitation(record: Cited): string {
  const year = record.published?.slice(0, 4) ?? 'n.d.'
  return `${shortNames(record) || record.title} ${year}`
}

/** A quotation with its source, as plain text to paste anywhere. */
export function quotationText(quotation: string, record: Cited): string {
  const source = shortNames(record) ? `${shortCitation(record)}, ${record.title}` : shortCitation(record)
  const address = record.url ? `, ${record.url}` : ''
  return `“${quotation.replaceAll(/\s*\n\s*/g, ' ')}” (${source}${address})`
}
