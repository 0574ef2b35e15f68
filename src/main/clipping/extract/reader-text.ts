import { isElement, isText, type PageNode, parsePiece } from './page-tree.ts'

const BLOCKS = new Set(
  'p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre table caption thead tbody tfoot tr th td figure figcaption hr section aside div'.split(
    ' ',
  ),
)

/** The canonical text of reader HTML: white space runs as one space, block boundaries and `br` as one line feed. */
export function canonicalTextOf(html: string): string {
  let text = ''
  const visit = (node: PageNode) => {
    if (isText(node)) text += node.value.replace(/[\t\n\f\r \u00a0]+/g, ' ')
    else if (isElement(node)) {
      const block = BLOCKS.has(node.tagName) || node.tagName === 'br'
      if (block) text += '\n'
      for (const child of node.childNodes) visit(child)
      if (block) text += '\n'
    }
  }
  for (const child of parsePiece(html).childNodes) visit(child)
  return text
    .replace(/ *\n[ \n]*/g, '\n')
    .replace(/ {2,}/g, ' ')
    .trim()
}
