import type {
  Block,
  CitationItem,
  Inline,
  Mark,
  ReferenceInline,
  TextInline,
} from '../../../shared/document/document.ts'
import { webUrl } from './bibliography.ts'
import type { Composition, Place } from './composition.ts'
import { mathCode } from './math-code.ts'
import { cleanText, label, literal, runningText, textCode } from './typst-literal.ts'

/** A run of inlines as one Typst expression, or undefined when nothing of it is printed. */
export function inlineCode(inlines: readonly Inline[], composition: Composition, place: Place): string | undefined {
  const parts: string[] = []
  const spaced = spaceCitations(inlines, composition.raisedCitations)
  spaced.forEach((inline, index) => {
    parts.push(...convert(inline, spaced[index + 1], composition, place))
  })
  if (parts.length === 0) return undefined
  return parts.length === 1 ? parts[0] : `{${parts.join('; ')}}`
}

/** Words and a citation in brackets have one space between them, words and a raised number none. */
export function spaceCitations(inlines: readonly Inline[], raised: boolean): Inline[] {
  return inlines.map((inline, index) => {
    if (inline.type !== 'text' || inlines[index + 1]?.type !== 'citation') return inline
    const bare = inline.text.trimEnd()
    return { ...inline, text: raised || /[([{“‘«]$/.test(bare) ? bare : `${bare} ` }
  })
}

function convert(inline: Inline, next: Inline | undefined, composition: Composition, place: Place): string[] {
  switch (inline.type) {
    case 'text':
      return markedText(inline, composition)
    case 'break':
      return ['linebreak()']
    case 'link':
      return link(inline.href, inlineCode(inline.children, composition, place), next, composition)
    case 'reference':
      return reference(inline, next, composition)
    case 'citation':
      return citation(inline.items, composition, place)
    case 'math':
      return [formula(inline.tex, false, composition)]
    case 'footnote':
      return footnote(inline.children, composition, place)
    case 'comment':
      return []
  }
}

// From the inside out: code must hold the bare text, decoration goes around everything else.
const MARK_ORDER: readonly [Mark, (inner: string) => string][] = [
  ['superscript', inner => `super(${inner})`],
  ['subscript', inner => `sub(${inner})`],
  ['italic', inner => `emph(${inner})`],
  ['bold', inner => `strong(${inner})`],
  ['strike', inner => `strike(${inner})`],
  ['underline', inner => `underline(${inner})`],
  ['highlight', inner => `highlight(${inner})`],
]

function markedText(inline: TextInline, composition: Composition): string[] {
  composition.text.push(inline.text)
  const marks = inline.marks ?? []
  const code = marks.includes('code')
  const text = code ? runningText(inline.text) : inline.text
  const pieces = code ? (text === '' ? [] : [`raw(${literal(text)})`]) : textCode(text)
  const used = MARK_ORDER.filter(([mark]) => marks.includes(mark))
  if (pieces.length === 0 || used.length === 0) return pieces
  const bare = pieces.length === 1 ? (pieces[0] ?? '') : `{${pieces.join('; ')}}`
  return [used.reduce((inner, [, wrap]) => wrap(inner), bare)]
}

/** A word may not be hyphenated exactly where a link ends: PDF tags cannot express it (typst/typst#8608). */
function linkEnd(next: Inline | undefined): string[] {
  const glued = next?.type === 'text' && /^[\p{L}\p{M}\p{N}]/u.test(next.text)
  return glued ? ['"\\u{2060}"'] : []
}

function link(href: string, body: string | undefined, next: Inline | undefined, composition: Composition): string[] {
  const url = webUrl(href)
  if (body === undefined) return url === undefined ? [] : [`link(${literal(url)})`]
  if (url === undefined) {
    composition.warnings.add(`A link is left out because its address cannot be used: ${href.slice(0, 100)}`)
    return [body]
  }
  return [`link(${literal(url)}, ${body})`, ...linkEnd(next)]
}

function reference(inline: ReferenceInline, next: Inline | undefined, composition: Composition): string[] {
  composition.text.push(inline.text)
  const pieces = textCode(inline.text)
  if (pieces.length === 0) return []
  const body = pieces.length === 1 ? (pieces[0] ?? '') : `{${pieces.join('; ')}}`
  if (inline.target.kind !== 'note') return [body]
  const { id, blockId } = inline.target
  const anchor = composition.anchors.get(blockId === undefined ? id : `${id}/${blockId}`) ?? composition.anchors.get(id)
  if (anchor === undefined) return [body]
  return [`link(${label(anchor)}, ${body})`, ...linkEnd(next)]
}

/** A formula as an equation; one that cannot be read is printed as its TeX, with a warning. */
export function formula(tex: string, display: boolean, composition: Composition): string {
  const clean = cleanText(tex)
  composition.text.push(clean)
  const body = mathCode(clean, display)
  if (body === undefined) {
    if (clean.trim() !== '') {
      composition.warnings.add(`A formula could not be read and is printed as it was typed: ${clean.slice(0, 100)}`)
    }
    return display ? `codeblock(${literal(clean)}, none)` : `raw(${literal(runningText(clean))})`
  }
  return `math.equation(block: ${display}, alt: ${literal(runningText(clean))}, ${body})`
}

function footnote(children: readonly Block[], composition: Composition, place: Place): string[] {
  const body = composition.composeBlocks(children, composition, { ...place, inFootnote: true, depth: place.depth + 1 })
  if (body === undefined) return []
  return place.inFootnote ? ['" ("', body, '")"'] : [`footnote(${body})`]
}

/** A citation of one or several sources; sources that are gone are named as such. */
export function citation(items: readonly CitationItem[], composition: Composition, place: Place): string[] {
  const prefixed = items.some(item => (item.prefix ?? '').trim() !== '')
  // A note style sets a note of its own for every citation; inside a note it is written out instead.
  const ownNote = composition.citationClass === 'note' && prefixed && !place.inFootnote
  const writtenOut = ownNote || (composition.citationClass === 'note' && place.inFootnote)
  const parts = items.map(item => citationItem(item, composition, writtenOut))
  const separator = literal(writtenOut ? '; ' : ' ')
  const separated = parts.flatMap((part, index) =>
    index === 0 ? [part] : prefixed || writtenOut ? [separator, part] : [part],
  )
  return ownNote ? [`footnote({${separated.join('; ')}})`] : separated
}

function citationItem(item: CitationItem, composition: Composition, writtenOut: boolean): string {
  const key = composition.keys.get(item.sourceId)
  composition.text.push(item.prefix ?? '', item.suffix ?? '', item.locator ?? '')
  if (key === undefined) {
    composition.warnings.add('A citation points to a source that is no longer in the library.')
    return literal(`[${composition.words.unknownSource}]`)
  }
  composition.cited.add(item.sourceId)
  const prefix = runningText(item.prefix ?? '').trim()
  const details = [locatorText(item, composition), runningText(item.suffix ?? '').trim()]
  const detail = details.filter(part => part !== '').join(', ')
  if (writtenOut) return surrounded(prefix, `cite(${label(key)}, form: "full")`, detail === '' ? '' : `, ${detail}`)
  const cite = `cite(${label(key)}${detail === '' ? '' : `, supplement: ${literal(detail)}`})`
  if (composition.citationClass === 'author-date') {
    if (item.suppressAuthor === true) {
      const year = `cite(${label(key)}, form: "year")`
      return surrounded(
        prefix === '' ? '' : `(${prefix}`,
        year,
        detail === '' ? ')' : `, ${detail})`,
        prefix === '' ? '(' : '',
      )
    }
    return prefix === '' ? cite : `prefixed(${literal(prefix)}, ${cite})`
  }
  if (prefix === '') return cite
  return composition.citationClass === 'numeric' ? surrounded(`(${prefix}`, cite, ')') : surrounded(prefix, cite, '')
}

/** A citation between words of its own: `prefix`, a space when there is one, the citation, `end`. */
function surrounded(prefix: string, cite: string, end: string, start = ''): string {
  const parts = [prefix === '' ? start : `${prefix} `, end].map(text => (text === '' ? '' : literal(text)))
  return `{${[parts[0], cite, parts[1]].filter(part => part !== '').join('; ')}}`
}

function locatorText(item: CitationItem, composition: Composition): string {
  const locator = runningText(item.locator ?? '').trim()
  if (locator === '') return ''
  const [one, many] = composition.words.locators[item.label ?? 'page'] ?? ['', '']
  return `${/[-–—,;&]/.test(locator) ? many : one}${locator}`
}
