import type { Root } from 'mdast'
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

/** CommonMark with GitHub's additions, footnotes, formulas and front matter, as a syntax tree. */
export function parseMarkdown(markdown: string): Root {
  return reader.parse(markdown)
}

/** The same without formulas, for text in which a dollar sign turned out to be just that. */
export function parseWithoutMath(markdown: string): Root {
  return plainReader.parse(markdown)
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
