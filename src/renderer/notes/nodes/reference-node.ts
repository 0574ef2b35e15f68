import { $create, $getState, $setState, createState, type EditorConfig, type LexicalNode, TextNode } from 'lexical'
import { Inline, type ReferenceInline, type ReferenceTarget } from '../../../shared/document/document.ts'

/** What is known of a link's target at the moment; not part of the note. */
export type TargetState = 'present' | 'trashed' | 'missing'
type ReferenceLink = Omit<ReferenceInline, 'type' | 'text'>

const NOWHERE: ReferenceLink = { target: { kind: 'note', id: '-' } }

const linkState = createState('link', {
  parse: (json): ReferenceLink => {
    const parsed = Inline.safeParse({ ...(json as object | undefined), type: 'reference', text: '' })
    if (!parsed.success || parsed.data.type !== 'reference') return NOWHERE
    const { target, custom } = parsed.data
    return { target, ...(custom === undefined ? {} : { custom }) }
  },
})
const targetState = createState('targetState', {
  parse: (json): TargetState => (json === 'trashed' || json === 'missing' ? json : 'present'),
})

const STATE_TITLES: Record<TargetState, string> = {
  present: '',
  trashed: 'This link leads to something in the trash',
  missing: 'This link leads to something that no longer exists',
}

/** A link inside the library: one token of text, removed and moved as a whole. */
export class ReferenceNode extends TextNode {
  override $config() {
    return this.config('reference', { extends: TextNode, stateConfigs: [linkState, targetState] })
  }
  getTarget(): ReferenceTarget {
    return $getState(this, linkState).target
  }
  /** Whether the writer chose the words shown; otherwise they follow the target's title. */
  isCustom(): boolean | undefined {
    return $getState(this, linkState).custom
  }
  setLink(link: ReferenceLink): this {
    return $setState(this, linkState, () => link)
  }
  getTargetState(): TargetState {
    return $getState(this, targetState)
  }
  setTargetState(state: TargetState): this {
    return $setState(this, targetState, state)
  }
  override createDOM(config: EditorConfig): HTMLElement {
    const element = super.createDOM(config)
    this.#decorateElement(element)
    return element
  }
  override updateDOM(previous: this, element: HTMLElement, config: EditorConfig): boolean {
    const replaced = super.updateDOM(previous, element, config)
    if (!replaced) this.#decorateElement(element)
    return replaced
  }
  #decorateElement(element: HTMLElement): void {
    const { kind, id } = this.getTarget()
    const state = this.getTargetState()
    element.dataset.reference = kind
    element.dataset.target = id
    element.dataset.state = state
    element.title = STATE_TITLES[state]
    element.setAttribute('role', 'link')
    element.spellcheck = false
  }
  override canInsertTextBefore(): boolean {
    return false
  }
  override canInsertTextAfter(): boolean {
    return false
  }
}

/** A new link inside the library. */
export function $createReferenceNode(reference: ReferenceInline): ReferenceNode {
  const { target, text, custom } = reference
  return $create(ReferenceNode)
    .setTextContent(text)
    .setMode('token')
    .setLink({ target, ...(custom === undefined ? {} : { custom }) })
}

/** Whether a node is a link inside the library. */
export function $isReferenceNode(node: LexicalNode | null | undefined): node is ReferenceNode {
  return node instanceof ReferenceNode
}
