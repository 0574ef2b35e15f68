import { type DefaultTreeAdapterTypes, html } from 'parse5'
import {
  attribute,
  collapse,
  elementsOf,
  isElement,
  isText,
  type PageElement,
  type PageNode,
  type PageParent,
  parentElement,
} from './page-tree.ts'

/**
 * Leaves one `<math>` where KaTeX, MathJax 2 and 3 or a wiki put several renderings of one formula, so that it is neither
 * doubled nor lost. TeX, when known, becomes `alttext`.
 */
export function unifyMath(document: PageParent): void {
  for (const element of [...elementsOf(document)]) {
    const words = ` ${attribute(element, 'class') ?? ''} `
    if (/ katex /.test(words) || /\bmwe-math-element\b/.test(words) || element.tagName === 'mjx-container')
      unifyRendered(element, words)
    else if (element.tagName === 'script' && /^math\/(tex|asciimath)/.test(attribute(element, 'type') ?? ''))
      replaceTexScript(element)
    else if (/ MathJax(_Display|_SVG|_SVG_Display|_CHTML|_Preview)? /.test(words)) dropMathJaxRendering(element)
    else if (element.tagName === 'math') noteTex(element)
  }
}

function unifyRendered(element: PageElement, words: string): void {
  const found = [...elementsOf(element)].find(inner => inner.tagName === 'math')
  const tex = found ? texOf(found) : undefined
  const display =
    / katex-display /.test(` ${attribute(parentElement(element) ?? element, 'class') ?? ''} `) ||
    attribute(element, 'display') === 'true' ||
    /mwe-math-fallback-image-display|katex-display/.test(words) ||
    (found && attribute(found, 'display') === 'block')
  if (!found) return
  const formula = found
  setAttribute(formula, 'display', display ? 'block' : 'inline')
  if (tex) setAttribute(formula, 'alttext', tex)
  element.childNodes = [formula]
  formula.parentNode = element
}

/** MathJax 2 keeps the source in a script beside what it drew. */
function replaceTexScript(script: PageElement): void {
  const parent = parentElement(script)
  const tex = collapse(script.childNodes.map(node => ('value' in node ? node.value : '')).join(''))
  if (!parent || !tex) return
  const drawn = nearbyMath(script)
  const formula = drawn ?? texOnly(tex)
  setAttribute(formula, 'display', /mode=display/.test(attribute(script, 'type') ?? '') ? 'block' : 'inline')
  setAttribute(formula, 'alttext', tex)
  parent.childNodes = parent.childNodes.map((node): PageNode => (node === script ? formula : node))
  formula.parentNode = parent
}

function nearbyMath(script: PageElement): PageElement | undefined {
  const siblings = parentElement(script)?.childNodes ?? []
  for (const node of siblings.slice(Math.max(0, siblings.indexOf(script) - 3), siblings.indexOf(script))) {
    if (!isElement(node) || !/MathJax/.test(attribute(node, 'class') ?? '')) continue
    for (const inner of elementsOf(node)) if (inner.tagName === 'math') return inner
  }
  return undefined
}

function dropMathJaxRendering(element: PageElement): void {
  const parent = parentElement(element)
  const hasSource =
    parent?.childNodes.some(node => isElement(node) && (node.tagName === 'script' || node.tagName === 'math')) ||
    parentElement(parent ?? element)?.childNodes.some(node => isElement(node) && node.tagName === 'script')
  if (hasSource) element.childNodes = []
}

/** A formula of which only the source is known. */
export function texOnly(tex: string): PageElement {
  const element = (tagName: string, childNodes: PageNode[]): PageElement => ({
    nodeName: tagName,
    tagName,
    attrs: [],
    namespaceURI: html.NS.MATHML,
    childNodes,
    parentNode: null,
  })
  const text: DefaultTreeAdapterTypes.TextNode = { nodeName: '#text', value: tex, parentNode: null }
  const mtext = element('mtext', [text])
  text.parentNode = mtext
  const math = element('math', [mtext])
  mtext.parentNode = math
  return math
}

function noteTex(math: PageElement): void {
  const tex = texOf(math)
  if (tex && !attribute(math, 'alttext')) setAttribute(math, 'alttext', tex)
}

export function texOf(math: PageElement): string | undefined {
  for (const inner of elementsOf(math)) {
    if (inner.tagName === 'annotation' && /tex/i.test(attribute(inner, 'encoding') ?? '')) {
      return collapse(inner.childNodes.map(node => (isText(node) ? node.value : '')).join('')) || undefined
    }
  }
  return attribute(math, 'alttext')?.trim() || undefined
}

function setAttribute(element: PageElement, name: string, value: string): void {
  const entry = element.attrs.find(attr => attr.name === name)
  if (entry) entry.value = value
  else element.attrs.push({ name, value })
}
