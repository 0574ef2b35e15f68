const LOCALE = 'en-GB'
const captured = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium', timeStyle: 'short' })
const PRECISION: Intl.DateTimeFormatOptions[] = [
  { year: 'numeric' },
  { year: 'numeric', month: 'long' },
  { year: 'numeric', month: 'long', day: 'numeric' },
]

/** A moment of capture in the person's own time zone: `14 Nov 2026, 09:12`. */
export function formatCapture(timestampMs: number): string {
  return captured.format(timestampMs)
}

/** A date of publication with the precision it has: `2025`, `March 2025`, `3 March 2025`; unknown forms as they are. */
export function formatPublished(published: string): string {
  const parts = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?/.exec(published)
  if (!parts) return published
  const [, year, month, day] = parts
  const precision = day ? 2 : month ? 1 : 0
  const date = new Date(Date.UTC(Number(year), month ? Number(month) - 1 : 0, day ? Number(day) : 1))
  return new Intl.DateTimeFormat(LOCALE, { ...PRECISION[precision], timeZone: 'UTC' }).format(date)
}
