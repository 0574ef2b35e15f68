import { $create, createState, type LexicalNode } from 'lexical'
import {
  Block,
  type EmbedBlock,
  type ImageBlock,
  type MathBlock,
  type QuotationBlock,
  type UnknownBlock,
} from '../../../shared/document/document.ts'
import { BlockViewNode } from './view-nodes.ts'

const NO_BLOB = '0'.repeat(64)

/** Reads a block of one type out of untrusted JSON, or gives the fallback. */
function blockParser<T extends Block>(fallback: T): (json: unknown) => T {
  return json => {
    const parsed = Block.safeParse(json)
    return parsed.success && parsed.data.type === fallback.type ? (parsed.data as T) : fallback
  }
}

const quotationState = createState('quotation', {
  parse: blockParser<QuotationBlock>({ type: 'quotation', annotationId: '-', sourceId: '-', text: '' }),
})
const embedState = createState('embed', {
  parse: blockParser<EmbedBlock>({ type: 'embed', target: { kind: 'note', id: '-' } }),
})
const imageState = createState('image', { parse: blockParser<ImageBlock>({ type: 'image', blob: NO_BLOB, alt: '' }) })
const mathState = createState('math', { parse: blockParser<MathBlock>({ type: 'math', tex: '' }) })
const unknownState = createState('unknown', {
  parse: blockParser<UnknownBlock>({ type: 'unknown', original: {}, text: '' }),
})

/** A highlight quoted in the note. */
export class QuotationNode extends BlockViewNode<QuotationBlock> {
  protected readonly valueState = quotationState
  override $config() {
    return this.config('quotation', { stateConfigs: [quotationState] })
  }
  override getTextContent(): string {
    return this.getValue().text
  }
}

/** Another note, or a section of one, shown in place. */
export class EmbedNode extends BlockViewNode<EmbedBlock> {
  protected readonly valueState = embedState
  override $config() {
    return this.config('embed', { stateConfigs: [embedState] })
  }
}

/** An image of the library's blob store. */
export class ImageNode extends BlockViewNode<ImageBlock> {
  protected readonly valueState = imageState
  override $config() {
    return this.config('image', { stateConfigs: [imageState] })
  }
  override getTextContent(): string {
    return this.getValue().alt
  }
}

/** A displayed formula. */
export class MathBlockNode extends BlockViewNode<MathBlock> {
  protected readonly valueState = mathState
  override $config() {
    return this.config('math-block', { stateConfigs: [mathState] })
  }
  override getTextContent(): string {
    return this.getValue().tex
  }
}

/** A block of a newer program, kept whole. */
export class UnknownNode extends BlockViewNode<UnknownBlock> {
  protected readonly valueState = unknownState
  override $config() {
    return this.config('unknown', { stateConfigs: [unknownState] })
  }
  override getTextContent(): string {
    return this.getValue().text
  }
}

/** A new quotation node. */
export function $createQuotationNode(value: QuotationBlock): QuotationNode {
  return $create(QuotationNode).setValue(value)
}
/** A new embed node. */
export function $createEmbedNode(value: EmbedBlock): EmbedNode {
  return $create(EmbedNode).setValue(value)
}
/** A new image node. */
export function $createImageNode(value: ImageBlock): ImageNode {
  return $create(ImageNode).setValue(value)
}
/** A new node for a displayed formula. */
export function $createMathBlockNode(value: MathBlock): MathBlockNode {
  return $create(MathBlockNode).setValue(value)
}
/** A new node that keeps a block of a newer program whole. */
export function $createUnknownNode(value: UnknownBlock): UnknownNode {
  return $create(UnknownNode).setValue(value)
}

/** Whether a node stands for one whole block of the document tree. */
export function $isBlockViewNode(node: LexicalNode | null | undefined): node is BlockViewNode<Block> {
  return node instanceof BlockViewNode
}
