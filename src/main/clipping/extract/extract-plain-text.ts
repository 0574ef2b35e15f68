import { decodePage } from './decode-page.ts'
import type { ExtractedPage } from './extracted-page.ts'
import { parsePiece, textOf } from './page-tree.ts'
import { type ReaderNode, readerElement, serialiseReader } from './reader-node.ts'
import { canonicalTextOf } from './reader-text.ts'
import { countWords } from './word-count.ts'

const MAX_TITLE_LENGTH = 140

/** Plain text as a clean document: the first line is the title when it is short, mark-up left in the text is taken out. */
export function extractPlainText(bytes: Uint8Array, fileName?: string): ExtractedPage {
  const source = decodePage(bytes).text.replace(/\r\n?/g, '\n').replaceAll('\0', '').trim()
  const parts = splitParagraphs(source)
    .map(withoutMarkup)
    .filter(part => part !== '')
  const first = parts[0] ?? ''
  const titled = first.length <= MAX_TITLE_LENGTH && !first.includes('\n') && parts.length > 1 && !/[.;,:]$/.test(first)
  const body = titled ? parts.slice(1) : parts
  const named = nameOf(fileName)
  const title = titled ? first.replace(/^#+\s*/, '') : (named ?? shortTitle(first))
  const html = serialiseReader(body.map(paragraph))
  const bodyText = body.map(withoutStars).join('\n')
  return {
    kind: 'page',
    title: title || 'Untitled',
    authors: [],
    cslType: 'document',
    metadataOrigin: { title: titled ? 'first-line' : named ? 'file-name' : 'first-words' },
    html,
    text: canonicalTextOf(html),
    bodyText,
    wordCount: countWords(bodyText),
    images: [],
    blobs: [],
    removed: [],
    coverage: 1,
    warnings: bodyText || titled ? [] : [{ code: 'no-text', message: 'This file holds no text.' }],
  }
}

/** Names that say nothing about the text. */
const EMPTY_NAME = /^(article|clip|document|download|file|index|new|note|page|pasted text|text|untitled)[\s\d()_-]*$/i

function nameOf(fileName: string | undefined): string | undefined {
  const name = fileName?.replace(/^.*[\\/]/, '').replace(/\.[^.]+$/, '')
  return name && !EMPTY_NAME.test(name) ? name : undefined
}

/** By blank lines; a text without any has a paragraph on each line. */
function splitParagraphs(source: string): string[] {
  return /\n[ \t]*\n/.test(source) ? source.split(/\n(?:[ \t]*\n)+/) : source.split('\n')
}

const TAG = /<\/?(?:[a-z][a-z0-9-]*)(?:\s[^<>]*)?\/?>|<!--[\s\S]*?-->/i
const ENTITY = /&(?:#\d+|#x[0-9a-f]+|nbsp|amp|lt|gt|quot|apos|[lr]dquo|[lr]squo|hellip|[mn]dash);/i

/** Tags and entities left over from a web page are read as such; any other `<` stays text. */
function withoutMarkup(part: string): string {
  if (!TAG.test(part) && !ENTITY.test(part)) return part.replace(/[ \t]+/g, ' ').trim()
  const marked = part.replace(/<(?!\/?[a-z][a-z0-9-]*(?:\s[^<>]*)?\/?>|!--)/gi, '&lt;')
  return textOf(parsePiece(marked))
}

function paragraph(text: string): ReaderNode {
  const heading = /^(#{1,6})\s+(\S.*)$/.exec(text)
  if (heading) return readerElement(`h${Math.max(2, (heading[1] as string).length)}`, [heading[2] as string])
  const lines = text.split('\n')
  return readerElement(
    'p',
    lines.flatMap((line, i): ReaderNode[] => (i === 0 ? emphasised(line) : [readerElement('br'), ...emphasised(line)])),
  )
}

const STRONG = /\*\*\s*([^*\n]+?)\s*\*\*/g

/** Markdown's stars around words meant to be strong, which plain text readers do not see as such. */
function withoutStars(text: string): string {
  return text
    .replace(STRONG, ' $1 ')
    .replace(/ {2,}/g, ' ')
    .replace(/ ([.,;:!?])/g, '$1')
    .trim()
}

function emphasised(line: string): ReaderNode[] {
  const nodes: ReaderNode[] = []
  let at = 0
  for (const match of line.matchAll(STRONG)) {
    nodes.push(line.slice(at, match.index).replace(/(\S)$/, '$1 '), readerElement('strong', [match[1] as string]))
    at = match.index + match[0].length
    if (/^[\p{L}\p{N}]/u.test(line.slice(at))) nodes.push(' ')
  }
  return [...nodes, line.slice(at)].filter(node => node !== '')
}

function shortTitle(text: string): string {
  return text.length <= 80 ? text : `${text.slice(0, 80).replace(/\s+\S*$/, '')}…`
}
