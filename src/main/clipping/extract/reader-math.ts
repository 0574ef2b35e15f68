import { attribute, isElement, isText, type PageElement, type PageNode } from './page-tree.ts'
import { type ReaderElement, type ReaderNode, readerElement } from './reader-node.ts'

export const MATH_TAGS: ReadonlySet<string> = new Set(
  (
    'math mi mn mo ms mtext mspace mrow mfrac msqrt mroot mstyle mpadded mphantom msub msup msubsup munder mover munderover ' +
    'mmultiscripts mprescripts none mtable mtr mtd menclose merror'
  ).split(' '),
)
/** Attribute → what it may hold. */
export const MATH_ATTRIBUTES: ReadonlyMap<string, RegExp> = new Map([
  ['display', /^(block|inline)$/],
  ['alttext', /^[\s\S]{1,4000}$/],
  ['mathvariant', /^[a-z-]{1,30}$/],
  ['stretchy', /^(true|false)$/],
  ['fence', /^(true|false)$/],
  ['separator', /^(true|false)$/],
  ['accent', /^(true|false)$/],
  ['displaystyle', /^(true|false)$/],
  ['linethickness', /^[\d.]{1,6}(px|em|ex|pt)?$/],
  ['columnalign', /^[a-z ]{1,60}$/],
  ['width', /^-?[\d.]{1,8}(em|ex|px)$/],
])

/** A formula rebuilt from known MathML alone; `semantics` is reduced to what it presents. */
export function readerMath(math: PageElement): ReaderElement {
  return readerElement('math', math.childNodes.flatMap(convertMath), mathAttributes(math))
}

function convertMath(node: PageNode): ReaderNode[] {
  if (isText(node)) return [node.value]
  if (!isElement(node)) return []
  if (node.tagName === 'semantics') {
    const shown = node.childNodes.find(isElement)
    return shown ? convertMath(shown) : []
  }
  if (node.tagName.startsWith('annotation')) return []
  const children = node.childNodes.flatMap(convertMath)
  return MATH_TAGS.has(node.tagName) && node.tagName !== 'math'
    ? [readerElement(node.tagName, children, mathAttributes(node))]
    : children
}

function mathAttributes(node: PageElement): [string, string][] {
  const out: [string, string][] = []
  for (const [name, valid] of MATH_ATTRIBUTES) {
    const value = attribute(node, name)
    if (value !== undefined && valid.test(value)) out.push([name, value])
  }
  return out
}
