import { type Inline, Mark } from '../../../shared/document/document.ts'
import { safeHref } from '../conversion/safe-href.ts'

type Marks = ReadonlySet<Mark>

/** What the walk over a pasted page needs to know beside the element itself. */
export interface PasteContext {
  /** The text of a footnote of Word's, by the fragment its mark links to. */
  footnote(fragment: string): Inline[] | null
}

const TAG_MARKS: Record<string, Mark> = {
  B: 'bold',
  STRONG: 'bold',
  I: 'italic',
  EM: 'italic',
  CITE: 'italic',
  U: 'underline',
  INS: 'underline',
  S: 'strike',
  STRIKE: 'strike',
  DEL: 'strike',
  CODE: 'code',
  KBD: 'code',
  SAMP: 'code',
  TT: 'code',
  SUB: 'subscript',
  SUP: 'superscript',
  MARK: 'highlight',
}

/** The marks inside an element: those around it, its tag's, and what its style adds or takes back. */
function marksInside(element: HTMLElement, around: Marks): Marks {
  const marks = new Set(around)
  const mark = TAG_MARKS[element.tagName]
  if (mark) marks.add(mark)
  const { fontWeight, fontStyle, textDecoration, textDecorationLine, verticalAlign } = element.style
  if (fontWeight === 'bold' || Number(fontWeight) >= 600) marks.add('bold')
  // Google Docs wraps everything it copies in <b style="font-weight:normal">.
  else if (fontWeight === 'normal' || fontWeight === '400') marks.delete('bold')
  if (fontStyle === 'italic') marks.add('italic')
  else if (fontStyle === 'normal') marks.delete('italic')
  const lines = `${textDecoration} ${textDecorationLine}`
  if (lines.includes('line-through')) marks.add('strike')
  if (lines.includes('underline') && element.tagName !== 'A' && !element.closest('a')) marks.add('underline')
  if (verticalAlign === 'super') marks.add('superscript')
  if (verticalAlign === 'sub') marks.add('subscript')
  return marks
}

function textInline(text: string, marks: Marks): Inline {
  const ordered = Mark.options.filter(mark => marks.has(mark))
  return { type: 'text', text, ...(ordered.length > 0 ? { marks: ordered } : {}) }
}

function linkInline(element: HTMLElement, marks: Marks, context: PasteContext): Inline[] {
  const raw = element.getAttribute('href') ?? ''
  const footnote = raw.startsWith('#') ? context.footnote(raw.slice(1)) : null
  if (footnote) return [{ type: 'footnote', children: [{ type: 'paragraph', children: footnote }] }]
  const children = childInlines(element, marks, context)
  const href = raw.startsWith('#') ? null : safeHref(raw)
  return href && children.length > 0 ? [{ type: 'link', href, children }] : children
}

/** The inlines of one node of a pasted page. */
export function inlinesOf(node: Node, marks: Marks, context: PasteContext): Inline[] {
  if (node.nodeType === Node.TEXT_NODE) {
    const text = (node.textContent ?? '').replace(/[\t\n\r\f ]+/g, ' ').replaceAll('\u00ad', '')
    return text === '' ? [] : [textInline(text, marks)]
  }
  if (!(node instanceof HTMLElement) || node.style.display === 'none') return []
  if (node.tagName === 'BR') return [{ type: 'break' }]
  if (node.tagName === 'IMG' || node.tagName === 'INPUT') return []
  const inside = marksInside(node, marks)
  return node.tagName === 'A' ? linkInline(node, inside, context) : childInlines(node, inside, context)
}

function childInlines(element: Element, marks: Marks, context: PasteContext): Inline[] {
  return [...element.childNodes].flatMap(child => inlinesOf(child, marks, context))
}

const isText = (inline: Inline | undefined) => inline?.type === 'text'

/** One line as a browser would show it: runs joined, no blanks at its ends or twice in a row, no break at its end. */
export function tidyLine(inlines: readonly Inline[]): Inline[] {
  const line: Inline[] = []
  for (const inline of inlines) {
    const before = line.at(-1)
    if (inline.type !== 'text') {
      if (inline.type === 'break' && before?.type === 'text') before.text = before.text.trimEnd()
      line.push(inline)
      continue
    }
    const blankBefore = !before || before.type === 'break' || (before.type === 'text' && before.text.endsWith(' '))
    const text = blankBefore ? inline.text.replace(/^ +/, '') : inline.text
    if (text === '') continue
    if (before?.type === 'text' && String(before.marks) === String(inline.marks)) before.text += text
    else line.push({ ...inline, text })
  }
  while (line.at(-1)?.type === 'break') line.pop()
  const last = line.at(-1)
  if (last?.type === 'text') last.text = last.text.trimEnd()
  return line.filter(inline => !isText(inline) || (inline.type === 'text' && inline.text !== ''))
}
