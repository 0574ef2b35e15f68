import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5'
import temml from 'temml'
import { cleanText, literal } from './typst-literal.ts'

type Element = DefaultTreeAdapterTypes.Element
type Node = DefaultTreeAdapterTypes.ChildNode

/**
 * A TeX formula as Typst code for the body of an equation, or undefined when it cannot be read. TeX is parsed to
 * MathML and walked; nothing in it is ever evaluated.
 */
export function mathCode(tex: string, display: boolean): string | undefined {
  let markup: string
  try {
    markup = temml.renderToString(tex, { throwOnError: true, displayMode: display, maxExpand: 1_000, trust: false })
  } catch {
    return undefined
  }
  const math = elementsOf(parseFragment(markup).childNodes).find(element => element.tagName === 'math')
  if (math === undefined) return undefined
  const code = sequence(elementsOf(math.childNodes))
  return code === NOTHING ? undefined : code
}

const NOTHING = '[]'

function elementsOf(nodes: readonly Node[]): Element[] {
  return nodes.filter((node): node is Element => 'tagName' in node)
}

function textOf(element: Element): string {
  return element.childNodes.map(node => ('value' in node ? node.value : 'tagName' in node ? textOf(node) : '')).join('')
}

function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find(candidate => candidate.name === name)?.value
}

function sequence(elements: readonly Element[]): string {
  const parts = elements.map(convert).filter(part => part !== NOTHING)
  if (parts.length === 0) return NOTHING
  return parts.length === 1 ? (parts[0] ?? NOTHING) : `{${parts.join('; ')}}`
}

/** The nth argument of a fraction, root or script. */
function child(element: Element, index: number): string {
  const found = elementsOf(element.childNodes)[index]
  return found === undefined ? NOTHING : convert(found)
}

function convert(element: Element): string {
  switch (element.tagName) {
    case 'mi':
      return identifier(element)
    case 'mo':
      return operator(element)
    case 'mn':
      return leafText(textOf(element))
    case 'mtext':
    case 'ms':
      return words(textOf(element))
    case 'mspace':
      return space(attribute(element, 'width'))
    case 'mfrac':
      return fraction(element)
    case 'msqrt':
      return `math.sqrt(${sequence(elementsOf(element.childNodes))})`
    case 'mroot':
      return `math.root(${child(element, 1)}, ${child(element, 0)})`
    case 'msub':
      return `math.attach(${child(element, 0)}, b: ${child(element, 1)})`
    case 'msup':
      return `math.attach(${child(element, 0)}, t: ${child(element, 1)})`
    case 'msubsup':
      return `math.attach(${child(element, 0)}, b: ${child(element, 1)}, t: ${child(element, 2)})`
    case 'munder':
      return underOver(element, child(element, 1), undefined)
    case 'mover':
      return underOver(element, undefined, child(element, 1))
    case 'munderover':
      return underOver(element, child(element, 1), child(element, 2))
    case 'mtable':
      return table(element)
    case 'menclose':
      return enclosed(element)
    case 'mphantom':
      return `hide(${sequence(elementsOf(element.childNodes))})`
    case 'annotation':
    case 'annotation-xml':
      return NOTHING
    default:
      return row(element)
  }
}

function leafText(text: string): string {
  const clean = cleanText(text).trim()
  return clean === '' ? NOTHING : `math.upright(${literal(clean)})`
}

function words(text: string): string {
  const clean = cleanText(text).replace(/[\s\u00a0]+/g, ' ')
  return clean === '' ? NOTHING : `text(${literal(clean)})`
}

function isSingle(text: string): boolean {
  return Array.from(text).length === 1
}

function identifier(element: Element): string {
  const text = cleanText(textOf(element)).trim()
  if (text === '') return NOTHING
  if (!isSingle(text)) return `math.op(${literal(text)})`
  const symbol = `symbol(${literal(text)})`
  return attribute(element, 'mathvariant') === 'normal' ? `math.upright(${symbol})` : symbol
}

// Function application, invisible times and the like.
const INVISIBLE = /^[\u2061-\u2064\u200b]*$/

function operator(element: Element): string {
  const text = cleanText(textOf(element)).trim()
  if (INVISIBLE.test(text)) return NOTHING
  return isSingle(text) ? `symbol(${literal(text)})` : `math.op(${literal(text)})`
}

function space(width: string | undefined): string {
  const match = /^(-?\d+(?:\.\d+)?)em$/.exec(width ?? '')
  const em = Math.min(Math.max(Number(match?.[1] ?? 0), -2), 10)
  return em === 0 ? NOTHING : `h(${em}em)`
}

function fraction(element: Element): string {
  const above = child(element, 0)
  const below = child(element, 1)
  if (attribute(element, 'linethickness')?.startsWith('0')) return `math.mat(delim: none, (${above},), (${below},))`
  return `math.frac(${above}, ${below})`
}

const ACCENTS = new Map([
  ['ˆ', '\u0302'],
  ['^', '\u0302'],
  ['˜', '\u0303'],
  ['~', '\u0303'],
  ['‾', '\u0304'],
  ['¯', '\u0304'],
  ['ˉ', '\u0304'],
  ['˙', '\u0307'],
  ['¨', '\u0308'],
  ['ˇ', '\u030c'],
  ['˘', '\u0306'],
  ['´', '\u0301'],
  ['`', '\u0300'],
  ['˚', '\u030a'],
  ['→', '\u20d7'],
])
const BRACES = new Map([
  ['⏞', 'overbrace'],
  ['⏟', 'underbrace'],
  ['⎴', 'overbracket'],
  ['⎵', 'underbracket'],
])

function underOver(element: Element, below: string | undefined, above: string | undefined): string {
  const [base, first] = elementsOf(element.childNodes)
  const mark = first?.tagName === 'mo' ? textOf(first).trim() : ''
  const body = base === undefined ? NOTHING : convert(base)
  const accent = ACCENTS.get(mark)
  const single = below === undefined || above === undefined
  // An arrow over an operator is a stretched arrow's label, over anything else it is a vector's.
  if (single && above !== undefined && accent !== undefined && base?.tagName !== 'mo') {
    return `math.accent(${body}, ${literal(accent)})`
  }
  const brace = BRACES.get(mark)
  if (single && brace !== undefined) return `math.${brace}(${body})`
  const scripts = [below === undefined ? '' : `, b: ${below}`, above === undefined ? '' : `, t: ${above}`].join('')
  const stretchy = base?.tagName === 'mo' && attribute(base, 'stretchy') === 'true'
  if (stretchy) return `math.attach(math.stretch(${body}), ${scripts.slice(2)})`
  return `math.attach(math.limits(${body})${scripts})`
}

function enclosed(element: Element): string {
  const body = sequence(elementsOf(element.childNodes))
  const notation = attribute(element, 'notation') ?? ''
  if (notation.includes('top')) return `math.overline(${body})`
  if (notation.includes('bottom')) return `math.underline(${body})`
  if (/strike/.test(notation)) return `math.cancel(${body})`
  return body
}

/** A row; one that opens or closes with a stretchy fence grows with what it holds. */
function row(element: Element): string {
  const children = elementsOf(element.childNodes)
  const grows = (candidate: Element | undefined) =>
    candidate?.tagName === 'mo' &&
    attribute(candidate, 'fence') === 'true' &&
    attribute(candidate, 'stretchy') !== 'false'
  if (!grows(children.at(0)) && !grows(children.at(-1))) return sequence(children)
  const body = sequence(children)
  return body === NOTHING ? NOTHING : `math.lr(${body})`
}

function table(element: Element): string {
  const rows = elementsOf(element.childNodes).map(tr =>
    elementsOf(tr.childNodes).filter(cell => !isTagColumn(cell) || textOf(cell).trim() !== ''),
  )
  const columns = Math.max(1, ...rows.map(cells => cells.length))
  const aligned = (attribute(element, 'class') ?? '').includes('tml-jot')
  if (aligned) return alignedLines(rows)
  if (columns === 1 && rows.length === 1) return rows[0]?.[0] === undefined ? NOTHING : row(rows[0][0])
  const left = rows.some(cells => (attribute(cells[0] ?? element, 'class') ?? '').includes('tml-left'))
  const code = rows.map(cells => {
    const filled = Array.from({ length: columns }, (_, column) => {
      const cell = cells[column]
      return cell === undefined ? NOTHING : row(cell)
    })
    return `(${filled.join(', ')},)`
  })
  return `math.mat(delim: none, align: ${left ? 'left' : 'center'}, ${code.join(', ')})`
}

/** The empty half-width columns TeX puts around an equation that carries a tag. */
function isTagColumn(cell: Element): boolean {
  return (attribute(cell, 'style') ?? '').includes('width:50%')
}

function alignedLines(rows: readonly Element[][]): string {
  const lines = rows.map(cells => cells.map(row).join('; math.align-point(); '))
  return `{${lines.join('; linebreak(); ')}}`
}
