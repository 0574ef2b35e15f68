import type { Block, HeadingBlock, Inline, ListBlock, ListItem, TableBlock } from '../../../shared/document/document.ts'
import { inlinesOf, type PasteContext, tidyLine } from './html-inlines.ts'
import { wordListLevel, wordLists } from './word-lists.ts'

/** Set on images whose bytes are in the library already. */
export const BLOB_ATTRIBUTE = 'data-blob'

const NO_MARKS: ReadonlySet<never> = new Set()
const IGNORED = new Set([
  'SCRIPT',
  'STYLE',
  'TEMPLATE',
  'HEAD',
  'META',
  'LINK',
  'TITLE',
  'NOSCRIPT',
  'IFRAME',
  'OBJECT',
  'SVG',
  'BUTTON',
  'SELECT',
  'TEXTAREA',
  'O:P',
])
const CONTAINERS = new Set([
  'DIV',
  'SECTION',
  'ARTICLE',
  'MAIN',
  'BODY',
  'HTML',
  'HEADER',
  'FOOTER',
  'ASIDE',
  'NAV',
  'DETAILS',
  'FIGURE',
  'CENTER',
  'FORM',
  'DL',
  'ADDRESS',
  'FIELDSET',
])
const LINES = new Set(['P', 'SUMMARY', 'FIGCAPTION', 'DT', 'DD', 'LEGEND', 'CAPTION'])
const BLOCKS = `p,div,section,article,h1,h2,h3,h4,h5,h6,ul,ol,blockquote,pre,table,hr,figure,img[${BLOB_ATTRIBUTE}]`

/**
 * The blocks of a pasted page. The page is read, never shown: scripts, styles and frames are left out, links go to
 * http, https and mailto only, and of images only those that the library holds remain.
 */
export function htmlToBlocks(body: HTMLElement): Block[] {
  const notes = new Map<string, Inline[]>()
  for (const note of body.querySelectorAll<HTMLElement>(
    '[style*="mso-element:footnote"], [style*="mso-element: footnote"]',
  )) {
    if (note.id) notes.set(`_${note.id}`, footnoteText(note))
    note.remove()
  }
  for (const list of body.querySelectorAll('[style*="mso-element:footnote-list"]')) list.remove()
  const context: PasteContext = { footnote: fragment => notes.get(fragment) ?? null }
  return withoutEmptyEnds(blocksIn(body, context))
}

/** Word names the text of `#_ftn1` by the id `ftn1` and begins it with a link back to its mark. */
function footnoteText(note: HTMLElement): Inline[] {
  note.querySelector('a[href^="#_ftnref"]')?.remove()
  return tidyLine(inlinesOf(note, NO_MARKS, { footnote: () => null }))
}

function blocksIn(parent: Element, context: PasteContext): Block[] {
  const blocks: Block[] = []
  let line: Inline[] = []
  const endLine = () => {
    const children = tidyLine(line)
    if (children.length > 0) blocks.push({ type: 'paragraph', children })
    line = []
  }
  for (const node of gathered(parent)) {
    if (Array.isArray(node)) {
      endLine()
      blocks.push(...wordLists(node, paragraph => lineOf(paragraph, context)))
    } else if (node instanceof HTMLElement && isBlock(node)) {
      endLine()
      blocks.push(...blocksOf(node, context))
    } else if (!(node instanceof Element) || !IGNORED.has(node.tagName.toUpperCase())) {
      line.push(...inlinesOf(node, NO_MARKS, context))
    }
  }
  endLine()
  return blocks
}

/** The children, with each run of Word's list paragraphs as one array. */
function gathered(parent: Element): (Node | HTMLElement[])[] {
  const result: (Node | HTMLElement[])[] = []
  for (const node of parent.childNodes) {
    const isItem = node instanceof HTMLElement && wordListLevel(node) !== null
    const last = result.at(-1)
    if (isItem && Array.isArray(last)) last.push(node)
    else if (isItem) result.push([node])
    else if (!(Array.isArray(last) && node.nodeType === Node.TEXT_NODE && !node.textContent?.trim())) result.push(node)
  }
  return result
}

/** A block by its tag, or an inline element that has blocks inside, as Google Docs' outer <b>. */
function isBlock(element: HTMLElement): boolean {
  const tag = element.tagName
  if (tag === 'IMG') return element.hasAttribute(BLOB_ATTRIBUTE)
  if (CONTAINERS.has(tag) || LINES.has(tag) || /^(H[1-6]|UL|OL|BLOCKQUOTE|PRE|TABLE|HR)$/.test(tag)) return true
  return !IGNORED.has(tag.toUpperCase()) && element.querySelector(BLOCKS) !== null
}

function lineOf(element: Element, context: PasteContext): Inline[] {
  return tidyLine([...element.childNodes].flatMap(child => inlinesOf(child, NO_MARKS, context)))
}

function blocksOf(element: HTMLElement, context: PasteContext): Block[] {
  const tag = element.tagName
  if (element.style.display === 'none') return []
  const heading = /^H([1-6])$/.exec(tag)
  if (heading) {
    const children = lineOf(element, context)
    return children.length > 0
      ? [{ type: 'heading', level: Number(heading[1]) as HeadingBlock['level'], children }]
      : []
  }
  switch (tag) {
    case 'UL':
    case 'OL':
      return [listOf(element, context)]
    case 'BLOCKQUOTE':
      return wrapped(blocksIn(element, context), children => ({ type: 'quote', children }))
    case 'PRE':
      return [codeOf(element)]
    case 'TABLE':
      return tableOf(element as HTMLTableElement, context)
    case 'HR':
      return [{ type: 'rule' }]
    case 'IMG':
      return imageOf(element)
    default:
      return blocksIn(element, context)
  }
}

const wrapped = (children: Block[], wrap: (children: Block[]) => Block): Block[] =>
  children.length > 0 ? [wrap(children)] : []

function codeOf(pre: HTMLElement): Block {
  const language = /\b(?:language|lang)-([\w+#-]+)/.exec(
    `${pre.className} ${pre.querySelector('code')?.className ?? ''}`,
  )?.[1]
  for (const br of pre.querySelectorAll('br')) br.replaceWith('\n')
  const text = (pre.textContent ?? '').replace(/\n$/, '')
  return { type: 'code', ...(language ? { language } : {}), text }
}

function imageOf(image: HTMLElement): Block[] {
  const blob = image.getAttribute(BLOB_ATTRIBUTE)
  return blob ? [{ type: 'image', blob, alt: image.getAttribute('alt') ?? '' }] : []
}

function checkedOf(item: HTMLElement): boolean | undefined {
  const box = item.querySelector<HTMLInputElement>('input[type=checkbox]')
  if (box && box.closest('li') === item) return box.hasAttribute('checked')
  if (item.getAttribute('role') === 'checkbox') return item.getAttribute('aria-checked') === 'true'
  return undefined
}

function listOf(list: HTMLElement, context: PasteContext): ListBlock {
  const items: ListItem[] = []
  let isCheck = false
  for (const child of list.children) {
    if (!(child instanceof HTMLElement)) continue
    const last = items.at(-1)
    // Google Docs and some old pages put a nested list beside the item it belongs to.
    if (child.tagName !== 'LI') {
      if (last) last.children.push(...blocksOf(child, context))
      continue
    }
    const checked = checkedOf(child)
    if (checked !== undefined) isCheck = true
    const children = blocksIn(child, context)
    const startsWithText = children[0]?.type === 'paragraph'
    items.push({
      ...(checked === undefined ? {} : { checked }),
      children: startsWithText ? children : [{ type: 'paragraph', children: [] }, ...children],
    })
  }
  const start = Number(list.getAttribute('start') ?? 1)
  if (isCheck) return { type: 'list', kind: 'check', items: items.map(item => ({ checked: false, ...item })) }
  if (list.tagName === 'UL') return { type: 'list', kind: 'bullet', items }
  return { type: 'list', kind: 'number', ...(start > 1 ? { start } : {}), items }
}

function tableOf(table: HTMLTableElement, context: PasteContext): Block[] {
  const rows = [...table.rows].map(row =>
    [...row.cells].map(cell => {
      const children = blocksIn(cell, context)
      const align = (['left', 'center', 'right'] as const).find(each => each === (cell.style.textAlign || cell.align))
      return {
        ...(cell.tagName === 'TH' ? { header: true } : {}),
        ...(cell.colSpan > 1 ? { colspan: cell.colSpan } : {}),
        ...(cell.rowSpan > 1 ? { rowspan: cell.rowSpan } : {}),
        ...(align && align !== 'left' ? { align } : {}),
        children: children.length > 0 ? children : [{ type: 'paragraph' as const, children: [] }],
      }
    }),
  )
  // A table with one cell is the frame of a page or a message, not a table.
  const [first] = rows
  if (rows.length === 1 && first?.length === 1) return first[0]?.children ?? []
  const caption = table.caption ? lineOf(table.caption, context) : []
  const block: TableBlock = {
    type: 'table',
    ...(caption.length > 0 ? { caption } : {}),
    rows: rows.filter(row => row.length > 0),
  }
  return block.rows.length > 0 ? [block] : []
}

function withoutEmptyEnds(blocks: Block[]): Block[] {
  const isEmpty = (block: Block | undefined) => block?.type === 'paragraph' && block.children.length === 0
  let [from, to] = [0, blocks.length]
  while (from < to && isEmpty(blocks[from])) from += 1
  while (to > from && isEmpty(blocks[to - 1])) to -= 1
  return blocks.slice(from, to)
}
