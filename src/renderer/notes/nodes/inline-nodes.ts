import { $create, createState, type LexicalNode } from 'lexical'
import {
  type CitationInline,
  type CommentInline,
  type FootnoteInline,
  Inline,
  type MathInline,
} from '../../../shared/document/document.ts'
import { InlineViewNode } from './view-nodes.ts'

/** Reads an inline of one type out of untrusted JSON, or gives the fallback. */
function inlineParser<T extends Inline>(fallback: T): (json: unknown) => T {
  return json => {
    const parsed = Inline.safeParse(json)
    return parsed.success && parsed.data.type === fallback.type ? (parsed.data as T) : fallback
  }
}

const citationState = createState('citation', { parse: inlineParser<CitationInline>({ type: 'citation', items: [] }) })
const mathState = createState('math', { parse: inlineParser<MathInline>({ type: 'math', tex: '' }) })
const footnoteState = createState('footnote', {
  parse: inlineParser<FootnoteInline>({ type: 'footnote', children: [] }),
})
const commentState = createState('comment', { parse: inlineParser<CommentInline>({ type: 'comment', text: '' }) })

/** One citation, of one or several sources. */
export class CitationNode extends InlineViewNode<CitationInline> {
  protected readonly valueState = citationState
  override $config() {
    return this.config('citation', { stateConfigs: [citationState] })
  }
}

/** A formula in the line. */
export class MathInlineNode extends InlineViewNode<MathInline> {
  protected readonly valueState = mathState
  override $config() {
    return this.config('math-inline', { stateConfigs: [mathState] })
  }
  override getTextContent(): string {
    return this.getValue().tex
  }
}

/** The mark of a footnote; its text is kept in it. */
export class FootnoteNode extends InlineViewNode<FootnoteInline> {
  protected readonly valueState = footnoteState
  override $config() {
    return this.config('footnote', { stateConfigs: [footnoteState] })
  }
}

/** A comment to oneself. */
export class CommentNode extends InlineViewNode<CommentInline> {
  protected readonly valueState = commentState
  override $config() {
    return this.config('comment', { stateConfigs: [commentState] })
  }
}

/** A new citation node. */
export function $createCitationNode(value: CitationInline): CitationNode {
  return $create(CitationNode).setValue(value)
}
/** A new node for a formula in the line. */
export function $createMathInlineNode(value: MathInline): MathInlineNode {
  return $create(MathInlineNode).setValue(value)
}
/** A new footnote node. */
export function $createFootnoteNode(value: FootnoteInline): FootnoteNode {
  return $create(FootnoteNode).setValue(value)
}
/** A new comment node. */
export function $createCommentNode(value: CommentInline): CommentNode {
  return $create(CommentNode).setValue(value)
}

/** Whether a node stands for one whole inline of the document tree. */
export function $isInlineViewNode(node: LexicalNode | null | undefined): node is InlineViewNode<Inline> {
  return node instanceof InlineViewNode
}
