import { isElement, isText, type PageElement, type PageNode, parsePiece } from './page-tree.ts'
import { MATH_ATTRIBUTES, MATH_TAGS } from './reader-math.ts'
import { isBlockNode, type ReaderNode, readerElement, serialiseReader } from './reader-node.ts'

const TAGS = new Set(
  (
    'p h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre table caption thead tbody tfoot tr th td figure figcaption hr br img a em strong code kbd ' +
    'samp var sub sup del ins mark q cite abbr ruby rt rp s u small span'
  ).split(' '),
)
const EVERYWHERE: readonly (readonly [string, RegExp])[] = [
  ['id', /^at-[\p{L}\p{N}_-]{0,80}$/u],
  ['dir', /^(ltr|rtl)$/],
  ['lang', /^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$/],
]
const ATTRIBUTES: Record<string, readonly (readonly [string, RegExp])[]> = {
  a: [['href', /^(https?:\/\/|mailto:|#at-)/]],
  img: [
    ['src', /^blobs\/[0-9a-f]{64}$/],
    ['alt', /^[\s\S]*$/],
  ],
  td: [
    ['colspan', /^[1-9]\d{0,2}$/],
    ['rowspan', /^[1-9]\d{0,3}$/],
  ],
  th: [
    ['colspan', /^[1-9]\d{0,2}$/],
    ['rowspan', /^[1-9]\d{0,3}$/],
    ['scope', /^(row|col|rowgroup|colgroup)$/],
  ],
  ol: [
    ['start', /^-?\d{1,6}$/],
    ['type', /^[1aAiI]$/],
    ['reversed', /^$/],
  ],
  li: [['value', /^-?\d{1,6}$/]],
  code: [['class', /^language-[a-z][\w+#.-]{0,20}$/]],
  figure: [['data-embed', /^[a-z]{1,12}$/]],
}

/**
 * The second, independent gate: the reader's HTML is parsed as a browser would and only known elements, attributes and
 * values come out again, whatever the first pass let through.
 */
export function sanitiseReader(html: string): string {
  return serialiseReader(passAll(parsePiece(html).childNodes, false))
}

function pass(node: PageNode, inMath: boolean): ReaderNode[] {
  if (isText(node)) return [node.value]
  if (!isElement(node)) return []
  const math = node.namespaceURI.endsWith('MathML')
  if (!math && !node.namespaceURI.endsWith('xhtml')) return []
  if (!(math ? MATH_TAGS.has(node.tagName) : TAGS.has(node.tagName) && !inMath)) return []
  const children = passAll(node.childNodes, math)
  return [readerElement(node.tagName, children, math ? mathAttributes(node) : attributes(node))]
}

/** Leaves out the line feed that serialising puts behind a block; it would double with every pass. */
function passAll(nodes: PageNode[], inMath: boolean): ReaderNode[] {
  return nodes.flatMap((node, i) => {
    const before = nodes[i - 1]
    const layout = isText(node) && node.value === '\n' && before !== undefined && isElement(before)
    return layout && isBlockNode(readerElement(before.tagName)) ? [] : pass(node, inMath)
  })
}

function attributes(node: PageElement): [string, string][] {
  const allowed = [...(ATTRIBUTES[node.tagName] ?? []), ...EVERYWHERE]
  return allowed.flatMap(([name, valid]): [string, string][] => {
    const value = node.attrs.find(entry => entry.name === name)?.value
    return value !== undefined && valid.test(value) ? [[name, value]] : []
  })
}

function mathAttributes(node: PageElement): [string, string][] {
  return node.attrs
    .filter(({ name, value }) => MATH_ATTRIBUTES.get(name)?.test(value))
    .map(({ name, value }) => [name, value])
}
