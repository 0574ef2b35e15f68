import type { NodeViews } from '../nodes/node-views.ts'
import { CitationView } from './citation-view.tsx'
import { CommentView } from './comment-view.tsx'
import { EmbedView } from './embed-view.tsx'
import { FootnoteView } from './footnote-view.tsx'
import { ImageView } from './image-view.tsx'
import { MathBlockView, MathInlineView } from './math-view.tsx'
import { QuotationView } from './quotation-view.tsx'
import { UnknownView } from './unknown-view.tsx'

/** How the note editor shows the nodes that are not plain text. */
export const NOTE_VIEWS: NodeViews = {
  quotation: QuotationView,
  embed: EmbedView,
  image: ImageView,
  'math-block': MathBlockView,
  unknown: UnknownView,
  citation: CitationView,
  'math-inline': MathInlineView,
  footnote: FootnoteView,
  comment: CommentView,
}
