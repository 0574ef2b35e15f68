import type { Root, RootContent } from 'mdast'
import remarkFrontmatter from 'remark-frontmatter'
import remarkGfm from 'remark-gfm'
import remarkMath from 'remark-math'
import remarkParse from 'remark-parse'
import remarkStringify from 'remark-stringify'
import { unified } from 'unified'

const reader = unified().use(remarkParse).use(remarkGfm).use(remarkMath).use(remarkFrontmatter).freeze()
const plainReader = unified().use(remarkParse).use(remarkGfm).freeze()
const writer = unified()
  .use(remarkGfm, { tableCellPadding: true, tablePipeAlign: false })
  .use(remarkMath)
  .use(remarkStringify, { bullet: '-', emphasis: '*', rule: '-', listItemIndent: 'one', resourceLink: true })
  .freeze()

export interface ParsedMarkdown {
  tree: Root
  /** The text the tree's positions count in; differs from what was given in backslashes before dollar signs. */
  source: string
}

/**
 * CommonMark with GitHub's additions, footnotes, formulas and front matter, as a syntax tree. `$5 and $6` is money: as in
 * Pandoc, a formula's dollar signs touch it, and no digit follows the second.
 */
export function parseMarkdown(markdown: string): ParsedMarkdown {
  let source = markdown
  for (let round = 0; round < MAX_DOLLAR_ROUNDS; round++) {
    const tree = reader.parse(source)
    const money = moneyOffsets(tree, source)
    if (money.length === 0) return { tree, source }
    // With the first sign escaped, the second may open a formula of its own: hence another round.
    source = money.reduceRight((text, at) => `${text.slice(0, at)}\\${text.slice(at)}`, source)
  }
  return { tree: plainReader.parse(source), source }
}

const MAX_DOLLAR_ROUNDS = 100

/**
 * Where a dollar sign was taken for the beginning of a formula and is none: the first in each paragraph, because what
 * follows it was paired wrongly.
 */
function moneyOffsets(tree: Root, source: string): number[] {
  const offsets: number[] = []
  const visit = (node: Root | RootContent): boolean => {
    if (node.type === 'inlineMath') {
      const [start, end] = [node.position?.start.offset ?? 0, node.position?.end.offset ?? 0]
      const isMoney = !isFormula(source.slice(start, end), source[end])
      if (isMoney) offsets.push(start)
      return isMoney
    }
    if (!('children' in node)) return false
    const isFlow = ['root', 'blockquote', 'list', 'listItem', 'table', 'tableRow', 'footnoteDefinition'].includes(
      node.type,
    )
    for (const child of node.children) {
      if (visit(child as RootContent) && !isFlow) return true
    }
    return false
  }
  visit(tree)
  return offsets
}

function isFormula(written: string, next: string | undefined): boolean {
  return /^\$\$/.test(written) || (/^\$\S(?:[\s\S]*\S)?\$$/.test(written) && !/\d/.test(next ?? ''))
}

export function stringifyMarkdown(tree: Root): string {
  return writer.stringify(tree)
}

/** Marks that Markdown has no sign for are written as these HTML elements. */
export const MARK_TAGS = {
  underline: 'u',
  subscript: 'sub',
  superscript: 'sup',
  highlight: 'mark',
} as const

export const CALLOUT_KINDS = ['note', 'tip', 'important', 'warning', 'caution'] as const
