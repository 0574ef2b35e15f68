import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { describeRange } from '../../shared/anchoring/selectors.ts'
import { type AnnotationId, Color, type NoteId, type SnapshotId, type SourceId } from '../../shared/contract/ids.ts'
import { markdownToDocument } from '../../shared/document/derive/markdown-in.ts'
import type { Block, Inline, NoteDocument, ReferenceTarget } from '../../shared/document/document.ts'
import { AppError, unwrap } from '../../shared/rpc/result.ts'
import { type ClipPorts, clipOne } from '../clipping/clip-service.ts'
import { pagesAt } from '../clipping/page-files.ts'
import type { Router } from '../rpc/router.ts'
import type { Store } from '../storage/store-client.ts'

const Sample = z.object({
  highlights: z.array(
    z.object({
      key: z.string(),
      page: z.string(),
      color: Color,
      exact: z.string(),
      comment: z.string().default(''),
      tags: z.array(z.string()).default([]),
    }),
  ),
  notes: z.array(z.object({ key: z.string(), title: z.string(), markdown: z.string() })),
  report: z.object({ title: z.string(), notes: z.array(z.string()) }),
  collection: z.string(),
})

interface Placed {
  /** What `[[source:…]]`, `[[note:…]]` and `[[quotation:…]]` of the sample's Markdown mean. */
  targets: Map<string, ReferenceTarget>
  titles: Map<string, string>
  quotations: Map<string, { sourceId: string; text: string }>
}

interface SampleContext {
  ports: ClipPorts
  store: Store
  router: Router
  folder: string
}

/**
 * Adds the sample's pages, highlights, notes and report. A page that is there already is used as it is, so that a second
 * call makes only the notes anew.
 */
export async function addSample(context: SampleContext): Promise<{ sourceId: SourceId; noteId: NoteId }> {
  const sample = Sample.parse(JSON.parse(readFileSync(join(context.folder, 'sample.json'), 'utf8')))
  const call = async <T>(method: string, input: unknown) => unwrap(await context.router.call(method, input)) as T
  const placed: Placed = { targets: new Map(), titles: new Map(), quotations: new Map() }
  const sources = await addPages(context, placed)
  for (const { key, page, exact, ...rest } of sample.highlights) {
    const source = sources.get(page)
    if (!source) throw new AppError('internal', `The sample has no page ${page}.`)
    const { text } = await context.store.call('readerContent', source.snapshotId)
    const start = text.indexOf(exact)
    if (start < 0) throw new AppError('internal', `The sample page ${page} does not hold “${exact}”.`)
    const passage = describeRange(text, start, start + exact.length)
    const { id } = await call<{ id: AnnotationId }>('annotations.create', {
      snapshotId: source.snapshotId,
      passage,
      ...rest,
    })
    placed.targets.set(`quotation:${key}`, { kind: 'annotation', id })
    placed.quotations.set(id, { sourceId: source.sourceId, text: exact })
  }
  const notes = await addNotes(sample.notes, placed, call)
  const noteIds = sample.report.notes.map(key => notes.get(key))
  await call('reports.create', { title: sample.report.title, noteIds })
  const collection = await call<{ id: string }>('library.createCollection', { name: sample.collection })
  await call('library.collect', { id: collection.id, add: [...sources.values()].map(source => source.sourceId) })
  const first = sources.get(sample.highlights[0]?.page ?? '')
  return { sourceId: first?.sourceId as SourceId, noteId: noteIds[0] as NoteId }
}

async function addPages({ ports, folder }: SampleContext, placed: Placed) {
  const sources = new Map<string, { sourceId: SourceId; snapshotId: SnapshotId }>()
  for (const page of pagesAt(folder)) {
    const outcome = await clipOne(ports, { page }, { folder })
    if (outcome.status === 'failed') throw new AppError(outcome.error.code, outcome.error.message)
    sources.set(page.fileName, outcome)
    placed.targets.set(`source:${page.fileName}`, { kind: 'source', id: outcome.sourceId })
    placed.titles.set(outcome.sourceId, outcome.title)
  }
  return sources
}

type Call = <T>(method: string, input: unknown) => Promise<T>

/** Notes are made empty first, so that they can link each other. */
async function addNotes(
  notes: z.output<typeof Sample>['notes'],
  placed: Placed,
  call: Call,
): Promise<Map<string, NoteId>> {
  const ids = new Map<string, NoteId>()
  for (const { key, title } of notes) {
    const { id } = await call<{ id: NoteId }>('notes.create', { title })
    ids.set(key, id)
    placed.targets.set(`note:${key}`, { kind: 'note', id })
    placed.titles.set(id, title)
  }
  for (const { key, title, markdown } of notes) {
    await call('notes.save', { id: ids.get(key), baseVersion: 1, title, document: toDocument(markdown, placed) })
  }
  return ids
}

function toDocument(markdown: string, placed: Placed): NoteDocument {
  const document = markdownToDocument(markdown, { wikilink: title => placed.targets.get(title) })
  return { ...document, blocks: document.blocks.map(block => toBlock(block, placed)) }
}

function toBlock(block: Block, placed: Placed): Block {
  if (block.type === 'list') {
    return {
      ...block,
      items: block.items.map(item => ({ ...item, children: item.children.map(child => toBlock(child, placed)) })),
    }
  }
  if (block.type !== 'paragraph') return block
  const [only, ...others] = block.children
  if (only?.type === 'reference' && only.target.kind === 'annotation' && others.length === 0) {
    const quotation = placed.quotations.get(only.target.id)
    if (quotation) {
      const { sourceId, text } = quotation
      return { type: 'quotation', annotationId: only.target.id, sourceId, text, citation: { sourceId } }
    }
  }
  return { ...block, children: block.children.map(inline => withTitle(inline, placed)) }
}

function withTitle(inline: Inline, placed: Placed): Inline {
  if (inline.type !== 'reference') return inline
  return { type: 'reference', target: inline.target, text: placed.titles.get(inline.target.id) ?? inline.text }
}
