import { afterEach, expect, test } from 'vitest'
import { canonicalText } from '../../shared/anchoring/canonical-text.ts'
import { describeRange } from '../../shared/anchoring/selectors.ts'
import { blocksOf } from './article-blocks.ts'
import { outlineOf } from './article-outline.ts'
import { footnoteText, linkedElement } from './footnotes.ts'
import { type FrameArticle, offsetAtPoint, openArticle, selectedSpan, selectSpan } from './frame-article.ts'

const PAGE = `<!doctype html><html lang="de"><head><meta charset="utf-8"></head><body style="margin:0"><article>
<h2>Wer  prüft</h2><p>Nobody <em>planned</em> that.<sup><a href="#fn1">1</a></sup> It survived.</p>
<ul><li>A copy</li><li>Two <b>keepers</b></li></ul>
<table><tr><td>Paper</td><td>1,204</td></tr><tr><td>Film</td><td>312</td></tr></table>
<figure><img alt="A shelf"><figcaption>A shelf of books</figcaption></figure>
<h4>Notes</h4><ol><li id="fn1">See the <i>registers</i>. ↩</li></ol></article></body></html>`

const frames: HTMLIFrameElement[] = []
afterEach(() => {
  for (const frame of frames.splice(0)) frame.remove()
})

async function load(html: string): Promise<HTMLIFrameElement> {
  const frame = document.createElement('iframe')
  frame.setAttribute('sandbox', 'allow-same-origin')
  frame.style.cssText = 'width:600px;height:800px;border:0'
  frame.src = URL.createObjectURL(new Blob([html], { type: 'text/html' }))
  frames.push(frame)
  const loaded = new Promise(resolve => frame.addEventListener('load', resolve, { once: true }))
  document.body.append(frame)
  await loaded
  return frame
}

async function openPage(html = PAGE): Promise<FrameArticle> {
  const article = openArticle(await load(html))
  if (!article) throw new Error('no article')
  return article
}

/** Selects from the first `from` to the last character of `to`, as a drag over them does. */
function selectWords(article: FrameArticle, from: string, to: string): void {
  const find = (words: string) => {
    const walker = article.document.createTreeWalker(article.root, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.nodeValue?.indexOf(words) ?? -1
      if (at >= 0) return { node, at }
    }
    throw new Error(`no ${words}`)
  }
  const start = find(from)
  const end = find(to)
  article.document.getSelection()?.setBaseAndExtent(start.node, start.at, end.node, end.at + to.length)
}

function selectedWords(article: FrameArticle): string | undefined {
  const span = selectedSpan(article)
  return span ? describeRange(article.index.text, span.start, span.end)?.exact : undefined
}

test('readying a page changes no letter of its canonical text', async () => {
  const frame = await load(PAGE)
  const before = canonicalText(frame.contentDocument?.querySelector('article') as Node)
  const article = openArticle(frame)
  expect(article?.index.text).toBe(before)
  expect(article?.language).toBe('de')
  expect(frame.contentDocument?.querySelector('.table-scroll > table')).not.toBeNull()
  expect(frame.contentDocument?.querySelector<HTMLElement>('.missing-image')?.dataset.label).toBe(
    'Image not kept: A shelf',
  )
})

test('a page without an article is no article', async () => {
  expect(openArticle(await load('<!doctype html><p>404</p>'))).toBeNull()
})

test('selections across inline elements, list items and table cells keep every word apart', async () => {
  const article = await openPage()
  selectWords(article, 'Nobody', 'survived')
  expect(selectedWords(article)).toBe('Nobody planned that.1 It survived')
  selectWords(article, 'copy', 'keepers')
  expect(selectedWords(article)).toBe('copy\nTwo keepers')
  selectWords(article, '1,204', 'Film')
  expect(selectedWords(article)).toBe('1,204\nFilm')
  selectWords(article, 'prüft', 'planned')
  expect(selectedWords(article)).toBe('prüft\nNobody planned')
})

test('a span that is selected reads back as itself', async () => {
  const article = await openPage()
  const start = article.index.text.indexOf('keepers')
  selectSpan(article, { start, end: start + 7 })
  expect(article.document.getSelection()?.toString()).toBe('keepers')
  expect(selectedSpan(article)).toEqual({ start, end: start + 7 })
})

test('a point on a letter finds it, a point in the margin finds nothing', async () => {
  const article = await openPage()
  const node = article.root.querySelector('b')?.firstChild as Text
  const range = article.document.createRange()
  range.setStart(node, 2)
  range.setEnd(node, 3)
  const box = range.getBoundingClientRect()
  const offset = offsetAtPoint(article, box.x + box.width / 2, box.y + box.height / 2)
  expect(offset).toBe(article.index.text.indexOf('keepers') + 2)
  expect(offsetAtPoint(article, 590, box.y + box.height / 2)).toBeNull()
})

test('the outline has each heading with its level among those in use', async () => {
  const article = await openPage()
  expect(outlineOf(article)).toEqual([
    { level: 1, text: 'Wer prüft', offset: 0 },
    { level: 3, text: 'Notes', offset: article.index.text.indexOf('Notes') },
  ])
})

test('blocks are the paragraphs, items, cells and captions, in order', async () => {
  const article = await openPage()
  const texts = blocksOf(article).map(({ start, end }) => article.index.text.slice(start, end))
  expect(texts).toEqual([
    'Wer prüft',
    'Nobody planned that.1 It survived.',
    'A copy',
    'Two keepers',
    'Paper',
    '1,204',
    'Film',
    '312',
    'A shelf of books',
    'Notes',
    'See the registers. ↩',
  ])
})

test('a footnote gives its text without the way back; a heading is a place, not a note', async () => {
  const { document } = await openPage()
  const note = linkedElement(document, '#fn1')
  expect(note && footnoteText(note)).toBe('See the registers.')
  expect(footnoteText(document.querySelector('h4') as HTMLElement)).toBeNull()
  expect(linkedElement(document, 'https://example.org/#fn1')).toBeNull()
  expect(linkedElement(document, '#%zz')).toBeNull()
})
