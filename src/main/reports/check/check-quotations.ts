import { inlineText } from '../../../shared/document/derive/lines.ts'
import type { Block, CitationItem, Inline, QuotationBlock } from '../../../shared/document/document.ts'
import { citationClassOf } from '../typeset/composition.ts'
import { blockText, type Check, type CheckContext, type Remark, shown } from './check-input.ts'
import { citationsIn, everyBlock, inlineRuns } from './note-parts.ts'
import { hasQuotedWords, sameWords } from './quoted-words.ts'

/** Words a note quotes, with what it cites for them. */
interface Quoted {
  words: string
  items: CitationItem[]
  blockIndex: number
}

/** Quotations: that each is cited, has the words of its source, and says where in the source they stand. */
export const checkQuotations: Check = (note, context) => {
  const { blocks } = note.document
  const highlighted = everyBlock(blocks).flatMap(({ block, blockIndex }) =>
    block.type === 'quotation' ? highlightRemarks(block, blockIndex, context) : [],
  )
  const typed = [...quoteBlocks(blocks), ...quotedInLine(blocks)]
  return [...highlighted, ...typed.flatMap(quoted => typedRemarks(quoted, context))]
}

function highlightRemarks(block: QuotationBlock, blockIndex: number, context: CheckContext): Remark[] {
  const highlight = context.annotationsById.get(block.annotationId)
  const sourceId = highlight?.sourceId ?? block.sourceId
  const words = highlight?.passage.exact ?? block.text
  const place = { blockIndex, key: block.annotationId, sourceId }
  const remarks: Remark[] = []
  const add = (kind: Remark['kind'], severity: Remark['severity'], message: string, key = '') => {
    remarks.push({ ...place, kind, severity, message, key: `${place.key} ${key}` })
  }
  if (!context.sourcesById.has(sourceId)) {
    const message = `The quotation ${shown(words)} has no citation: its source is not in the library any more.`
    add('quotation-uncited', 'error', message, block.text)
    return remarks
  }
  if (context.standing({ kind: 'annotation', id: block.annotationId }) !== 'here') {
    add('highlight-lost', 'error', `The highlight behind ${shown(words)} is in the trash or gone.`)
  } else if (highlight?.status === 'orphan') {
    add('highlight-lost', 'error', `The highlight ${shown(words)} is not found in its source any more.`)
  } else if (highlight?.status === 'doubtful') {
    add('highlight-doubtful', 'warning', `The place of the highlight ${shown(words)} in its source is uncertain.`)
  }
  if (!sameWords(block.text, words)) {
    const message = `The note quotes ${shown(block.text)}, its highlight now reads ${shown(words)}.`
    add('quotation-differs', 'error', message, `${block.text} ${words}`)
  } else if (highlight?.status !== 'orphan' && !standsInSource(words, [{ sourceId }], context)) {
    add('quotation-differs', 'error', `The words ${shown(words)} do not stand in the captured source.`, words)
  }
  const item = { ...block.citation, sourceId }
  return [...remarks, ...locatorRemarks({ words, items: [item], blockIndex }, context)]
}

function typedRemarks(quoted: Quoted, context: CheckContext): Remark[] {
  const { words, items, blockIndex } = quoted
  if (items.length === 0) {
    const message = `The quotation ${shown(words)} has no citation.`
    return [{ kind: 'quotation-uncited', severity: 'error', message, blockIndex, key: words }]
  }
  const remarks = locatorRemarks(quoted, context)
  if (standsInSource(words, items, context)) return remarks
  const message = `The words ${shown(words)} do not stand in the source that is cited for them.`
  const sourceId = items[0]?.sourceId
  return [{ kind: 'quotation-differs', severity: 'error', message, blockIndex, sourceId, key: words }, ...remarks]
}

/** True also when nothing can be said, because no capture of the cited sources can be read. */
function standsInSource(words: string, items: readonly { sourceId: string }[], context: CheckContext): boolean {
  const texts = items.flatMap(item => context.textsOf(item.sourceId))
  return texts.length === 0 || texts.some(text => hasQuotedWords(text, words))
}

/** Quotes one has typed or pasted: cited inside, or in the paragraph before or after. */
function quoteBlocks(blocks: readonly Block[]): Quoted[] {
  return blocks.flatMap((block, blockIndex) => {
    if (block.type !== 'quote') return []
    // A last line that begins with a dash names the source and is not quoted.
    const isNaming = (inner: Block) => /^\s*[—–-]/.test(blockText([inner]))
    const words = blockText(block.children.filter(inner => !isNaming(inner)))
    const neighbours = [block, blocks[blockIndex + 1], blocks[blockIndex - 1]]
    const items = neighbours.map(citationsIn).find(found => found.length > 0) ?? []
    return words.trim() === '' ? [] : [{ words, items, blockIndex }]
  })
}

const MIN_QUOTED_WORDS = 3

/** Words in quotation marks with a citation right behind them. */
function quotedInLine(blocks: readonly Block[]): Quoted[] {
  return everyBlock(blocks).flatMap(({ block, blockIndex }) =>
    inlineRuns(block).flatMap(run =>
      run.flatMap((inline, index) => {
        if (inline.type !== 'citation') return []
        const words = quotedBefore(run.slice(0, index))
        return words === undefined ? [] : [{ words, items: inline.items, blockIndex }]
      }),
    ),
  )
}

function quotedBefore(inlines: readonly Inline[]): string | undefined {
  const words = /(?:“([^“”]+)”|"([^"]+)"|«([^«»]+)»|„([^„“”]+)[“”])[.,;:]?\s*$/u.exec(inlineText(inlines))
  const quoted = words?.slice(1).find(part => part !== undefined)
  return quoted !== undefined && quoted.trim().split(/\s+/).length >= MIN_QUOTED_WORDS ? quoted : undefined
}

const PAGED = /^(book|chapter|article-journal|paper-conference|report|thesis|manuscript)$/

/** APA wants the place of every quotation; other author–date and note styles, of one from a work with pages. */
function locatorRemarks({ words, items, blockIndex }: Quoted, context: CheckContext): Remark[] {
  const { citationStyle } = context.settings
  if (citationClassOf(citationStyle) === 'numeric') return []
  const isApa = citationStyle === 'apa' || citationStyle === 'american-psychological-association'
  return items.flatMap(item => {
    const source = context.sourcesById.get(item.sourceId)
    const isPaged = PAGED.test(source?.record.cslType ?? '')
    if (source === undefined || item.locator?.trim() || !(isPaged || isApa)) return []
    const what = isPaged ? 'page' : 'paragraph or section'
    const message = `The citation of ${shown(words)} gives no ${what}, which the style asks for.`
    const severity = isPaged ? 'warning' : 'info'
    const key = `${item.sourceId} ${words}`
    return [{ kind: 'locator-missing', severity, message, blockIndex, sourceId: item.sourceId, key }]
  })
}
