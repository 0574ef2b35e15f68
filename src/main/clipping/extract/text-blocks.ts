import { WITHOUT_TEXT } from './elements-without-text.ts'
import {
  attribute,
  collapse,
  INLINE_TAGS,
  isElement,
  isText,
  type PageElement,
  type PageNode,
  type PageText,
  textOf,
} from './page-tree.ts'

/** One line of the page: a run of text between two block boundaries or line breaks. */
export interface TextBlock {
  index: number
  /** The nearest enclosing element that is not inline. */
  container: PageElement
  texts: PageText[]
  text: string
  /** Characters of `text` inside links. */
  linkLength: number
  links: number
  /** Characters in bold or italic. */
  strongLength: number
  /** White space is kept as written (`pre`). */
  preformatted: boolean
  /** Images passed since the block before. */
  imagesBefore: number
  /** Started right after a `<br>`, i.e. a line of the same container as the block before. */
  afterBreak: boolean
}

const SKIPPED = new Set([...WITHOUT_TEXT, 'annotation', 'annotation-xml', 'math'])
const STRONG = new Set(['b', 'strong', 'em', 'i'])

interface OpenState {
  container: PageElement
  inLink: boolean
  strong: boolean
  pre: boolean
}

type Step = { node: PageNode; state: OpenState } | { flush: OpenState }

/** The lines of text under `root`, in document order. */
export function collectBlocks(root: PageElement): TextBlock[] {
  const blocks: TextBlock[] = []
  const line = new LineBuilder(blocks)
  const start: OpenState = { container: root, inLink: false, strong: false, pre: false }
  const stack: Step[] = []
  pushChildren(stack, root, start)
  for (let step = stack.pop(); step; step = stack.pop()) {
    if ('flush' in step) {
      line.flush(false)
      continue
    }
    const { node, state } = step
    if (isText(node)) {
      line.add(node, state)
      continue
    }
    if (!isElement(node)) continue
    const tag = node.tagName
    if (tag === 'br') {
      line.flush(true)
      continue
    }
    if (tag === 'img' || tag === 'picture') line.images++
    if (tag === 'math') line.addFormula(attribute(node, 'alttext') ?? textOf(node), state)
    if (SKIPPED.has(tag)) continue
    if (INLINE_TAGS.has(tag)) {
      const linked = tag === 'a' && attribute(node, 'href') !== undefined
      if (linked) line.links++
      const next =
        linked || STRONG.has(tag)
          ? { ...state, inLink: state.inLink || linked, strong: state.strong || STRONG.has(tag) }
          : state
      pushChildren(stack, node, next)
      continue
    }
    line.flush(false)
    const inner: OpenState = { ...state, container: node, pre: state.pre || tag === 'pre' }
    stack.push({ flush: inner })
    pushChildren(stack, node, inner)
  }
  line.flush(false)
  return blocks
}

function pushChildren(stack: Step[], element: PageElement, state: OpenState): void {
  for (let i = element.childNodes.length - 1; i >= 0; i--)
    stack.push({ node: element.childNodes[i] as PageNode, state })
}

class LineBuilder {
  images = 0
  links = 0
  private parts: string[] = []
  private texts: PageText[] = []
  private container: PageElement | undefined
  private linkLength = 0
  private strongLength = 0
  private pre = false
  private broken = false
  private readonly blocks: TextBlock[]

  constructor(blocks: TextBlock[]) {
    this.blocks = blocks
  }

  add(node: PageText, state: OpenState): void {
    this.parts.push(node.value)
    this.texts.push(node)
    if (!this.container || (state.container !== this.container && this.parts.length === 1))
      this.container = state.container
    this.pre = state.pre
    if (state.inLink || state.strong) {
      const length = collapse(node.value).length
      if (state.inLink) this.linkLength += length
      if (state.strong) this.strongLength += length
    }
  }

  addFormula(source: string, state: OpenState): void {
    this.parts.push(source)
    this.container ??= state.container
  }

  flush(atBreak: boolean): void {
    const raw = this.parts.join('')
    const text = this.pre ? raw.replace(/^\n+|\s+$/g, '') : collapse(raw)
    if (text && this.container) {
      this.blocks.push({
        index: this.blocks.length,
        container: this.container,
        texts: this.texts,
        text,
        linkLength: Math.min(this.linkLength, text.length),
        links: this.links,
        strongLength: Math.min(this.strongLength, text.length),
        preformatted: this.pre,
        imagesBefore: this.images,
        afterBreak: this.broken,
      })
      this.images = 0
    }
    this.links = 0
    this.parts = []
    this.texts = []
    this.container = undefined
    this.linkLength = 0
    this.strongLength = 0
    this.broken = atBreak
  }
}
