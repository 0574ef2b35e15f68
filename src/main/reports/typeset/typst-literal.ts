// The two halves of escaping by construction: `cleanText` decides which characters text may hold, `literal` is the only
// way in which text enters Typst source.

const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g
// Soft hyphens break Typst's PDF tags when they meet a link's end; the rest has no shape and no meaning in print.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed
const UNPRINTABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\ufeff\ufffe\uffff]/g
const LINE_BREAK = /\r\n?|[\u0085\u2028\u2029]/g

/** Text without control characters, soft hyphens and lone surrogates; line breaks become \n. */
export function cleanText(text: string): string {
  return text.replace(LINE_BREAK, '\n').replace(LONE_SURROGATE, '\ufffd').replace(UNPRINTABLE, '')
}

/** Text as it runs in a paragraph: clean, with every run of white space as one space. */
export function runningText(text: string): string {
  return cleanText(text).replace(/[ \t\n]+/g, ' ')
}

/** A Typst string literal holding exactly this text, which must be clean. */
export function literal(text: string): string {
  return `"${text.replace(/[\\"\n\r\t]/g, character => ESCAPES[character] ?? '')}"`
}

const ESCAPES: Record<string, string> = { '\\': '\\\\', '"': '\\"', '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** A label name of our own making as Typst code. */
export function label(name: string): string {
  if (!/^[a-z0-9-]+$/.test(name)) throw new Error(`Not a label of a report: ${name}`)
  return `label("${name}")`
}

const UNBREAKABLE = /[\x21-\x7e]{40,}/g

/**
 * Running text as a list of Typst string literals. Words too long for a line get places at which a line may end
 * (`zb` in lib.typ); URLs have Typst's own rules and are left whole.
 */
export function textCode(text: string): string[] {
  const clean = runningText(text)
  if (clean === '') return []
  const pieces: string[] = []
  let end = 0
  for (const match of clean.matchAll(UNBREAKABLE)) {
    if (/^\W*https?:\/\//.test(match[0])) continue
    pieces.push(literal(clean.slice(end, match.index)))
    pieces.push((match[0].match(/.{1,20}/g) ?? []).map(literal).join('; zb; '))
    end = match.index + match[0].length
  }
  pieces.push(literal(clean.slice(end)))
  return pieces.filter(piece => piece !== '""')
}
