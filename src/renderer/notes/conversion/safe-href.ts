const SAFE = /^(https?:\/\/|mailto:)\S+$/i
const MAX_CHARS = 8_000

/** The address as a note may keep it (http, https, mailto), or null. A bare domain or mail address gets its scheme. */
export function safeHref(raw: string): string | null {
  const href = raw.trim()
  if (href.length > MAX_CHARS) return null
  if (SAFE.test(href)) return href
  if (/^[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+$/.test(href)) return `mailto:${href}`
  if (/^[^\s/:?#]+\.[a-z]{2,}([/?#]\S*)?$/i.test(href)) return `https://${href}`
  return null
}

/** Whether a stored link may stay a link. */
export function isSafeHref(href: string): boolean {
  return href.length <= MAX_CHARS && SAFE.test(href)
}
