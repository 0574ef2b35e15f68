import type { Block, ListBlock, QuotationBlock } from '../../../shared/document/document.ts'
import { webUrl } from './bibliography.ts'
import { anchorOfBlock, type ComposeBlocks, type Composition, type Place } from './composition.ts'
import { imageCode } from './image-code.ts'
import { citation, formula, inlineCode } from './inline-code.ts'
import { tableCode } from './table-code.ts'
import { cleanText, label, literal, runningText, textCode } from './typst-literal.ts'

// Typst gives up at about 50 levels of its own rules; what lies deeper is set flat.
const MAX_DEPTH = 12

/** Blocks in their order, see `ComposeBlocks`. */
export const blocksCode: ComposeBlocks = (blocks, composition, place) => {
  const only = blocks.length === 1 ? blocks[0] : undefined
  // A single paragraph inside a list item, cell or footnote is set as bare text, so that the item stays tight.
  if (only?.type === 'paragraph' && place.depth > 0) return inlineCode(only.children, composition, place)
  const lines = blocks.flatMap(block => blockCode(block, composition, place) ?? [])
  if (lines.length === 0) return undefined
  return lines.length === 1 ? lines[0] : `{${lines.join('; ')}}`
}

/** One block as a Typst expression, or undefined when nothing of it is printed. */
export function blockCode(block: Block, composition: Composition, place: Place): string | undefined {
  const code = convert(block, composition, place)
  const anchor = place.depth === 0 ? anchorOfBlock(composition, place.noteId, block) : undefined
  if (anchor === undefined) return code
  return code === undefined ? `anchor(${label(anchor)}, metadata(none))` : `anchor(${label(anchor)}, ${code})`
}

function convert(block: Block, composition: Composition, place: Place): string | undefined {
  const inner = { ...place, depth: place.depth + 1 }
  if (place.depth >= MAX_DEPTH && block.type !== 'paragraph') {
    const children = innerBlocks(block)
    if (children.length > 0) {
      composition.warnings.add(
        'Some blocks are nested too deeply for print; the innermost are set without their frames.',
      )
      return blocksCode(children, composition, inner)
    }
  }
  switch (block.type) {
    case 'paragraph':
      return wrap('par', inlineCode(block.children, composition, place))
    case 'heading': {
      const body = inlineCode(block.children, composition, place)
      if (body === undefined) return undefined
      if (place.depth > 0) return `par(strong(${body}))`
      return `heading(level: ${block.level + place.headingShift}, ${body})`
    }
    case 'list':
      return list(block, composition, inner)
    case 'quote':
      return wrap('quoteblock', blocksCode(block.children, composition, inner))
    case 'callout': {
      const body = blocksCode(block.children, composition, inner)
      const title = block.title?.trim() ? block.title : composition.words.callouts[block.kind]
      return `callout(${literal(block.kind)}, ${plainText(title, composition)}, ${body ?? '[]'})`
    }
    case 'code':
      return codeBlock(block.text, block.language, composition)
    case 'math':
      return block.tex.trim() === '' ? undefined : formula(block.tex, true, composition)
    case 'image':
      return imageCode(block, composition, place)
    case 'table':
      return tableCode(block, composition, inner)
    case 'rule':
      return 'thematic-break()'
    case 'quotation':
      return quotation(block, composition, inner)
    case 'embed':
      return embed(block.target.id, composition, place)
    case 'unknown':
      return wrap('par', plainText(block.text, composition))
  }
}

function wrap(call: string, body: string | undefined): string | undefined {
  return body === undefined || body === '""' ? undefined : `${call}(${body})`
}

/** Text that carries no formatting, as one expression. */
export function plainText(text: string, composition: Composition): string {
  composition.text.push(text)
  const pieces = textCode(text)
  return pieces.length === 1 ? (pieces[0] ?? '""') : pieces.length === 0 ? '""' : `{${pieces.join('; ')}}`
}

function codeBlock(text: string, language: string | undefined, composition: Composition): string | undefined {
  const clean = cleanText(text).replace(/\n$/, '')
  composition.text.push(clean)
  const lang = language !== undefined && /^[a-z0-9+#_.-]{1,30}$/i.test(language) ? literal(language) : 'none'
  return clean.trim() === '' ? undefined : `codeblock(${literal(clean)}, ${lang})`
}

function list(block: ListBlock, composition: Composition, inner: Place): string | undefined {
  const items = block.items.map(item => ({
    checked: item.checked,
    body: blocksCode(item.children, composition, inner) ?? '[]',
  }))
  if (items.length === 0) return undefined
  const tight = block.items.every(item => item.children.filter(child => child.type !== 'list').length <= 1)
  if (block.kind === 'check') {
    return `checklist(${items.map(item => `(${item.checked === true}, ${item.body})`).join(', ')},)`
  }
  const bodies = items.map(item => item.body).join(', ')
  if (block.kind === 'bullet') return `bullets(${tight}, ${bodies})`
  const start = Math.min(Math.max(Math.trunc(block.start ?? 1), 0), 1_000_000_000)
  return `numbers(${tight}, ${start}, ${bodies})`
}

function innerBlocks(block: Block): Block[] {
  if (block.type === 'list') return block.items.flatMap(item => item.children)
  if (block.type === 'table') return block.rows.flat().flatMap(cell => cell.children)
  return block.type === 'quote' || block.type === 'callout' ? block.children : []
}

function quotation(block: QuotationBlock, composition: Composition, inner: Place): string | undefined {
  const live = composition.input.quotations[block.annotationId]
  const text = live?.text ?? block.text
  const sourceId = live?.sourceId ?? block.sourceId
  const paragraphs = cleanText(text)
    .split(/\n\s*\n|\n/)
    .filter(line => line.trim() !== '')
  if (paragraphs.length === 0) return undefined
  composition.evidence.push({ annotationId: block.annotationId, sourceId, text })
  const body = paragraphs.map(line => plainText(line, composition))
  const cite = citation([{ ...block.citation, sourceId }], composition, inner).join('; ')
  const source = composition.input.sources[sourceId]
  const url = webUrl(source?.csl.URL)
  const raised = composition.raisedCitations
  const day = source?.capturedAtMs === undefined ? '' : dateText(source.capturedAtMs, composition.input.language)
  const captureText = `${composition.words.captured} ${day}`
  const captured = day === '' ? 'none' : literal(raised ? capitalised(captureText) : captureText)
  const address = url === undefined ? 'none' : `(${literal(url)}, ${literal(hostOf(url))})`
  // A raised mark stands at the end of the words it belongs to.
  if (raised) body[body.length - 1] = `{${[body.at(-1), cite].join('; ')}}`
  const quoted = body.length === 1 ? body[0] : `{${body.map(line => `par(${line})`).join('; ')}}`
  return `quotation(${quoted}, ${raised ? 'none' : `{${cite}}`}, ${captured}, ${address})`
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** A date a reader can read, in UTC, in the report's language. */
export function dateText(timestampMs: number, language: string): string {
  const locale = Intl.DateTimeFormat.supportedLocalesOf([validTag(language)])[0] ?? 'en-GB'
  const format = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, { dateStyle: 'long', timeZone: 'UTC' })
  return runningText(format.format(new Date(timestampMs)))
}

function validTag(language: string): string {
  return /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(language) ? language : 'en'
}

function hostOf(url: string): string {
  return cleanText(new URL(url).host.replace(/^www\./, '')) || url.slice(0, 60)
}

function embed(noteId: string, composition: Composition, place: Place): string | undefined {
  const section = composition.input.sections.find(candidate => candidate.id === noteId)
  const anchor = composition.anchors.get(noteId)
  if (section !== undefined && anchor !== undefined) {
    return `par(link(${label(anchor)}, ${plainText(section.title || '—', composition)}))`
  }
  const embedded = composition.input.embedded?.[noteId]
  if (embedded === undefined) {
    composition.warnings.add('A note shown inside another could not be found and is left out.')
    return undefined
  }
  if (place.embedding.includes(noteId)) {
    composition.warnings.add(`The note “${embedded.title}” shows itself; the inner copy is left out.`)
    return undefined
  }
  const inside = { ...place, noteId, depth: place.depth + 1, embedding: [...place.embedding, noteId] }
  return blocksCode(embedded.document.blocks, composition, inside)
}
