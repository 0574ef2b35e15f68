import type { TextIndex, TextSpan } from '../../shared/anchoring/canonical-text.ts'
import { trimSpan } from '../../shared/anchoring/selectors.ts'
import { offsetsToRangePoints, pointToOffset, rangeToOffsets } from '../../shared/anchoring/text-points.ts'
import { MarkIntervals } from './mark-intervals.ts'

/** A mark to be painted: `color` counts from 1, as the highlight colours do. */
export interface Mark extends TextSpan {
  id: string
  color: number
}

/** CSS colours: one fill and edge for each highlight colour, in order, and those of what comes and goes. */
export interface HighlightPalette {
  marks: readonly { fill: string; edge: string }[]
  /** Colour of the marked words, where the page's own might not show on the fills. */
  ink?: string
  active: string
  flash: string
  search: string
  currentMatch: string
}

const FLASH_MS = 1_200
/** Painted in this order, the last on top. */
const LAYERS = ['search', 'currentMatch', 'active', 'flash'] as const
type Layer = (typeof LAYERS)[number]
type FrameWindow = Window & typeof globalThis

interface PaintedMark {
  mark: Mark
  range: StaticRange
}

/**
 * Paints marks over a page in a frame with the CSS Custom Highlight API, without touching its DOM. The names are random, so that the style
 * sheet of a hostile page cannot name them; the styles go in through the frame's own `adoptedStyleSheets`, which its content security
 * policy does not block. Few names with many ranges each: a name for every mark takes seconds to paint.
 */
export class HighlightPainter {
  readonly #document: Document
  readonly #window: FrameWindow
  readonly #index: TextIndex
  readonly #prefix = `m${crypto.randomUUID().replaceAll('-', '')}`
  readonly #sheet: CSSStyleSheet
  readonly #colors: Highlight[]
  readonly #layers: Record<Layer, Highlight>
  readonly #painted = new Map<string, PaintedMark>()
  #intervals = new MarkIntervals<Mark>([])
  #flashTimer: ReturnType<typeof setTimeout> | undefined

  constructor(document: Document, index: TextIndex, palette: HighlightPalette) {
    const view = document.defaultView
    if (!view) throw new Error('The page is not shown in a frame.')
    this.#document = document
    this.#window = view as FrameWindow
    this.#index = index
    this.#colors = palette.marks.map((_, k) => this.#register(`${k + 1}`, 0))
    const layers = LAYERS.map((layer, k) => [layer, this.#register(layer, k + 1)] as const)
    this.#layers = Object.fromEntries(layers) as Record<Layer, Highlight>
    this.#sheet = new this.#window.CSSStyleSheet()
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, this.#sheet]
    this.setPalette(palette)
  }

  /** Changes the colours, as when the theme changes; nothing is painted anew. */
  setPalette(palette: HighlightPalette): void {
    const ink = palette.ink ? `color:${palette.ink};` : ''
    const rules = palette.marks.map(
      ({ fill, edge }, k) =>
        `${this.#selector(`${k + 1}`)}{background-color:${fill};${ink}text-decoration:underline 1px ${edge};text-decoration-skip-ink:none;text-underline-offset:.26em}`,
    )
    rules.push(
      `${this.#selector('search')}{background-color:${palette.search}}`,
      `${this.#selector('currentMatch')}{background-color:${palette.currentMatch}}`,
      `${this.#selector('active')}{text-decoration:underline 2px ${palette.active};text-decoration-skip-ink:none;text-underline-offset:.26em}`,
      `${this.#selector('flash')}{background-color:${palette.flash}}`,
    )
    this.#sheet.replaceSync(rules.join('\n'))
  }

  /** Paints these marks and no others; what has not changed since the last call is left alone. */
  setMarks(marks: readonly Mark[]): void {
    const wanted = new Map(marks.map(mark => [mark.id, mark]))
    for (const [id, { mark, range }] of this.#painted) {
      const next = wanted.get(id)
      if (next && next.start === mark.start && next.end === mark.end && next.color === mark.color) continue
      this.#colors[mark.color - 1]?.delete(range)
      this.#painted.delete(id)
    }
    for (const mark of marks) {
      if (this.#painted.has(mark.id)) continue
      const range = this.#rangeOf(mark)
      if (range === null) continue
      this.#colors[mark.color - 1]?.add(range)
      this.#painted.set(mark.id, { mark, range })
    }
    this.#intervals = new MarkIntervals(Array.from(this.#painted.values(), ({ mark }) => mark))
  }

  /** Underlines the selected marks. */
  setActive(ids: readonly string[]): void {
    this.#layers.active.clear()
    for (const id of ids) {
      const painted = this.#painted.get(id)
      if (painted) this.#layers.active.add(painted.range)
    }
  }

  /** Shows the matches of a search, one of them as the current one. */
  setMatches(matches: readonly TextSpan[], current?: number): void {
    this.#fill('search', matches)
    this.#fill('currentMatch', current === undefined ? [] : matches.slice(current, current + 1))
  }

  /** Lights a passage up for a moment. */
  flash(span: TextSpan): void {
    clearTimeout(this.#flashTimer)
    this.#fill('flash', [span])
    this.#flashTimer = setTimeout(() => this.#layers.flash.clear(), FLASH_MS)
  }

  /** The marks under a point of the frame's viewport, inner ones first; none in margins and between lines. */
  hitTest(x: number, y: number): Mark[] {
    const caret = this.#document.caretPositionFromPoint(x, y)
    if (!caret) return []
    const offset = pointToOffset(this.#index, caret.offsetNode, caret.offset)
    if (offset === null) return []
    const character = [offset, offset - 1].find(start => start >= 0 && this.#isCharacterAt(start, x, y))
    return character === undefined ? [] : this.#intervals.at(character)
  }

  /** What is selected in the page, without white space at its ends; null if nothing is. */
  selectionToOffsets(): TextSpan | null {
    const selection = this.#document.getSelection()
    if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null
    const span = rangeToOffsets(this.#index, selection.getRangeAt(0))
    return span && trimSpan(this.#index.text, span.start, span.end)
  }

  /** Takes all paint away. */
  dispose(): void {
    clearTimeout(this.#flashTimer)
    for (const name of [...this.#colors.map((_, k) => `${k + 1}`), ...LAYERS]) {
      this.#window.CSS.highlights.delete(`${this.#prefix}-${name}`)
    }
    this.#document.adoptedStyleSheets = this.#document.adoptedStyleSheets.filter(sheet => sheet !== this.#sheet)
  }

  #selector(name: string): string {
    return `::highlight(${this.#prefix}-${name})`
  }

  #register(name: string, priority: number): Highlight {
    const highlight = new this.#window.Highlight()
    highlight.priority = priority
    this.#window.CSS.highlights.set(`${this.#prefix}-${name}`, highlight)
    return highlight
  }

  #fill(layer: Layer, spans: readonly TextSpan[]): void {
    const highlight = this.#layers[layer]
    highlight.clear()
    for (const span of spans) {
      const range = this.#rangeOf(span)
      if (range) highlight.add(range)
    }
  }

  #rangeOf({ start, end }: TextSpan): StaticRange | null {
    const points = offsetsToRangePoints(this.#index, start, end)
    if (points === null || end <= start) return null
    return new this.#window.StaticRange({
      startContainer: points.start.node as Node,
      startOffset: points.start.offset,
      endContainer: points.end.node as Node,
      endOffset: points.end.offset,
    })
  }

  /** The caret is found from far off, so the character's own boxes decide. */
  #isCharacterAt(offset: number, x: number, y: number): boolean {
    const points = offsetsToRangePoints(this.#index, offset, offset + 1)
    if (points === null) return false
    const range = this.#document.createRange()
    range.setStart(points.start.node as Node, points.start.offset)
    range.setEnd(points.end.node as Node, points.end.offset)
    return Array.from(range.getClientRects()).some(
      box => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom,
    )
  }
}
