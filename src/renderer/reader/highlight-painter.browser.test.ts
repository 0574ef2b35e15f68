import { afterEach, describe, expect, it } from 'vitest'
import { indexText, type TextIndex } from '../../shared/anchoring/canonical-text.ts'
import { offsetsToRangePoints } from '../../shared/anchoring/text-points.ts'
import { HighlightPainter, type HighlightPalette, type Mark } from './highlight-painter.ts'

const PALETTE: HighlightPalette = {
  marks: ['#fbe9a6', '#cfeac6', '#cbe2f6', '#f8d3de', '#e2d7f5', '#fadcbd'].map(fill => ({ fill, edge: '#888888' })),
  active: '#0000ff',
  flash: '#ff0000',
  search: '#00ff00',
  currentMatch: '#00ffff',
}
const POLICY = "default-src 'none'; style-src 'unsafe-inline'"
const PAGE = `<h1>Link rot</h1>
<p>Half of the <b>links in court</b> opinions no longer <i>lead</i> anywhere.</p>
<ul><li>one</li><li>two <a href="#n">note</a></li></ul>
<table><tr><td>left cell</td><td>right cell</td></tr></table>
<p style="text-transform:uppercase">shout <span style="user-select:none">quietly</span> here</p>
<p>before<img alt="figure" width="20" height="20">after</p>
<p dir="rtl">שלום עולם</p>
<p id="n">A footnote.</p>`

let frames: HTMLIFrameElement[] = []
afterEach(() => {
  for (const frame of frames) frame.remove()
  frames = []
})

async function openPage(html: string) {
  const frame = document.createElement('iframe')
  frame.setAttribute('sandbox', 'allow-same-origin')
  frame.style.cssText = 'width:600px;height:500px;border:0'
  frame.srcdoc = `<!doctype html><meta http-equiv="Content-Security-Policy" content="${POLICY}"><style>body{font:16px/1.5 monospace;margin:20px}</style><body>${html}</body>`
  const loaded = new Promise(resolve => frame.addEventListener('load', resolve))
  document.body.append(frame)
  frames.push(frame)
  await loaded
  const page = frame.contentDocument as Document
  const index = indexText(page.body)
  return { page, index, view: frame.contentWindow as Window & typeof globalThis }
}

function spanOf(index: TextIndex, words: string) {
  const start = index.text.indexOf(words)
  if (start < 0) throw new Error(`“${words}” is not in the page`)
  return { start, end: start + words.length }
}

function boxOf(page: Document, index: TextIndex, words: string): DOMRect {
  const { start, end } = spanOf(index, words)
  const points = offsetsToRangePoints(index, start, end)
  const range = page.createRange()
  range.setStart(points?.start.node as Node, points?.start.offset ?? 0)
  range.setEnd(points?.end.node as Node, points?.end.offset ?? 0)
  return range.getBoundingClientRect()
}

function paintedTexts(view: Window & typeof globalThis): string[][] {
  return Array.from(view.CSS.highlights.values(), highlight =>
    Array.from(highlight as unknown as Iterable<StaticRange>, range => {
      const live = view.document.createRange()
      live.setStart(range.startContainer, range.startOffset)
      live.setEnd(range.endContainer, range.endOffset)
      return live.toString()
    }),
  )
}

describe('HighlightPainter', () => {
  it('paints each colour without changing the page', async () => {
    const { page, index, view } = await openPage(PAGE)
    const before = page.documentElement.outerHTML
    const painter = new HighlightPainter(page, index, PALETTE)
    painter.setMarks([
      { id: 'a', color: 1, ...spanOf(index, 'Half of the links') },
      { id: 'b', color: 2, ...spanOf(index, 'links in court opinions') },
      { id: 'c', color: 1, ...spanOf(index, 'anywhere.\none\ntwo note') },
    ])
    const texts = paintedTexts(view)
    expect(texts[0]).toEqual(['Half of the links', 'anywhere.\nonetwo note'])
    expect(texts[1]).toEqual(['links in court opinions'])
    expect(page.documentElement.outerHTML).toBe(before)
  })

  it('really colours the text, in spite of the policy of the page', async () => {
    const { page, index, view } = await openPage(PAGE)
    new HighlightPainter(page, index, PALETTE).setMarks([{ id: 'a', color: 3, ...spanOf(index, 'links') }])
    const name = Array.from(view.CSS.highlights.keys())[2] as string
    const { backgroundColor } = view.getComputedStyle(page.querySelector('b') as Element, `::highlight(${name})`)
    expect(backgroundColor).toBe('rgb(203, 226, 246)')
  })

  it('gives the highlights names that a page cannot guess', async () => {
    const { page, index, view } = await openPage(PAGE)
    new HighlightPainter(page, index, PALETTE)
    const first = Array.from(view.CSS.highlights.keys())
    new HighlightPainter(page, index, PALETTE)
    expect(view.CSS.highlights.size).toBe(20)
    expect(first.every(name => /^m[0-9a-f]{32}-/.test(name))).toBe(true)
  })

  it('repaints only what changed', async () => {
    const { page, index, view } = await openPage(PAGE)
    const painter = new HighlightPainter(page, index, PALETTE)
    const kept: Mark = { id: 'kept', color: 1, ...spanOf(index, 'Link rot') }
    painter.setMarks([kept, { id: 'gone', color: 1, ...spanOf(index, 'lead') }])
    const [range] = view.CSS.highlights.values().next().value as unknown as Iterable<StaticRange>
    painter.setMarks([kept, { id: 'new', color: 2, ...spanOf(index, 'anywhere') }])
    const [same] = view.CSS.highlights.values().next().value as unknown as Iterable<StaticRange>
    expect(same).toBe(range)
    expect(paintedTexts(view).slice(0, 2)).toEqual([['Link rot'], ['anywhere']])
    painter.setMarks([{ ...kept, color: 4 }])
    expect(paintedTexts(view).slice(0, 4)).toEqual([[], [], [], ['Link rot']])
  })

  it('hits the marks under a point, inner ones first, and nothing beside the text', async () => {
    const { page, index } = await openPage(PAGE)
    const painter = new HighlightPainter(page, index, PALETTE)
    painter.setMarks([
      { id: 'outer', color: 1, ...spanOf(index, 'links in court opinions') },
      { id: 'inner', color: 2, ...spanOf(index, 'court') },
      { id: 'cell', color: 3, ...spanOf(index, 'right cell') },
      { id: 'rtl', color: 4, ...spanOf(index, 'שלום') },
    ])
    const hits = (words: string) => {
      const box = boxOf(page, index, words)
      return painter.hitTest(box.left + box.width / 2, box.top + box.height / 2).map(({ id }) => id)
    }
    expect(hits('court')).toEqual(['inner', 'outer'])
    expect(hits('opinions')).toEqual(['outer'])
    expect(hits('right')).toEqual(['cell'])
    expect(hits('left cell')).toEqual([])
    expect(hits('שלום')).toEqual(['rtl'])
    expect(hits('Half')).toEqual([])
    const last = boxOf(page, index, 'right cell')
    expect(painter.hitTest(last.right + 60, last.top + 5)).toEqual([])
    expect(painter.hitTest(2, boxOf(page, index, 'Half').top + 5)).toEqual([])
  })

  it('reads selections over blocks, cells and what cannot be selected', async () => {
    const { page, index } = await openPage(PAGE)
    const painter = new HighlightPainter(page, index, PALETTE)
    const selection = page.getSelection() as Selection
    const selectedText = () => {
      const span = painter.selectionToOffsets()
      return span && index.text.slice(span.start, span.end)
    }
    const [bold, cells, shout] = [page.querySelector('b'), page.querySelector('tr'), page.querySelectorAll('p')[1]]
    selection.setBaseAndExtent(bold?.firstChild as Node, 5, page.querySelector('li')?.firstChild as Node, 3)
    expect(selectedText()).toBe('in court opinions no longer lead anywhere.\none')
    selection.selectAllChildren(cells as Node)
    expect(selectedText()).toBe('left cell\nright cell')
    selection.selectAllChildren(shout as Node)
    expect(selectedText()).toBe('shout quietly here')
    selection.setBaseAndExtent(page.body, 0, page.body, page.body.childNodes.length)
    expect(selectedText()).toBe(index.text)
    const image = page.querySelector('img')?.parentNode as Node
    selection.setBaseAndExtent(image, 0, image, 2)
    expect(selectedText()).toBe('before')
    selection.setBaseAndExtent(image, 1, image, 2)
    expect(selectedText()).toBeNull()
    selection.removeAllRanges()
    expect(selectedText()).toBeNull()
  })

  it('reads a selection made backwards with the keyboard’s own command', async () => {
    const { page, index } = await openPage(PAGE)
    const painter = new HighlightPainter(page, index, PALETTE)
    const selection = page.getSelection() as Selection
    selection.collapse(page.querySelector('i')?.firstChild as Node, 4)
    for (let words = 0; words < 3; words++) selection.modify('extend', 'backward', 'word')
    const span = painter.selectionToOffsets()
    expect(span && index.text.slice(span.start, span.end)).toBe('no longer lead')
  })

  it('shows matches, the active marks and a flash, and takes all away', async () => {
    const { page, index, view } = await openPage(PAGE)
    const painter = new HighlightPainter(page, index, PALETTE)
    painter.setMarks([{ id: 'a', color: 1, ...spanOf(index, 'lead') }])
    painter.setActive(['a', 'unknown'])
    painter.setMatches([spanOf(index, 'one'), spanOf(index, 'two')], 1)
    painter.flash(spanOf(index, 'rot'))
    expect(paintedTexts(view).slice(6)).toEqual([['one', 'two'], ['two'], ['lead'], ['rot']])
    painter.setMatches([])
    expect(paintedTexts(view).slice(6, 8)).toEqual([[], []])
    painter.dispose()
    expect(view.CSS.highlights.size).toBe(0)
    expect(page.adoptedStyleSheets).toEqual([])
  })

  it('finds every one of a thousand marks again', async () => {
    const paragraph = 'The quick brown fox jumps over the lazy dog and <b>is not seen</b> again by anyone. '
    const { page, index } = await openPage(`<p>${paragraph.repeat(5)}</p>`.repeat(400))
    const painter = new HighlightPainter(page, index, PALETTE)
    const step = Math.floor(index.text.length / 1_000)
    const marks = Array.from({ length: 1_000 }, (_, k) => ({
      id: `${k}`,
      color: 1 + (k % 6),
      start: k * step,
      end: k * step + 30,
    }))
    painter.setMarks(marks)
    expect(index.text.slice(0, 30)).toBe('The quick brown fox jumps over')
    const wrong = marks.filter(({ id, start }) => {
      const points = offsetsToRangePoints(index, start + 10, start + 11)
      const range = page.createRange()
      range.setStart(points?.start.node as Node, points?.start.offset ?? 0)
      range.setEnd(points?.end.node as Node, points?.end.offset ?? 0)
      range.startContainer.parentElement?.scrollIntoView({ block: 'center' })
      const box = range.getClientRects()[0]
      // A space at the end of a line has no width to hit.
      if (!box || box.width === 0 || /\s/.test(index.text.charAt(start + 10))) return false
      return painter.hitTest(box.left + box.width / 2, box.top + box.height / 2)[0]?.id !== id
    })
    expect(wrong).toEqual([])
  })
})
