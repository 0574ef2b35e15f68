import { $create, $getState, $setState, createState, ElementNode, type LexicalNode } from 'lexical'
import type { CalloutBlock } from '../../../shared/document/document.ts'

export type CalloutKind = CalloutBlock['kind']
export const CALLOUT_KINDS: readonly CalloutKind[] = ['note', 'tip', 'important', 'warning', 'caution']

const kindState = createState('kind', {
  parse: (json): CalloutKind => CALLOUT_KINDS.find(kind => kind === json) ?? 'note',
})
const titleState = createState('title', {
  parse: (json): string | undefined => (typeof json === 'string' ? json : undefined),
})

/**
 * Blocks set apart from the text. A shadow root, so that pasted blocks and Markdown shortcuts work inside it as they do
 * at the top level.
 */
abstract class ContainerNode extends ElementNode {
  override isShadowRoot(): boolean {
    return true
  }
  override canBeEmpty(): boolean {
    return false
  }
  override canIndent(): boolean {
    return false
  }
}

/** A quotation typed by hand. */
export class QuoteContainerNode extends ContainerNode {
  override $config() {
    return this.config('quote-block', {})
  }
  override createDOM(): HTMLElement {
    return document.createElement('blockquote')
  }
  override updateDOM(): boolean {
    return false
  }
}

/** A boxed remark. */
export class CalloutNode extends ContainerNode {
  override $config() {
    return this.config('callout', { stateConfigs: [kindState, titleState] })
  }
  getKind(): CalloutKind {
    return $getState(this, kindState)
  }
  setKind(kind: CalloutKind): this {
    return $setState(this, kindState, kind)
  }
  getTitle(): string | undefined {
    return $getState(this, titleState)
  }
  setTitle(title: string | undefined): this {
    return $setState(this, titleState, title)
  }
  override createDOM(): HTMLElement {
    const element = document.createElement('div')
    element.setAttribute('role', 'note')
    this.#label(element)
    return element
  }
  override updateDOM(_previous: this, element: HTMLElement): boolean {
    this.#label(element)
    return false
  }
  #label(element: HTMLElement): void {
    const kind = this.getKind()
    element.dataset.callout = kind
    element.dataset.title = this.getTitle() || kind[0]?.toUpperCase() + kind.slice(1)
    element.setAttribute('aria-label', element.dataset.title)
  }
}

/** A new quotation typed by hand, still without blocks. */
export function $createQuoteContainerNode(): QuoteContainerNode {
  return $create(QuoteContainerNode)
}
/** A new callout, still without blocks. */
export function $createCalloutNode(kind: CalloutKind, title?: string): CalloutNode {
  return $create(CalloutNode).setKind(kind).setTitle(title)
}

/** Whether a node holds blocks set apart from the text. */
export function $isContainerNode(node: LexicalNode | null | undefined): node is QuoteContainerNode | CalloutNode {
  return node instanceof ContainerNode
}
