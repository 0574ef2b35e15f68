import { spaceUnspaced } from '../storage/text-index.ts'

/** Words that must stand in a row; the last may still be growing. */
export interface SearchTerm {
  words: string[]
  prefix: boolean
}

export type TextField = 'title' | 'people'

export type Clause =
  | { kind: 'text'; term: SearchTerm; field?: TextField }
  | { kind: 'site' | 'tag' | 'collection' | 'language' | 'type'; value: string }
  | { kind: 'is'; value: 'unread' | 'inbox' | 'reading' | 'archive' | 'starred' }
  | { kind: 'has'; value: 'highlight' | 'note' | 'comment' }
  /** ISO date, exclusive: `before 2019` ends with 2018, `after 2019` begins with 2020. */
  | { kind: 'before' | 'after'; value: string }
  | { kind: 'words'; comparison: '>' | '<' | '='; value: number }

/** Any one of the alternatives; none of them when negated. */
export interface Condition {
  alternatives: Clause[]
  negated: boolean
}

export interface ParsedQuery {
  /** All must hold. */
  conditions: Condition[]
  /** Sentences about what was not read as it was perhaps meant; empty for a plain query. */
  notices: string[]
}

interface Token {
  text: string
  /** Whether (a part of) the text stood in quotation marks. */
  quoted: boolean
  field: string | null
  negated: boolean
  /** Nothing follows it, not even a space: it may be unfinished. */
  last: boolean
}

const WORD = /[\p{L}\p{N}\p{M}]+/gu
const TOKEN = /(-?)(?:([A-Za-z]+):)?(?:["“”]([^"“”]*)(["“”]|$)|([^\s"“”]+))/gu
const IS = ['unread', 'inbox', 'reading', 'archive', 'starred'] as const
const HAS = ['highlight', 'note', 'comment'] as const

/** A text as the words that the index knows. */
export function indexedWords(text: string): string[] {
  return [...spaceUnspaced(text).matchAll(WORD)].map(match => match[0])
}

function tokenise(query: string, notices: string[]): Token[] {
  const tokens: Token[] = []
  for (const match of query.matchAll(TOKEN)) {
    const [whole, minus, field, quoted, closing, bare] = match
    if (quoted !== undefined && closing === '' && quoted !== '') {
      notices.push(`The quotation mark before “${quoted}” was read as closed at the end.`)
    }
    const bareField = field === undefined ? /^([A-Za-z]+):$/.exec(bare ?? '')?.[1]?.toLowerCase() : undefined
    const awaitsValue = bareField !== undefined && Object.hasOwn(FIELDS, bareField)
    tokens.push({
      text: awaitsValue ? '' : (quoted ?? bare ?? ''),
      quoted: quoted !== undefined,
      field: awaitsValue ? bareField : (field?.toLowerCase() ?? null),
      negated: minus === '-',
      last: match.index + whole.length === query.length,
    })
  }
  return tokens
}

function textClauses(token: Token, field?: TextField): Clause[] {
  const prefix = token.last && !token.quoted
  if (token.quoted) return termClauses([indexedWords(token.text)], false, field)
  const starred = token.text.endsWith('*')
  const pieces = [...token.text.matchAll(WORD)].map(match => indexedWords(match[0]))
  return termClauses(pieces, prefix || starred, field)
}

function termClauses(pieces: string[][], prefix: boolean, field?: TextField): Clause[] {
  const terms = pieces.filter(words => words.length > 0)
  return terms.map((words, index) => ({
    kind: 'text',
    term: { words, prefix: prefix && index === terms.length - 1 },
    ...(field ? { field } : {}),
  }))
}

const oneOf = <T extends string>(values: readonly T[], text: string): T | undefined =>
  values.find(value => value === text.toLowerCase())

type Reader = (token: Token, notices: string[]) => Clause[] | null

function valueReader(kind: 'site' | 'tag' | 'collection' | 'language' | 'type'): Reader {
  return ({ text }) => [{ kind, value: text.toLowerCase() }]
}

function dateReader(kind: 'before' | 'after'): Reader {
  return ({ text }, notices) => {
    const date = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(text)
    if (date)
      return [
        {
          kind,
          value: date
            .slice(1)
            .filter(Boolean)
            .map(part => part.padStart(2, '0'))
            .join('-'),
        },
      ]
    notices.push(`“${kind}:${text}” needs a date such as 2019 or 2019-05; it was left out.`)
    return null
  }
}

function choiceReader<K extends 'is' | 'has', T extends string>(kind: K, values: readonly T[]): Reader {
  return ({ text }, notices) => {
    const value = oneOf(values, text.replace(/s$/i, '')) ?? oneOf(values, text)
    if (value) return [{ kind, value } as unknown as Clause]
    notices.push(
      `“${kind}:${text}” is not known; it was left out. Try ${values.map(each => `${kind}:${each}`).join(', ')}.`,
    )
    return null
  }
}

const readWordCount: Reader = ({ text }, notices) => {
  const match = /^([<>=]?)(\d+)$/.exec(text)
  if (match) return [{ kind: 'words', comparison: (match[1] || '=') as '>' | '<' | '=', value: Number(match[2]) }]
  notices.push(`“words:${text}” needs a number such as words:>500; it was left out.`)
  return null
}

const FIELDS: Record<string, Reader> = {
  title: token => textClauses(token, 'title'),
  author: token => textClauses(token, 'people'),
  site: valueReader('site'),
  tag: valueReader('tag'),
  in: valueReader('collection'),
  lang: valueReader('language'),
  type: valueReader('type'),
  is: choiceReader('is', IS),
  has: choiceReader('has', HAS),
  before: dateReader('before'),
  after: dateReader('after'),
  words: readWordCount,
}

/** The fields a person can name, in the order in which the help card shows them. */
export const QUERY_FIELDS = Object.keys(FIELDS)

function readToken(token: Token, notices: string[]): Clause[] | null {
  if (token.field === null) return textClauses(token)
  const reader = Object.hasOwn(FIELDS, token.field) ? FIELDS[token.field] : undefined
  if (!reader) {
    // An address or a time of day is written with a colon too: that is no mistake to speak of.
    return textClauses({ ...token, text: `${token.field} ${token.text}` })
  }
  if (token.text === '') {
    // At the end of the query its value is about to be typed.
    if (!token.last) notices.push(`Nothing stands after “${token.field}:”; it was left out.`)
    return null
  }
  return reader(token, notices)
}

const isOr = (token: Token | undefined) =>
  token !== undefined && !token.quoted && !token.field && /^(OR|\|)$/.test(token.text)

/**
 * Reads a query; it never fails. Words must all be found; "quoted words" in a row; -word not; `a OR b` either; a word
 * ending in * (and the last word while it is typed) also as the beginning of longer words; `field:value` as in
 * `QUERY_FIELDS`. What could not be read so is told in `notices`.
 */
export function parseQuery(query: string): ParsedQuery {
  const notices: string[] = []
  const conditions: Condition[] = []
  const tokens = tokenise(query, notices)
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as Token
    if (isOr(token)) {
      const between = conditions.length > 0 && at + 1 < tokens.length && !token.last
      if (!between && tokens.length > 1) notices.push('OR needs something on both sides; it was left out.')
      if (between || tokens.length > 1) continue
    }
    const clauses = readToken(token, notices)
    if (!clauses || clauses.length === 0) continue
    const joins = isOr(tokens[at - 1]) && at >= 2 && !token.negated && clauses.length === 1
    const previous = conditions.at(-1)
    if (joins && previous && !previous.negated) previous.alternatives.push(...clauses)
    else if (token.negated) conditions.push({ alternatives: clauses, negated: true })
    else conditions.push(...clauses.map(clause => ({ alternatives: [clause], negated: false })))
  }
  return { conditions, notices }
}

/** The terms that a snippet should mark. */
export function textTerms(query: ParsedQuery): SearchTerm[] {
  return query.conditions.flatMap(({ alternatives, negated }) =>
    negated ? [] : alternatives.flatMap(clause => (clause.kind === 'text' ? [clause.term] : [])),
  )
}
