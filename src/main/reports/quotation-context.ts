/** Stored contexts shorter than this begin or end with the text itself and were not cut. */
const CUT_FROM_CHARS = 40

/** The words before a quotation, from the first whole one. */
export function contextBefore(prefix: string): string {
  return prefix.length < CUT_FROM_CHARS ? prefix : prefix.replace(/^\S*\s+/, '… ')
}

/** The words after a quotation, up to the last whole one. */
export function contextAfter(suffix: string): string {
  return suffix.length < CUT_FROM_CHARS ? suffix : suffix.replace(/\s+\S*$/, ' …')
}
