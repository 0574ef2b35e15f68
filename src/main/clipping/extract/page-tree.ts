import { type DefaultTreeAdapterTypes, defaultTreeAdapter, parse, parseFragment, type TreeAdapter } from 'parse5'
import { AppError } from '../../../shared/rpc/result.ts'

export type PageDocument = DefaultTreeAdapterTypes.Document
export type PageNode = DefaultTreeAdapterTypes.ChildNode
export type PageElement = DefaultTreeAdapterTypes.Element
export type PageText = DefaultTreeAdapterTypes.TextNode
export type PageParent = DefaultTreeAdapterTypes.ParentNode

/** Deeper than any honest page; browsers themselves stop nesting at 512. */
const MAX_DEPTH = 600
const VOID_TAGS = new Set([
  'area',
  'base',
  'br',
  'col',
  'embed',
  'hr',
  'img',
  'input',
  'link',
  'meta',
  'source',
  'track',
  'wbr',
])

class TooDeep extends Error {}

type Deep = { depth?: number }

const depthLimitedAdapter: TreeAdapter<DefaultTreeAdapterTypes.DefaultTreeAdapterMap> = {
  ...defaultTreeAdapter,
  appendChild(parent, child) {
    const depth = ((parent as Deep).depth ?? 0) + 1
    if (depth > MAX_DEPTH) throw new TooDeep()
    ;(child as Deep).depth = depth
    defaultTreeAdapter.appendChild(parent, child)
  },
}

/** The page as a tree, as a browser would build it before scripts run; nesting beyond 600 levels is flattened. */
export function parsePage(html: string): DefaultTreeAdapterTypes.Document {
  const options = { treeAdapter: depthLimitedAdapter }
  try {
    return parse(html, options)
  } catch (error) {
    if (!(error instanceof TooDeep)) throw error
  }
  try {
    return parse(flattenNesting(html, MAX_DEPTH / 3), options)
  } catch (error) {
    if (!(error instanceof TooDeep)) throw error
    throw new AppError(
      'unreadable',
      'The page is nested too deeply to be read. Save it again from the browser and clip that copy.',
    )
  }
}

/** A piece of HTML as a tree. */
export function parsePiece(html: string): DefaultTreeAdapterTypes.DocumentFragment {
  return parseFragment(html, { scriptingEnabled: false })
}

/** Drops opening tags beyond `limit` open elements, so that the parser never sees a deeper stack. */
function flattenNesting(html: string, limit: number): string {
  let open = 0
  return html.replace(/<(\/?)([a-zA-Z][^\s/>]*)[^>]*>/g, (tag, close: string, name: string) => {
    if (VOID_TAGS.has(name.toLowerCase())) return tag
    if (close) {
      open = Math.max(0, open - 1)
      return open >= limit ? ' ' : tag
    }
    open++
    return open > limit ? ' ' : tag
  })
}

export function isElement(node: PageNode | PageParent): node is PageElement {
  return 'tagName' in node
}

export function isText(node: PageNode | PageParent): node is PageText {
  return node.nodeName === '#text'
}

export function attribute(element: PageElement, name: string): string | undefined {
  for (const entry of element.attrs) if (entry.name === name) return entry.value
  return undefined
}

export function parentElement(node: PageNode): PageElement | undefined {
  const parent = node.parentNode
  return parent && isElement(parent) ? parent : undefined
}

/** Every element under `root` in document order; `skip` prunes a subtree. */
export function* elementsOf(root: PageParent, skip?: (element: PageElement) => boolean): Generator<PageElement> {
  const stack: PageNode[] = [...root.childNodes].reverse()
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (!isElement(node)) continue
    if (skip?.(node)) continue
    yield node
    for (let i = node.childNodes.length - 1; i >= 0; i--) stack.push(node.childNodes[i] as PageNode)
  }
}

export function findElement(root: PageParent, matches: (element: PageElement) => boolean): PageElement | undefined {
  for (const element of elementsOf(root)) if (matches(element)) return element
  return undefined
}

const UNSEEN_TEXT = new Set(['script', 'style', 'template', 'noscript', 'textarea', 'select'])

/** The text under a node with white space collapsed, block boundaries as spaces. */
export function textOf(root: PageNode | PageParent): string {
  if (isText(root)) return collapse(root.value)
  const parts: string[] = []
  const stack: PageNode[] = 'childNodes' in root ? [...root.childNodes].reverse() : []
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (isText(node)) parts.push(node.value)
    else if (isElement(node) && !UNSEEN_TEXT.has(node.tagName)) {
      if (!INLINE_TAGS.has(node.tagName)) parts.push(' ')
      for (let i = node.childNodes.length - 1; i >= 0; i--) stack.push(node.childNodes[i] as PageNode)
    }
  }
  return collapse(parts.join(''))
}

export function collapse(text: string): string {
  return text.replace(/[\s\u00a0\u200b\ufeff]+/g, ' ').trim()
}

/** Elements that flow inside a line; anything else breaks it. */
export const INLINE_TAGS = new Set(
  (
    'a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark math nobr q rb rp rt ruby s samp ' +
    'small span strike strong sub sup time tt u var wbr mi mo mn ms mtext mrow mfrac msup msub msubsup msqrt mroot ' +
    'mover munder munderover mtable mtr mtd mstyle mspace semantics svg img picture source slot'
  ).split(' '),
)
