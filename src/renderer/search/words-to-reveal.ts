const FIELD = /^-?[a-z]+:/i

/** The words of a query that stand in a text, for marking them where the hit is opened; operators and exclusions do not. */
export function wordsToReveal(query: string): string[] {
  const tokens = query.match(/-?(?:[a-z]+:)?"[^"]*"?|\S+/gi) ?? []
  const words = tokens.flatMap(token => {
    if (token.startsWith('-') || token === 'OR' || FIELD.test(token)) return []
    return token.replaceAll('"', '').replace(/\*$/, '').split(/\s+/)
  })
  return [...new Set(words.filter(word => word !== ''))]
}
