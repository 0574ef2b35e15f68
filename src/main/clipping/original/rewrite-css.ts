import { type CSSToken, TokenType, tokenize } from '@csstools/css-tokenizer'

/** Maps an address written in a style sheet to one of ours; undefined takes it away. */
export type CssAddress = (address: string, use: 'media' | 'style') => string | undefined

/** What stands where an address was that leads elsewhere: loads nothing, and is valid in every place. */
const NOTHING = 'url("data:,")'
/** Functions whose strings are addresses. */
const ADDRESS_FUNCTIONS = new Set(['url', 'src', 'image', 'image-set', '-webkit-image-set', 'cross-fade', 'element'])
const MAY_LOAD = /url|src|image|cross-fade|element|@|\\/i

/** A style sheet in which every address is one that `map` gave; `@import` of anything else is gone (CSS Syntax Level 3). */
export function rewriteCss(css: string, map: CssAddress): string {
  if (!MAY_LOAD.test(css)) return closed(css)
  const out: string[] = []
  const functions: string[] = []
  let importing = false
  let swallowing = false
  for (const token of tokenize({ css })) {
    const [type, text] = token
    if (swallowing) {
      swallowing = type !== TokenType.Semicolon && type !== TokenType.EOF
      continue
    }
    if (type === TokenType.Function) functions.push(token[4].value.toLowerCase())
    else if (type === TokenType.OpenParen) functions.push('')
    else if (type === TokenType.CloseParen) functions.pop()
    if (type === TokenType.AtKeyword) importing = token[4].value.toLowerCase() === 'import'
    if (type === TokenType.Semicolon || type === TokenType.OpenCurly) importing = false
    const address = addressIn(token, importing || ADDRESS_FUNCTIONS.has(functions.at(-1) ?? ''))
    if (address === undefined) {
      out.push(text)
      continue
    }
    const mapped = safeAddress(address, importing ? 'style' : 'media', map)
    if (importing && mapped === undefined) {
      swallowing = true
      importing = false
      functions.length = 0
      dropBack(out, /^@/)
      continue
    }
    importing = false
    out.push(
      type === TokenType.String
        ? quoted(mapped ?? 'data:,')
        : mapped === undefined
          ? NOTHING
          : `url(${quoted(mapped)})`,
    )
  }
  return closed(out.join(''))
}

/** Takes tokens back up to and including the at-keyword that began the statement. */
function dropBack(out: string[], until: RegExp): void {
  for (let last = out.pop(); last !== undefined && !until.test(last); last = out.pop());
}

function addressIn(token: CSSToken, stringsAreAddresses: boolean): string | undefined {
  if (token[0] === TokenType.URL) return token[4].value
  if (token[0] === TokenType.BadURL) return ''
  if (token[0] === TokenType.String && stringsAreAddresses) return token[4].value
  return undefined
}

const INERT_DATA =
  /^data:(image\/[\w.+-]+|font\/[\w.+-]+|application\/(x-)?font[\w.+-]*|application\/vnd\.ms-fontobject)[;,]/i

function safeAddress(address: string, use: 'media' | 'style', map: CssAddress): string | undefined {
  const trimmed = address.trim()
  if (trimmed.startsWith('#')) return trimmed
  if (/^data:/i.test(trimmed)) return use === 'media' && INERT_DATA.test(trimmed) ? trimmed : undefined
  return map(trimmed, use)
}

const quoted = (address: string) =>
  `"${address.replaceAll(/["\\\n\r\f<]/g, found => `\\${found.charCodeAt(0).toString(16)} `)}"`

/** The text can stand inside `<style>`: nothing in it ends the element. */
const closed = (css: string) => css.replaceAll(/<(?=\/|!--)/g, '\\3c ')
