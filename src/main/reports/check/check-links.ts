import type { SourceDetail } from '../../../shared/contract/library.ts'
import { documentLinks } from '../../../shared/document/derive/links.ts'
import type { Check, Remark } from './check-input.ts'
import { shown } from './check-input.ts'
import { everyBlock, everyInline } from './note-parts.ts'

const NAMES = { note: 'note', source: 'source', annotation: 'highlight' } as const

/** Links, citations and embedded notes whose target is in the trash or gone. */
export const checkLinks: Check = ({ document }, { standing, sourcesById }) =>
  everyBlock(document.blocks).flatMap(({ block, blockIndex }) => {
    const remarks: Remark[] = []
    if (block.type === 'embed') {
      const { id } = block.target
      const state = standing(block.target)
      const where = state === 'trashed' ? 'is in the trash' : 'is not in the library any more'
      const message = `A note shown inside this one ${where} and is left out.`
      const kind = state === 'trashed' ? 'note-trashed' : 'link-broken'
      if (state !== 'here') remarks.push({ kind, severity: 'error', message, blockIndex, key: id })
    }
    for (const inline of everyInline(block)) {
      if (inline.type === 'reference' && standing(inline.target) !== 'here') {
        const where = standing(inline.target) === 'trashed' ? 'in the trash' : 'not in the library any more'
        const message = `The link ${shown(inline.text)} is broken: its ${NAMES[inline.target.kind]} is ${where}.`
        remarks.push({ kind: 'link-broken', severity: 'error', message, blockIndex, key: inline.target.id })
      }
      if (inline.type !== 'citation') continue
      for (const { sourceId } of inline.items) {
        const state = standing({ kind: 'source', id: sourceId })
        if (state === 'here') continue
        const title = sourcesById.get(sourceId)?.record.title
        const what = title === undefined ? 'A cited source' : `The cited source ${shown(title)}`
        const message = `${what} is ${state === 'trashed' ? 'in the trash' : 'not in the library any more'}.`
        remarks.push({ kind: 'link-broken', severity: 'error', message, blockIndex, sourceId, key: sourceId })
      }
    }
    return remarks
  })

/** Cited and quoted sources whose record lacks what a bibliography begins with. */
export const checkSources: Check = ({ document }, { sourcesById, annotationsById }) =>
  documentLinks(document).flatMap(({ target, via, blockIndex }): Remark[] => {
    if (via !== 'citation' && via !== 'quotation') return []
    const sourceId = target.kind === 'annotation' ? annotationsById.get(target.id)?.sourceId : target.id
    const source = sourcesById.get(sourceId ?? '')
    const missing = source === undefined ? [] : missingFields(source)
    if (source === undefined || missing.length === 0) return []
    const message = `The source ${shown(source.record.title)} has no ${missing.join(' and no ')}.`
    const key = `${source.id} ${missing.join(' ')}`
    return [{ kind: 'source-incomplete', severity: 'warning', message, blockIndex, sourceId: source.id, key }]
  })

function missingFields({ record }: SourceDetail): string[] {
  const title = record.title.trim()
  const isUntitled = title === '' || title === record.url || /^(untitled|no title)$/i.test(title)
  return [
    record.authors.length === 0 ? 'author' : '',
    record.published === null || record.published.trim() === '' ? 'date' : '',
    isUntitled ? 'title' : '',
  ].filter(field => field !== '')
}
