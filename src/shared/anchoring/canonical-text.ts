/**
 * The canonical text of a tree of nodes: the one string in which annotations, search hits and quotations are counted.
 *
 * Definition (offsets are UTF-16 code units, no character is normalised, style sheets play no part):
 * 1. Text nodes are read in document order. The content of these elements is left out: SCRIPT, STYLE, TEMPLATE, NOSCRIPT, TEXTAREA,
 *    SELECT, DATALIST, HEAD, TITLE, IFRAME, NOEMBED, NOFRAMES, OBJECT, AUDIO, VIDEO, CANVAS, and what SVG and MathML never paint
 *    (DESC, METADATA, ANNOTATION, ANNOTATION-XML).
 * 2. A run of white space (space, tab, LF, FF, CR: HTML's definition, so no-break spaces are ordinary characters) is one separator, also
 *    where the run goes over several text nodes or elements.
 * 3. The separator is a line feed if the start or end of a block element (`BLOCK_NAMES`; table cells, captions and rows count), a BR or
 *    an HR lies in the run, or if the run holds a line break inside PRE, LISTING, XMP or PLAINTEXT. Otherwise it is a space.
 *    A block boundary, BR or HR is a separator even without white space.
 * 4. Separators at the beginning and the end of the whole text are dropped.
 *
 * So the text never holds two white-space characters in a row, and white space between blocks gives nothing of its own.
 */

/** What is asked of a node: true DOM nodes and linkedom's both have it. */
export interface TreeNode {
  readonly nodeType: number
  readonly nodeName: string
  readonly nodeValue: string | null
  readonly firstChild: TreeNode | null
  readonly nextSibling: TreeNode | null
  readonly parentNode: TreeNode | null
}

/** A place between two characters of a text node, or between two children of any other node (as in DOM ranges). */
export interface TreePoint {
  node: TreeNode
  offset: number
}

/** The two ends of a DOM `Range` or `StaticRange`. */
export interface TreeRange {
  readonly startContainer: TreeNode
  readonly startOffset: number
  readonly endContainer: TreeNode
  readonly endOffset: number
}

/** Part of a text, as UTF-16 offsets: `start` is the first character, `end` the one after the last. */
export interface TextSpan {
  start: number
  end: number
}

/**
 * Canonical text with its way back to the tree. A *run* is a stretch of canonical text that equals a stretch of one text node character
 * by character; runs are in document order, and only separators lie between them.
 */
export interface TextIndex {
  readonly text: string
  readonly root: TreeNode
  /** Canonical offset, length, text node and offset in that node of each run. */
  readonly runStart: Int32Array
  readonly runLength: Int32Array
  readonly runNode: readonly TreeNode[]
  readonly runNodeOffset: Int32Array
  /** Position of each node in `firstRun` and `nextRun`. */
  readonly ordinals: ReadonlyMap<TreeNode, number>
  /** The number of runs before the node, and before the point just after it. */
  readonly firstRun: readonly number[]
  readonly nextRun: readonly number[]
}

const ELEMENT_NODE = 1
const TEXT_NODE = 3
const CDATA_NODE = 4

const SKIPPED_NAMES =
  'SCRIPT STYLE TEMPLATE NOSCRIPT TEXTAREA SELECT DATALIST HEAD TITLE IFRAME NOEMBED NOFRAMES OBJECT AUDIO VIDEO CANVAS DESC METADATA ANNOTATION ANNOTATION-XML'
const BLOCK_NAMES =
  'ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY CAPTION CENTER DD DETAILS DIALOG DIR DIV DL DT FIELDSET FIGCAPTION FIGURE FOOTER FORM H1 H2 H3 H4 H5 H6 HEADER HGROUP HR HTML LEGEND LI MAIN MENU NAV OL P SEARCH SECTION SUMMARY TABLE TBODY TD TFOOT TH THEAD TR UL BR TEXT'
const PREFORMATTED_NAMES = 'PRE LISTING XMP PLAINTEXT'

const SKIPPED = 1
const BLOCK = 2
const PREFORMATTED = 4

const FLAGS_BY_NAME = new Map<string, number>([
  ...SKIPPED_NAMES.split(' ').map(name => [name, SKIPPED] as const),
  ...BLOCK_NAMES.split(' ').map(name => [name, BLOCK] as const),
  ...PREFORMATTED_NAMES.split(' ').map(name => [name, BLOCK | PREFORMATTED] as const),
])

const NO_SEPARATOR = 0
const SPACE = 1
const LINE_FEED = 2

class IndexBuilder {
  readonly pieces: string[] = []
  readonly runStart: number[] = []
  readonly runLength: number[] = []
  readonly runNode: TreeNode[] = []
  readonly runNodeOffset: number[] = []
  readonly nodes: TreeNode[] = []
  readonly firstRun: number[] = []
  readonly nextRun: number[] = []
  length = 0
  #preformattedDepth = 0
  readonly #openOrdinals: number[] = []
  readonly #openFlags: number[] = []
  #separator = NO_SEPARATOR

  enter(node: TreeNode, flags: number): void {
    this.#openOrdinals.push(this.nodes.length)
    this.#openFlags.push(flags)
    this.nodes.push(node)
    this.firstRun.push(this.runStart.length)
    this.nextRun.push(this.runStart.length)
    if (flags & BLOCK) this.#separator = LINE_FEED
    if (flags & PREFORMATTED) this.#preformattedDepth++
  }

  /** Leaves the node that was entered last. */
  leave(): void {
    this.nextRun[this.#openOrdinals.pop() as number] = this.runStart.length
    const flags = this.#openFlags.pop() as number
    if (flags & BLOCK) this.#separator = LINE_FEED
    if (flags & PREFORMATTED) this.#preformattedDepth--
  }

  addText(node: TreeNode, data: string): void {
    const end = data.length
    let at = 0
    while (at < end) {
      if (isHtmlSpace(data.charCodeAt(at))) {
        at = this.#skipSpace(data, at)
        continue
      }
      const runFrom = at
      at = this.#endOfPlainRun(data, at)
      this.#addRun(node, data, runFrom, at)
    }
  }

  /** Reads white space into the pending separator. */
  #skipSpace(data: string, from: number): number {
    let at = from
    let separator = SPACE
    for (; at < data.length; at++) {
      const code = data.charCodeAt(at)
      if (!isHtmlSpace(code)) break
      if (this.#preformattedDepth > 0 && (code === 10 || code === 13)) separator = LINE_FEED
    }
    if (separator > this.#separator) this.#separator = separator
    return at
  }

  /** Words with single spaces between them stand in the canonical text as they are. */
  #endOfPlainRun(data: string, from: number): number {
    const end = data.length
    let at = from
    while (at < end) {
      const code = data.charCodeAt(at)
      if (isHtmlSpace(code) && (code !== 32 || at + 1 === end || isHtmlSpace(data.charCodeAt(at + 1)))) break
      at++
    }
    return at
  }

  #addRun(node: TreeNode, data: string, from: number, to: number): void {
    if (this.#separator !== NO_SEPARATOR && this.length > 0) {
      this.pieces.push(this.#separator === LINE_FEED ? '\n' : ' ')
      this.length++
    }
    this.#separator = NO_SEPARATOR
    this.runStart.push(this.length)
    this.runLength.push(to - from)
    this.runNode.push(node)
    this.runNodeOffset.push(from)
    this.pieces.push(data.slice(from, to))
    this.length += to - from
  }
}

function isHtmlSpace(code: number): boolean {
  return code === 32 || code === 10 || code === 9 || code === 13 || code === 12
}

/** The canonical text of all that is in the element `root`, as defined at the head of this file. */
export function canonicalText(root: TreeNode): string {
  return indexText(root).text
}

/** The canonical text of `root` with the maps between its offsets and the tree: one walk without recursion, so depth is no danger. */
export function indexText(root: TreeNode): TextIndex {
  const builder = new IndexBuilder()
  let node: TreeNode = root
  for (;;) {
    const below = enterNode(builder, node)
    if (below !== null) {
      node = below
      continue
    }
    builder.leave()
    while (node !== root && node.nextSibling === null) {
      node = node.parentNode as TreeNode
      builder.leave()
    }
    if (node === root) break
    node = node.nextSibling as TreeNode
  }
  // Painting needs no way from nodes to offsets, so the map is made when it is first asked for.
  let ordinals: Map<TreeNode, number> | null = null
  return {
    text: builder.pieces.join(''),
    root,
    runStart: Int32Array.from(builder.runStart),
    runLength: Int32Array.from(builder.runLength),
    runNode: builder.runNode,
    runNodeOffset: Int32Array.from(builder.runNodeOffset),
    get ordinals() {
      ordinals ??= new Map(builder.nodes.map((member, ordinal) => [member, ordinal]))
      return ordinals
    },
    firstRun: builder.firstRun,
    nextRun: builder.nextRun,
  }
}

/** Returns the child to go on with, if there is one that counts. */
function enterNode(builder: IndexBuilder, node: TreeNode): TreeNode | null {
  const type = node.nodeType
  if (type === TEXT_NODE || type === CDATA_NODE) {
    builder.enter(node, 0)
    builder.addText(node, node.nodeValue ?? '')
    return null
  }
  const flags = type === ELEMENT_NODE ? flagsOf(node.nodeName) : 0
  builder.enter(node, flags)
  return flags & SKIPPED ? null : node.firstChild
}

function flagsOf(name: string): number {
  return FLAGS_BY_NAME.get(name) ?? FLAGS_BY_NAME.get(name.toUpperCase()) ?? 0
}
