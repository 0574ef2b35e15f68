const format = new Intl.NumberFormat('en')

/** A number with its thousands set apart: `1,267`. */
export const formatCount = (count: number): string => format.format(count)

/** A count with its noun: `1 source`, `1,267 sources`. */
export function countOf(count: number, noun: string, plural = `${noun}s`): string {
  return `${formatCount(count)} ${count === 1 ? noun : plural}`
}

/** A title in quotation marks, cut to a length that fits a toast; `Untitled` when there is none. */
export function quoted(title: string, length = 42): string {
  const text = title.trim() || 'Untitled'
  return `“${text.length > length ? `${text.slice(0, length - 1).trimEnd()}…` : text}”`
}
