import { attribute, elementsOf, isElement, isText, type PageElement, parentElement } from './page-tree.ts'
import { type ReaderNode, readerElement } from './reader-node.ts'

/** Names highlighters use for "no language". */
const NO_LANGUAGE =
  /^(none|text|plain|plaintext|plain-text|txt|auto|undefined|default|highlight|code|block|wrapper|container)$/i
const LANGUAGE_CLASS =
  /(?:^|\s)(?:lang(?:uage)?|highlight-source|brush:?|sourceCode|hljs)[-:_ ]\s*([a-z][\w+#.-]{0,20})/i

/** A block of code with its line feeds and indentation, without line numbers and copy buttons. */
export function readerCode(pre: PageElement): ReaderNode {
  const text = codeText(pre)
    .replace(/\r\n?/g, '\n')
    .replace(/^\n+|\s+$/g, '')
  const language = codeLanguage(pre)
  return readerElement('pre', [readerElement('code', [text], language ? [['class', `language-${language}`]] : [])])
}

const BLOCK_LINES = new Set(['div', 'p', 'li', 'tr', 'code-line'])

/** The text of a code element; lines that are elements of their own end with a line feed. */
export function codeText(root: PageElement): string {
  let text = ''
  const visit = (element: PageElement): void => {
    for (const child of element.childNodes) {
      if (isText(child)) text += child.value
      else if (isElement(child)) {
        if (child.tagName === 'br') {
          text += '\n'
          continue
        }
        if (isDecoration(child)) continue
        const block = BLOCK_LINES.has(child.tagName)
        if (block && text !== '' && !text.endsWith('\n')) text += '\n'
        visit(child)
        if (block && !text.endsWith('\n')) text += '\n'
      }
    }
  }
  visit(root)
  return text
}

const DECORATION =
  /(^|[\s_-])(line-?numbers?(-rows)?|lineno|linenos|linenum(ber)?|gutter|rouge-gutter|hljs-ln-numbers|blob-num|copy(-?(btn|button|code))?|clipboard|toolbar|code-header)($|[\s_-])/i

function isDecoration(element: PageElement): boolean {
  if (['button', 'script', 'style', 'svg', 'textarea', 'select'].includes(element.tagName)) return true
  const words = `${attribute(element, 'class') ?? ''}`
  if (attribute(element, 'data-line-number') !== undefined && element.childNodes.length === 0) return true
  // `line-numbers` on the code itself asks for numbers; on an element without letters it is them.
  return DECORATION.test(words) && !/[a-z]{3}/i.test(plainText(element).replace(/copy|copied/gi, ''))
}

function plainText(element: PageElement): string {
  let text = ''
  for (const inner of [element, ...elementsOf(element)])
    for (const child of inner.childNodes) if (isText(child)) text += child.value
  return text
}

/** The language named on the code, inside it, or on the highlighter's wrapper around it. */
export function codeLanguage(pre: PageElement): string | undefined {
  const around = parentElement(pre)
  const places = [
    pre,
    ...[...elementsOf(pre)].filter(inner => inner.tagName === 'code'),
    around,
    around && parentElement(around),
  ]
  for (const place of places) {
    if (!place) continue
    for (const name of ['data-lang', 'data-language', 'data-code-language', 'lang']) {
      const value = attribute(place, name)
      if (value && name !== 'lang' && /^[a-z][\w+#.-]{0,20}$/i.test(value) && !NO_LANGUAGE.test(value))
        return value.toLowerCase()
    }
    const named = LANGUAGE_CLASS.exec(attribute(place, 'class') ?? '')?.[1]
    if (named && !NO_LANGUAGE.test(named)) return named.toLowerCase()
  }
  return undefined
}

/** True for tables that highlighters build of line numbers beside code. */
export function codeTable(table: PageElement): PageElement | undefined {
  const cells = [...elementsOf(table)].filter(inner => inner.tagName === 'td')
  const code = cells.find(cell => /\b(code|rouge-code|blob-code|hljs-ln-code)\b/.test(attribute(cell, 'class') ?? ''))
  const gutter = cells.some(cell =>
    /\b(gutter|linenos?|rouge-gutter|blob-num|hljs-ln-numbers)\b/.test(attribute(cell, 'class') ?? ''),
  )
  return code && gutter ? table : undefined
}
