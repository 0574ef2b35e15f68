import { WITHOUT_TEXT } from './elements-without-text.ts'
import type { PageImages } from './page-images.ts'
import { attribute, isElement, isText, type PageElement, type PageNode, type PageText } from './page-tree.ts'
import { codeTable, readerCode } from './reader-code.ts'
import { EMBED_TAGS, readerEmbed } from './reader-embeds.ts'
import { fragmentOf, readerId, safeHref } from './reader-links.ts'
import { readerMath } from './reader-math.ts'
import { isBlockNode, type ReaderElement, type ReaderNode, readerElement, textOfReader } from './reader-node.ts'
import { isLayoutTable } from './reader-tables.ts'

export interface ReaderContext {
  keptTexts: Set<PageText>
  /** Elements that hold kept text, so that whole branches without any are skipped at once. */
  keptElements: Set<PageElement>
  /** Images and figures that stand among kept text. */
  keptImages: Set<PageElement>
  /** Embedded players and posts that stand among kept text. */
  keptEmbeds: Set<PageElement>
  /** Ids that kept links of the page point to. */
  fragmentTargets: Set<string>
  images: PageImages
  base: string | undefined
}

const SAME = new Set(
  (
    'p h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote table caption thead tbody tfoot tr th td figure figcaption em strong code kbd samp var ' +
    'sub sup del ins mark q cite abbr ruby rt rp s u small'
  ).split(' '),
)
const RENAMED: Record<string, string> = {
  h1: 'h2',
  b: 'strong',
  i: 'em',
  strike: 's',
  tt: 'code',
  big: 'span',
  center: 'div',
  acronym: 'abbr',
  dfn: 'em',
}
const DROPPED = new Set([...WITHOUT_TEXT, 'input', 'link', 'meta', 'title'])
/** Elements that may only stand in their parent; outside they become paragraphs. */
const NEEDS_PARENT: Record<string, string[]> = {
  li: ['ul', 'ol'],
  dt: ['dl'],
  dd: ['dl'],
  tr: ['thead', 'tbody', 'tfoot', 'table'],
  td: ['tr'],
  th: ['tr'],
  thead: ['table'],
  tbody: ['table'],
  tfoot: ['table'],
  caption: ['table'],
  figcaption: ['figure'],
  rt: ['ruby'],
  rp: ['ruby'],
}

/** The clean document for the kept parts under `root`. */
export function buildReader(root: PageElement, context: ReaderContext): ReaderNode[] {
  return paragraphs(convertChildren(root, context, 'body'))
}

function convertChildren(element: PageElement, context: ReaderContext, parent: string): ReaderNode[] {
  const out: ReaderNode[] = []
  for (const child of element.childNodes) for (const node of convert(child, context, parent)) out.push(node)
  return out
}

function convert(node: PageNode, context: ReaderContext, parent: string): ReaderNode[] {
  if (isText(node)) return context.keptTexts.has(node) ? [node.value] : /^\s+$/.test(node.value) ? [' '] : []
  if (!isElement(node)) return []
  const out = convertElement(node, context, parent)
  const id = attribute(node, 'id') ?? attribute(node, 'name')
  return id && context.fragmentTargets.has(id) ? named(out, readerId(id)) : out
}

/** Gives the id to the first element that came of a link's target. */
function named(nodes: ReaderNode[], id: string): ReaderNode[] {
  const first = nodes.find(
    (node): node is ReaderElement => typeof node !== 'string' && !['br', 'hr', 'math'].includes(node.tag),
  )
  if (!first) return nodes.length > 0 ? [readerElement('span', [], [['id', id]]), ...nodes] : nodes
  if (!first.attributes.some(([name]) => name === 'id')) first.attributes.push(['id', id])
  return nodes
}

function convertElement(node: PageElement, context: ReaderContext, parent: string): ReaderNode[] {
  const tag = RENAMED[node.tagName] ?? node.tagName
  if (tag === 'br') return [readerElement('br')]
  if (tag === 'hr') return context.keptElements.has(node) ? [readerElement('hr')] : []
  if (tag === 'img' || tag === 'amp-img' || tag === 'amp-anim')
    return context.keptImages.has(node) ? image(node, context) : []
  if (EMBED_TAGS.has(tag)) return context.keptEmbeds.has(node) ? embed(node, context) : []
  if (DROPPED.has(tag) || !context.keptElements.has(node)) return []
  if (tag === 'math') return [readerMath(node)]
  if (tag === 'figure') return figure(node, context)
  if (tag === 'pre' || (tag === 'table' && codeTable(node))) return [readerCode(node)]
  if (tag === 'a') return link(node, context, parent)
  if (!SAME.has(tag)) return boundary(tag, convertChildren(node, context, parent))
  const needed = NEEDS_PARENT[tag]
  if (needed && !needed.includes(parent)) return paragraphs(convertChildren(node, context, parent))
  return structured(tag, node, context)
}

const HOLDS_BLOCKS = new Set(['li', 'dd', 'blockquote', 'td', 'th', 'figcaption'])
const LISTS = new Set(['ul', 'ol', 'dl', 'table', 'thead', 'tbody', 'tfoot', 'tr'])

function structured(tag: string, node: PageElement, context: ReaderContext): ReaderNode[] {
  const children = convertChildren(node, context, tag)
  if (tag === 'table' && isLayoutTable(node)) return paragraphs(children.flatMap(unwrapCells))
  if (LISTS.has(tag)) {
    const inside = children.filter(child => typeof child !== 'string' && child.tag !== 'br')
    return inside.length > 0 ? [readerElement(tag, inside, attributesOf(tag, node))] : []
  }
  if (HOLDS_BLOCKS.has(tag)) {
    const inside = children.some(isBlockNode) || tag === 'blockquote' ? paragraphs(children) : trimInline(children)
    if (inside.length === 0 && tag !== 'td' && tag !== 'th') return []
    return [readerElement(tag, inside, attributesOf(tag, node))]
  }
  const block = isBlockNode(readerElement(tag))
  if (!block)
    return textOfReader(children).trim() || children.some(hasImage) ? [readerElement(tag, children)] : children
  if (children.some(isBlockNode)) return paragraphs(children)
  const inline = trimInline(children)
  return inline.length > 0 ? [readerElement(tag, inline, attributesOf(tag, node))] : []
}

function hasImage(node: ReaderNode): boolean {
  return typeof node !== 'string' && (node.tag === 'img' || node.children.some(hasImage))
}

const INLINE_WRAPPERS = new Set([
  'span',
  'font',
  'time',
  'label',
  'bdi',
  'bdo',
  'data',
  'ins',
  'nobr',
  'wbr',
  'slot',
  'picture',
])

/** Divisions vanish, but what they separated must stay apart: a marker that `paragraphs` splits at. */
function boundary(tag: string, children: ReaderNode[]): ReaderNode[] {
  if (INLINE_WRAPPERS.has(tag)) return children
  return children.some(isBlockNode) ? paragraphs(children) : [...paragraphs(children)]
}

/** Loose inline runs as paragraphs; two line breaks in a row part paragraphs too. */
export function paragraphs(nodes: ReaderNode[]): ReaderNode[] {
  const out: ReaderNode[] = []
  let run: ReaderNode[] = []
  const close = () => {
    const inline = trimInline(run)
    if (inline.length === 1 && typeof inline[0] !== 'string' && inline[0]?.tag === 'img')
      out.push(readerElement('figure', inline))
    else if (inline.length > 0) out.push(readerElement('p', inline))
    run = []
  }
  for (const node of nodes) {
    if (isBlockNode(node)) {
      close()
      out.push(node)
    } else if (typeof node !== 'string' && node.tag === 'br' && endsWithBreak(run)) {
      close()
    } else {
      run.push(node)
    }
  }
  close()
  return out
}

function endsWithBreak(run: ReaderNode[]): boolean {
  for (let i = run.length - 1; i >= 0; i--) {
    const node = run[i] as ReaderNode
    if (typeof node === 'string') {
      if (node.trim() !== '') return false
    } else return node.tag === 'br'
  }
  return true
}

function trimInline(nodes: ReaderNode[]): ReaderNode[] {
  const isBlank = (node: ReaderNode | undefined) => (typeof node === 'string' ? node.trim() === '' : node?.tag === 'br')
  let start = 0
  let end = nodes.length
  while (start < end && isBlank(nodes[start])) start++
  while (end > start && isBlank(nodes[end - 1])) end--
  return nodes.slice(start, end)
}

function unwrapCells(node: ReaderNode): ReaderNode[] {
  if (typeof node === 'string') return []
  if (['tr', 'tbody', 'thead', 'tfoot'].includes(node.tag)) return node.children.flatMap(unwrapCells)
  if (['td', 'th', 'caption'].includes(node.tag)) return paragraphs(node.children)
  return [node]
}

function attributesOf(tag: string, node: PageElement): [string, string][] {
  const out: [string, string][] = []
  const copy = (name: string, valid: RegExp) => {
    const value = attribute(node, name)?.trim()
    if (value && valid.test(value)) out.push([name, value])
  }
  if (tag === 'td' || tag === 'th') {
    copy('colspan', /^[1-9]\d{0,2}$/)
    copy('rowspan', /^[1-9]\d{0,3}$/)
    if (tag === 'th') copy('scope', /^(row|col|rowgroup|colgroup)$/)
  } else if (tag === 'ol') {
    copy('start', /^-?\d{1,6}$/)
    copy('type', /^[1aAiI]$/)
    if (attribute(node, 'reversed') !== undefined) out.push(['reversed', ''])
  } else if (tag === 'li') copy('value', /^-?\d{1,6}$/)
  copy('dir', /^(ltr|rtl)$/)
  copy('lang', /^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$/)
  return out
}

function link(node: PageElement, context: ReaderContext, parent: string): ReaderNode[] {
  const children = convertChildren(node, context, parent)
  if (children.some(isBlockNode) || !textOfReader(children).trim()) return children
  const fragment = fragmentOf(attribute(node, 'href'), context.base)
  if (fragment !== undefined) {
    return context.fragmentTargets.has(fragment)
      ? [readerElement('a', children, [['href', `#${readerId(fragment)}`]])]
      : children
  }
  const href = safeHref(attribute(node, 'href'), context.base)
  return href && !href.startsWith('#') ? [readerElement('a', children, [['href', href]])] : children
}

function embed(node: PageElement, context: ReaderContext): ReaderNode[] {
  const card = readerEmbed(node, context.base)
  return card ? [card] : []
}

function image(node: PageElement, context: ReaderContext): ReaderNode[] {
  const hash = context.images.keep(node)
  const alt = attribute(node, 'alt')?.trim() ?? ''
  if (!hash) return alt ? [readerElement('img', [], [['alt', alt]])] : []
  return [
    readerElement(
      'img',
      [],
      [
        ['src', `blobs/${hash}`],
        ['alt', alt],
      ],
    ),
  ]
}

function figure(node: PageElement, context: ReaderContext): ReaderNode[] {
  const children = paragraphs(convertChildren(node, context, 'figure')).flatMap(child =>
    typeof child !== 'string' && child.tag === 'figure' ? child.children : [child],
  )
  if (children.length === 0) return []
  const captioned = children.every(child => typeof child !== 'string' && child.tag === 'figcaption')
  if (captioned) return children.flatMap(child => (typeof child === 'string' ? [] : paragraphs(child.children)))
  return [readerElement('figure', children)]
}
