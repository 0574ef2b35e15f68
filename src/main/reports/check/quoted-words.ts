/** An author's own ellipsis, or words put into a quotation in square brackets. */
const GAP = /\s*(?:\[[^\]]*\]|\(\s*(?:…|\.{3})\s*\)|…|\.{3,}|\.(?:\s\.){2,})\s*/u

/** Text as it is compared: without differences of case, white space, quotation marks, dashes and soft hyphens. */
export function comparable(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\u00ad\u200b\u2060\ufeff]/g, '')
    .replace(/\[\d{1,3}\]/g, ' ')
    .replace(/[‘’‚‛′`]/g, "'")
    .replace(/[“”„‟«»″]/g, '"')
    .replace(/[‐‑‒–—―−]/g, '-')
    .replace(/\s*-\s*/g, '-')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase()
}

/** The stretches of a quotation that must stand in its source word for word, made comparable. */
function stretches(quoted: string): string[] {
  return quoted
    .replace(/\[\d{1,3}\]/g, ' ')
    .replace(/\[(\p{L})\](?=\p{L})/gu, '$1')
    .split(GAP)
    .map(part => comparable(part).replace(/^['"\s]+|['"\s.,;:!?]+$/g, ''))
    .filter(part => part !== '')
}

/**
 * Whether quoted words stand in a text, which must be comparable. Ellipses and bracketed words may stand for anything,
 * the first letter may change its case, and the punctuation at the end is the quoting sentence's own.
 */
export function hasQuotedWords(comparableText: string, quoted: string): boolean {
  let from = 0
  for (const stretch of stretches(quoted)) {
    const at = comparableText.indexOf(stretch, from)
    if (at < 0) return false
    from = at + stretch.length
  }
  return true
}

/** Whether two quotations have the same words. */
export function sameWords(one: string, other: string): boolean {
  return comparable(one) === comparable(other)
}
