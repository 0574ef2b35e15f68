import {
  attribute,
  elementsOf,
  isElement,
  type PageElement,
  type PageNode,
  type PageParent,
  parentElement,
  parsePiece,
  textOf,
} from './page-tree.ts'

/** A `<noscript>` shorter than this asks for scripts; a longer one is the page for readers without them. */
const READABLE_NOSCRIPT = 400

/** Puts in place what a browser shows from elsewhere: declarative shadow roots, and pages kept inside `<noscript>`. */
export function openContainers(document: PageParent): void {
  for (const element of [...elementsOf(document)]) {
    if (element.tagName === 'template') openShadowRoot(element)
    else if (element.tagName === 'noscript') openNoscript(element)
  }
}

function openShadowRoot(template: PageElement): void {
  const mode =
    attribute(template, 'shadowrootmode') ?? attribute(template, 'shadowmode') ?? attribute(template, 'shadowroot')
  const host = parentElement(template)
  if (!mode || !host || !('content' in template)) return
  const content = template.content as PageParent
  const light = host.childNodes.filter(node => node !== template)
  for (const slot of [...elementsOf(content)]) {
    if (slot.tagName !== 'slot') continue
    const name = attribute(slot, 'name')
    const filling = light.filter(node => (isElement(node) ? attribute(node, 'slot') : undefined) === name)
    if (filling.length > 0) adopt(slot, filling)
  }
  adopt(host, content.childNodes)
}

/** The mark-up inside a `<noscript>`, which the parser leaves as text. */
export function noscriptSource(noscript: PageElement): string {
  return noscript.childNodes.map(node => ('value' in node ? node.value : '')).join('')
}

function openNoscript(noscript: PageElement): void {
  const source = noscriptSource(noscript)
  if (source.length < READABLE_NOSCRIPT || !/<(p|div|article|h[1-6]|li|td)[\s>]/i.test(source)) return
  const piece = parsePiece(source)
  if (textOf(piece).length < READABLE_NOSCRIPT) return
  adopt(noscript, piece.childNodes)
  noscript.tagName = 'div'
  noscript.nodeName = 'div'
}

function adopt(parent: PageElement, children: PageNode[]): void {
  parent.childNodes = children
  for (const child of children) child.parentNode = parent
}
