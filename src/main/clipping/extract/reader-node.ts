/** An element of the clean document, built anew; nothing of the page's own tree is passed on. */
export interface ReaderElement {
  tag: string
  attributes: [name: string, value: string][]
  children: ReaderNode[]
}
export type ReaderNode = ReaderElement | string

export function readerElement(
  tag: string,
  children: ReaderNode[] = [],
  attributes: [string, string][] = [],
): ReaderElement {
  return { tag, attributes, children }
}

const VOID = new Set(['br', 'hr', 'img', 'col'])
const BLOCK = new Set(
  'p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre table caption thead tbody tfoot tr th td figure figcaption hr section aside'.split(
    ' ',
  ),
)

export function isBlockNode(node: ReaderNode): boolean {
  return typeof node !== 'string' && BLOCK.has(node.tag)
}

export function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
}

export function serialiseReader(nodes: ReaderNode[]): string {
  const parts: string[] = []
  for (const node of nodes) write(node, parts)
  return parts.join('')
}

function write(node: ReaderNode, parts: string[]): void {
  if (typeof node === 'string') {
    parts.push(escapeHtml(node))
    return
  }
  parts.push('<', node.tag)
  for (const [name, value] of node.attributes) parts.push(' ', name, '="', escapeHtml(value), '"')
  parts.push('>')
  if (VOID.has(node.tag)) return
  // A parser swallows the first line feed of `pre`; it is written twice to survive.
  if (node.tag === 'pre' && leadingText(node).startsWith('\n')) parts.push('\n')
  for (const child of node.children) write(child, parts)
  parts.push('</', node.tag, '>')
  if (BLOCK.has(node.tag)) parts.push('\n')
}

function leadingText(node: ReaderElement): string {
  const first = node.children[0]
  if (first === undefined) return ''
  return typeof first === 'string' ? first : leadingText(first)
}

export function textOfReader(nodes: ReaderNode[]): string {
  let text = ''
  for (const node of nodes)
    text += typeof node === 'string' ? node : node.tag === 'br' ? '\n' : textOfReader(node.children)
  return text
}
