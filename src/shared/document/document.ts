import { z } from 'zod'

/**
 * The document tree of notes and reports: what is stored, and what plain text, links, outline, Markdown, HTML and
 * reports are all derived from. The editor converts to and from it; the backend never sees the editor's own state.
 */
export const DOCUMENT_VERSION = 1

export const Mark = z.enum(['bold', 'italic', 'underline', 'strike', 'code', 'subscript', 'superscript', 'highlight'])
export type Mark = z.infer<typeof Mark>

/** What a link inside the library points to. Ids never change, so renaming never breaks a link. */
export const ReferenceTarget = z.object({
  kind: z.enum(['note', 'source', 'annotation']),
  id: z.string().min(1),
  /** A block inside the target note (`Block.id`). */
  blockId: z.string().optional(),
})
export type ReferenceTarget = z.infer<typeof ReferenceTarget>

export const CitationItem = z.object({
  sourceId: z.string().min(1),
  /** What the locator counts, in CSL's words. */
  label: z.enum(['page', 'paragraph', 'chapter', 'section', 'figure', 'line', 'verse', 'note']).optional(),
  locator: z.string().optional(),
  prefix: z.string().optional(),
  suffix: z.string().optional(),
  suppressAuthor: z.boolean().optional(),
})
export type CitationItem = z.infer<typeof CitationItem>

export interface TextInline {
  type: 'text'
  text: string
  marks?: Mark[]
}
export interface BreakInline {
  type: 'break'
}
export interface LinkInline {
  type: 'link'
  /** http, https or mailto only; anything else is refused when a note is saved. */
  href: string
  children: Inline[]
}
export interface ReferenceInline {
  type: 'reference'
  target: ReferenceTarget
  /** The words shown. Unless `custom`, they follow the target's title. */
  text: string
  custom?: boolean
}
export interface CitationInline {
  type: 'citation'
  items: CitationItem[]
}
export interface MathInline {
  type: 'math'
  tex: string
}
export interface FootnoteInline {
  type: 'footnote'
  children: Block[]
}
/** A comment to oneself: never leaves in an export. */
export interface CommentInline {
  type: 'comment'
  text: string
}
export type Inline =
  | TextInline
  | BreakInline
  | LinkInline
  | ReferenceInline
  | CitationInline
  | MathInline
  | FootnoteInline
  | CommentInline

interface BlockBase {
  /** Stable within the note; present on blocks that something links to. */
  id?: string
}
export interface ParagraphBlock extends BlockBase {
  type: 'paragraph'
  children: Inline[]
}
export interface HeadingBlock extends BlockBase {
  type: 'heading'
  level: 1 | 2 | 3 | 4 | 5 | 6
  children: Inline[]
}
export interface ListItem {
  checked?: boolean
  children: Block[]
}
export interface ListBlock extends BlockBase {
  type: 'list'
  kind: 'bullet' | 'number' | 'check'
  start?: number
  items: ListItem[]
}
export interface QuoteBlock extends BlockBase {
  type: 'quote'
  children: Block[]
}
export interface CalloutBlock extends BlockBase {
  type: 'callout'
  kind: 'note' | 'tip' | 'important' | 'warning' | 'caution'
  title?: string
  children: Block[]
}
export interface CodeBlock extends BlockBase {
  type: 'code'
  language?: string
  text: string
}
export interface MathBlock extends BlockBase {
  type: 'math'
  tex: string
}
export interface ImageBlock extends BlockBase {
  type: 'image'
  /** SHA-256 of the image's bytes in the library's blob store. */
  blob: string
  alt: string
  caption?: Inline[]
  /** Share of the text's width, 0–1. */
  width?: number
}
export interface TableCell {
  header?: boolean
  colspan?: number
  rowspan?: number
  align?: 'left' | 'center' | 'right'
  children: Block[]
}
export interface TableBlock extends BlockBase {
  type: 'table'
  caption?: Inline[]
  rows: TableCell[][]
}
export interface RuleBlock extends BlockBase {
  type: 'rule'
}
/**
 * A highlight quoted in the note. Live through `annotationId` (colour, comment, tags); the quoted words and the source
 * are kept here too, so that a lost highlight never empties a note.
 */
export interface QuotationBlock extends BlockBase {
  type: 'quotation'
  annotationId: string
  sourceId: string
  text: string
  citation?: CitationItem
}
/** Another note, or one of its sections, shown in place. */
export interface EmbedBlock extends BlockBase {
  type: 'embed'
  target: ReferenceTarget
}
/** Something a newer program wrote: kept whole, shown as its text. */
export interface UnknownBlock extends BlockBase {
  type: 'unknown'
  original: Record<string, unknown>
  text: string
}
export type Block =
  | ParagraphBlock
  | HeadingBlock
  | ListBlock
  | QuoteBlock
  | CalloutBlock
  | CodeBlock
  | MathBlock
  | ImageBlock
  | TableBlock
  | RuleBlock
  | QuotationBlock
  | EmbedBlock
  | UnknownBlock

export interface NoteDocument {
  version: typeof DOCUMENT_VERSION
  blocks: Block[]
}

const blockId = { id: z.string().min(1).optional() }
const blocks: z.ZodType<Block[]> = z.lazy(() => z.array(Block))
const inlines: z.ZodType<Inline[]> = z.lazy(() => z.array(Inline))
const safeHref = z
  .string()
  .max(8_000)
  .regex(/^(https?:\/\/|mailto:)\S+$/i, 'A link must start with http://, https:// or mailto:')

export const Inline: z.ZodType<Inline> = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text: z.string(), marks: z.array(Mark).optional() }),
  z.object({ type: z.literal('break') }),
  z.object({ type: z.literal('link'), href: safeHref, children: inlines }),
  z.object({ type: z.literal('reference'), target: ReferenceTarget, text: z.string(), custom: z.boolean().optional() }),
  z.object({ type: z.literal('citation'), items: z.array(CitationItem).min(1) }),
  z.object({ type: z.literal('math'), tex: z.string() }),
  z.object({ type: z.literal('footnote'), children: blocks }),
  z.object({ type: z.literal('comment'), text: z.string() }),
])

const TableCell: z.ZodType<TableCell> = z.object({
  header: z.boolean().optional(),
  colspan: z.number().int().min(1).optional(),
  rowspan: z.number().int().min(1).optional(),
  align: z.enum(['left', 'center', 'right']).optional(),
  children: blocks,
})
const ListItem: z.ZodType<ListItem> = z.object({ checked: z.boolean().optional(), children: blocks })
const headingLevel = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5), z.literal(6)])

export const Block: z.ZodType<Block> = z.discriminatedUnion('type', [
  z.object({ type: z.literal('paragraph'), ...blockId, children: inlines }),
  z.object({ type: z.literal('heading'), ...blockId, level: headingLevel, children: inlines }),
  z.object({
    type: z.literal('list'),
    ...blockId,
    kind: z.enum(['bullet', 'number', 'check']),
    start: z.number().int().optional(),
    items: z.array(ListItem),
  }),
  z.object({ type: z.literal('quote'), ...blockId, children: blocks }),
  z.object({
    type: z.literal('callout'),
    ...blockId,
    kind: z.enum(['note', 'tip', 'important', 'warning', 'caution']),
    title: z.string().optional(),
    children: blocks,
  }),
  z.object({ type: z.literal('code'), ...blockId, language: z.string().optional(), text: z.string() }),
  z.object({ type: z.literal('math'), ...blockId, tex: z.string() }),
  z.object({
    type: z.literal('image'),
    ...blockId,
    blob: z.string().regex(/^[0-9a-f]{64}$/),
    alt: z.string(),
    caption: inlines.optional(),
    width: z.number().min(0.05).max(1).optional(),
  }),
  z.object({ type: z.literal('table'), ...blockId, caption: inlines.optional(), rows: z.array(z.array(TableCell)) }),
  z.object({ type: z.literal('rule'), ...blockId }),
  z.object({
    type: z.literal('quotation'),
    ...blockId,
    annotationId: z.string().min(1),
    sourceId: z.string().min(1),
    text: z.string(),
    citation: CitationItem.optional(),
  }),
  z.object({ type: z.literal('embed'), ...blockId, target: ReferenceTarget }),
  z.object({
    type: z.literal('unknown'),
    ...blockId,
    original: z.record(z.string(), z.unknown()),
    text: z.string(),
  }),
])

export const NoteDocument: z.ZodType<NoteDocument> = z.object({
  version: z.literal(DOCUMENT_VERSION),
  blocks: z.array(Block),
})

/** An empty note: one empty paragraph, so that there is a place for the caret. */
export function emptyDocument(): NoteDocument {
  return { version: DOCUMENT_VERSION, blocks: [{ type: 'paragraph', children: [] }] }
}
