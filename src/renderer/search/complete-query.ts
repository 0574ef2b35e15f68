/** A way to go on with a query: the whole new text, and how the line shows it. */
export interface Completion {
  text: string
  label: string
  detail: string
  /** Whether a value of a field that was named; else a field. */
  kind: 'field' | 'value'
}

/** What the library offers as values of a field. */
export interface FieldValues {
  tags: string[]
  collections: string[]
  sites: string[]
}

const MOST = 6

/** The query language on one card: what to type, and what it finds. */
export const QUERY_HELP: { example: string; inserts: string; finds: string }[] = [
  { example: 'paper archive', inserts: '', finds: 'both words, anywhere' },
  { example: '"closed source"', inserts: '"', finds: 'the words in a row' },
  { example: '-blog', inserts: '-', finds: 'without the word' },
  { example: 'map OR atlas', inserts: 'OR ', finds: 'either word' },
  { example: 'title:heron', inserts: 'title:', finds: 'in the title' },
  { example: 'author:okafor', inserts: 'author:', finds: 'by a person' },
  { example: 'site:nature.com', inserts: 'site:', finds: 'from a site' },
  { example: 'tag:method', inserts: 'tag:', finds: 'with a tag' },
  { example: 'in:"Chapter 2"', inserts: 'in:', finds: 'in a collection' },
  { example: 'is:unread', inserts: 'is:', finds: 'or starred, archive…' },
  { example: 'has:highlight', inserts: 'has:', finds: 'or a note, a comment' },
  { example: 'type:note', inserts: 'type:', finds: 'or source, highlight' },
  { example: 'lang:de', inserts: 'lang:', finds: 'in a language' },
  { example: 'before:2019', inserts: 'before:', finds: 'older than that year' },
  { example: 'after:2019-05', inserts: 'after:', finds: 'newer than that month' },
  { example: 'words:>500', inserts: 'words:', finds: 'longer than that' },
]

const CHOICES: Record<string, string[]> = {
  is: ['unread', 'inbox', 'reading', 'archive', 'starred'],
  has: ['highlight', 'note', 'comment'],
  type: ['source', 'note', 'highlight'],
  words: ['>500', '>2000', '<500'],
}

/** A field with its value as one types them: quoted where the value is more than one word. */
export function operator(field: string, value: string): string {
  return `${field}:${/^[\p{L}\p{N}.<>=/_-]+$/u.test(value) ? value : `"${value.replaceAll('"', ' ')}"`}`
}

function valuesOf(field: string, values: FieldValues): string[] {
  if (field === 'tag') return values.tags
  if (field === 'in') return values.collections
  if (field === 'site') return values.sites
  return Object.hasOwn(CHOICES, field) ? (CHOICES[field] ?? []) : []
}

/** What the last word of the text may become: a field that begins so, or a value of the field before its colon. */
export function completions(text: string, values: FieldValues): Completion[] {
  const last = /(?:^|\s)(-?)(?:([a-z]+):)?("?)([^"\s]*|(?<=")[^"]*)$/i.exec(text)
  if (!last) return []
  const [whole, minus = '', named, , part = ''] = last
  const before = text.slice(0, last.index) + (/^\s/.test(whole) ? ' ' : '')
  if (named === undefined) {
    if (part.length < 2) return []
    return QUERY_HELP.filter(({ inserts }) => inserts.endsWith(':') && inserts.startsWith(part.toLowerCase())).map(
      ({ inserts, finds }) => ({
        text: before + minus + inserts,
        label: inserts,
        detail: finds,
        kind: 'field' as const,
      }),
    )
  }
  const field = named.toLowerCase()
  const wanted = part.toLowerCase()
  return valuesOf(field, values)
    .filter(value => value.toLowerCase().includes(wanted) && value.toLowerCase() !== wanted)
    .slice(0, MOST)
    .map(value => {
      const label = operator(field, value)
      return { text: `${before}${minus}${label} `, label, detail: '', kind: 'value' as const }
    })
}

/** The query with an operator put at its end, or taken out where it stands in it already. */
export function toggleOperator(text: string, wanted: string): string {
  if (!holdsOperator(text, wanted)) return `${text.trim()} ${wanted} `.trimStart()
  const at = ` ${text} `.toLowerCase().indexOf(` ${wanted.toLowerCase()} `)
  return `${text.slice(0, at)}${text.slice(at + wanted.length)}`.replaceAll(/ {2,}/g, ' ').trimStart()
}

/** Whether an operator stands in a query. */
export const holdsOperator = (text: string, wanted: string): boolean =>
  ` ${text} `.toLowerCase().includes(` ${wanted.toLowerCase()} `)
