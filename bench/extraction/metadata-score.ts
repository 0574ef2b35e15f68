import type { ExtractorResult } from './extractors.ts'
import type { Truth } from './truth.ts'

export const FIELDS = ['title', 'author', 'date'] as const
export type Field = (typeof FIELDS)[number]

const wordsOf = (text: string) => (text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? []).join(' ')
const withoutBy = (text: string) => text.replace(/^by\s+/i, '')

/** Whether a field is right by its words (a date by its day); undefined where the truth is not known. */
export function isRight(field: Field, truth: Truth, result: ExtractorResult): boolean | undefined {
  const wanted = truth[field]
  if (!wanted) return undefined
  if (field === 'date') return result.published !== undefined && wanted.slice(0, 10) === result.published.slice(0, 10)
  if (field === 'author') return wordsOf(withoutBy(wanted)) === wordsOf(withoutBy(result.byline ?? ''))
  return wordsOf(wanted) === wordsOf(result.title ?? '')
}
