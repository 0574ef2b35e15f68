import type { Person } from '../../shared/contract/library.ts'

/** Authors as one line to edit: `Okafor, Ifeoma; UNESCO`. */
export function authorsToText(authors: readonly Person[]): string {
  return authors
    .map(({ family, given, literal }) => literal ?? [family, given].filter(Boolean).join(', '))
    .filter(Boolean)
    .join('; ')
}

/** The authors of such a line: a comma parts family and given name; a name without one is taken as it stands. */
export function textToAuthors(text: string): Person[] {
  return text
    .split(';')
    .map(name => name.trim())
    .filter(Boolean)
    .map(name => {
      const comma = name.indexOf(',')
      if (comma < 0) return { literal: name }
      const family = name.slice(0, comma).trim()
      const given = name.slice(comma + 1).trim()
      return { ...(family && { family }), ...(given && { given }) }
    })
}
