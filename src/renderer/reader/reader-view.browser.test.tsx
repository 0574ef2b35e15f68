import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { canonicalText } from '../../shared/anchoring/canonical-text.ts'
import type { DescribedPassage } from '../../shared/anchoring/selectors.ts'
import type { Annotation } from '../../shared/contract/annotations.ts'
import { SourceId } from '../../shared/contract/ids.ts'
import { SnapshotSummary, SourceDetail } from '../../shared/contract/library.ts'
import { ReaderSettings } from '../../shared/contract/settings.ts'
import { AppError, fail, ok } from '../../shared/rpc/result.ts'
import { useAnnotationActions } from '../annotations/annotation-actions.ts'
import { annotationFixture } from '../annotations/annotation-fixture.ts'
import { QUOTE_EVENT } from '../annotations/annotation-transfer.ts'
import { HighlightsPanel } from '../annotations/highlights-panel.tsx'
import { useWorkspace } from '../app/workspace-store.ts'
import { useCall } from '../rpc/queries.ts'
import { ToastRegion } from '../ui/toasts.tsx'
import { useReaders } from './reader-store.ts'
import { ReaderView } from './reader-view.tsx'
import type { PageView } from './view-places.ts'

const PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8"></head><body style="margin:0"><article>
<p id="one">The oldest book has outlived two owners. Nobody planned that.</p>
<p id="two">Large institutions preserve by policy; see <a href="https://shelf.example/act">the act</a><a href="#note">2</a>.</p>
<p>Keeping begins when someone checks the copy.</p><ol><li id="note">The deposit act of 1869.</li></ol>
${'<p>More of the same, to scroll through.</p>'.repeat(60)}</article></body></html>`

/** The page as it looked: more around the article, a paragraph that is hidden, its own way to scroll. */
const ORIGINAL = `<!doctype html><html lang="en"><head><meta charset="utf-8"></head>
<body style="margin:0;height:100vh;overflow:hidden"><div id="scroll" style="height:100%;overflow:auto">
<nav>Home · Nobody · Subscribe to our letter</nav>${'<p>An advertisement.</p>'.repeat(40)}
<p id="one">The oldest book has outlived two owners. Nobody planned that.</p>
<p id="two">Large institutions preserve by policy; see the act.</p>
<p style="display:none">Keeping begins when someone checks the copy.</p>${'<p>More of the same.</p>'.repeat(60)}</div></body></html>`

const snapshot = SnapshotSummary.parse({
  ...{ id: 'n1', capturedAt: 0, originalHash: 'f'.repeat(64), originalBytes: 1, finalUrl: null, wordCount: 500 },
  ...{ imagesKept: 0, imagesMissing: 0 },
})
const source = SourceDetail.parse({
  ...{
    id: 's1',
    title: 'Kept',
    siteName: 'The Long Shelf',
    byline: 'Ifeoma Okafor',
    published: '2025',
    state: 'inbox',
  },
  ...{ starred: false, wordCount: 500, progress: 0, annotationCount: 0, annotationColor: null, createdAt: 0 },
  ...{ kind: 'article', metadataOrigin: {}, dir: 'ltr', currentSnapshotId: 'n1', snapshots: [snapshot], tags: [] },
  ...{ collectionIds: [], trashedAt: null },
  record: {
    ...{ title: 'Kept', subtitle: null, authors: [{ family: 'Okafor' }], siteName: null, publisher: null },
    ...{ published: '2025', language: 'en', url: null, doi: null, isbn: null, description: null, cslType: 'webpage' },
  },
})

/** The library behind the window, in memory: enough of it for one source's annotations. */
const library = {
  live: new Map<string, Annotation>(),
  trash: new Map<string, Annotation>(),
  isFull: false,
  refused: 0,
  clipped: '',
  fetched: [] as string[],
}

function answer(method: string, input: never): unknown {
  const given = input as {
    id: string
    passage: Annotation['passage']
    color: Annotation['color']
    items: { id: string }[]
  }
  switch (method) {
    case 'annotations.list':
      return [...library.live.values()].toSorted((a, b) => a.passage.start - b.passage.start)
    case 'annotations.create': {
      const made = annotationFixture({ id: crypto.randomUUID(), color: given.color })
      library.live.set(made.id, { ...made, passage: given.passage })
      return library.live.get(made.id)
    }
    case 'annotations.update': {
      const { id, ...patch } = given
      library.live.set(id, { ...(library.live.get(id) as Annotation), ...patch } as Annotation)
      return library.live.get(id)
    }
    case 'library.trash':
    case 'library.restore': {
      const [from, to] = method === 'library.trash' ? [library.live, library.trash] : [library.trash, library.live]
      for (const { id } of given.items) {
        to.set(id, from.get(id) as Annotation)
        from.delete(id)
      }
      return { changed: given.items.length }
    }
    case 'clipping.getText':
      return { text: canonicalText(new DOMParser().parseFromString(PAGE, 'text/html').body) }
    case 'library.findByUrl':
      return { sourceId: (input as { url: string }).url === library.clipped ? 's2' : null }
    case 'clipping.clipUrls':
      library.fetched.push(...(input as { urls: string[] }).urls)
      return { jobId: 'j1' }
    default:
      return []
  }
}

function Harness({
  addresses,
  saveProgress,
}: {
  addresses: Record<PageView, string>
  saveProgress(progress: number): void
}) {
  const view = useReaders(state => state.views.s1?.view ?? 'reader')
  const onSwitchView = (from: DescribedPassage | null) =>
    useReaders.getState().setView('s1', view === 'reader' ? 'original' : 'reader', from)
  const actions = useAnnotationActions(SourceId.parse('s1'))
  const annotations = useCall('annotations.list', { sourceId: SourceId.parse('s1') }).data
  return (
    <div style={{ height: 600, width: 700 }}>
      <style>{'section[aria-label="Reader"] { height: 540px; overflow: auto; position: relative }'}</style>
      <ReaderView
        key={view}
        {...{ source, snapshot, annotations, actions, saveProgress, view, onSwitchView }}
        address={addresses[view]}
        reader={settings}
      />
      <HighlightsPanel source={source} />
    </div>
  )
}

const settings = ReaderSettings.parse({})
let root: Root
let client: QueryClient
const saved: number[] = []

beforeEach(async () => {
  library.live.clear()
  library.trash.clear()
  library.isFull = false
  library.refused = 0
  library.clipped = ''
  library.fetched = []
  saved.length = 0
  useReaders.setState({ active: {}, selections: {}, views: {} })
  useWorkspace.setState({ reveal: null })
  window.notebook = {
    call: async (method, input) => {
      if (!library.isFull || method !== 'annotations.create') return ok(answer(method, input as never)) as never
      library.refused++
      return fail(new AppError('disk-full', 'The disk is full.'))
    },
    on: () => () => undefined,
  }
  const host = document.createElement('div')
  document.body.replaceChildren(host)
  root = createRoot(host)
  const addresses = {
    reader: URL.createObjectURL(new Blob([PAGE], { type: 'text/html' })),
    original: URL.createObjectURL(new Blob([ORIGINAL], { type: 'text/html' })),
  }
  client = new QueryClient()
  root.render(
    <StrictMode>
      <MantineProvider>
        <QueryClientProvider client={client}>
          <ToastRegion />
          <Harness addresses={addresses} saveProgress={progress => saved.push(progress)} />
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  )
  await vi.waitFor(() => expect(document.querySelector('iframe[data-state="ready"]')).not.toBeNull())
})
afterEach(() => root.unmount())

const frame = () => document.querySelector('iframe') as HTMLIFrameElement
const page = () => frame().contentDocument as Document

function select(id: string, words: string): void {
  const node = page().getElementById(id)?.firstChild as Text
  const at = node.data.indexOf(words)
  page()
    .getSelection()
    ?.setBaseAndExtent(node, at, node, at + words.length)
}

/** Presses a key in the frame, where the focus is after a selection; answers whether it was taken. */
function press(key: string, held: Partial<KeyboardEventInit> = {}): boolean {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...held })
  return !(page().activeElement ?? page().body).dispatchEvent(event)
}

/** The words that are painted in a highlight colour: every range of the frame's own registry. */
function painted(): string[] {
  const registry = (frame().contentWindow as Window & typeof globalThis).CSS.highlights
  const found = new Set<string>()
  for (const [name, highlight] of registry) {
    if (!/-[1-6]$/.test(name)) continue
    for (const range of highlight) {
      const whole = page().createRange()
      whole.setStart(range.startContainer, range.startOffset)
      whole.setEnd(range.endContainer, range.endOffset)
      found.add(`${name.at(-1)}:${whole.toString()}`)
    }
  }
  return [...found]
}

const selectAndMark = async (id: string, words: string, key: string) => {
  select(id, words)
  press(key)
  await vi.waitFor(() => expect(painted().some(each => each.endsWith(`:${words}`))).toBe(true))
}

test('h and the digits mark the selection with its words and context, and only what is kept is painted', async () => {
  await selectAndMark('one', 'Nobody planned', 'h')
  await selectAndMark('two', 'by policy', '3')
  await vi.waitFor(() => expect(painted()).toEqual(['1:Nobody planned', '3:by policy']))
  const [first] = [...library.live.values()]
  expect(first?.passage.exact).toBe('Nobody planned')
  expect(first?.passage.suffix).toMatch(/^ that\.\nLarge/)
  expect(page().getSelection()?.isCollapsed).toBe(true)
})

test('a mark that could not be kept is not painted and the selection stays', async () => {
  library.isFull = true
  select('one', 'Nobody')
  press('h')
  await vi.waitFor(() => expect(library.refused).toBe(1))
  await new Promise(resolve => setTimeout(resolve, 50))
  expect(painted()).toEqual([])
  expect(page().getSelection()?.toString()).toBe('Nobody')
})

test('Delete, undo and redo go through the trash', async () => {
  await selectAndMark('one', 'Nobody', '2')
  press('Delete')
  await vi.waitFor(() => expect(library.trash.size).toBe(1))
  await vi.waitFor(() => expect(painted()).toEqual([]))
  press('z', { ctrlKey: true })
  await vi.waitFor(() => expect(painted()).toEqual(['2:Nobody']))
  press('z', { ctrlKey: true })
  await vi.waitFor(() => expect(painted()).toEqual([]))
  press('Z', { ctrlKey: true, shiftKey: true })
  await vi.waitFor(() => expect(painted()).toEqual(['2:Nobody']))
})

test('a digit recolours the active mark', async () => {
  await selectAndMark('one', 'Nobody', 'h')
  press('5')
  await vi.waitFor(() => expect(painted()).toEqual(['5:Nobody']))
})

test('q hands the passage to the note as an event, marking it first', async () => {
  const asked: unknown[] = []
  const listen = (event: Event) => {
    event.preventDefault()
    asked.push((event as CustomEvent).detail)
  }
  window.addEventListener(QUOTE_EVENT, listen)
  select('one', 'two owners')
  press('q')
  await vi.waitFor(() => expect(asked).toHaveLength(1))
  window.removeEventListener(QUOTE_EVENT, listen)
  const [made] = [...library.live.values()]
  expect(asked[0]).toEqual({ annotationId: made?.id, sourceId: 's1', text: 'two owners' })
})

test('without a mouse: j to a paragraph, Shift+arrow selects its sentence, 4 marks it', async () => {
  press('j')
  await vi.waitFor(() => expect(document.querySelector('[aria-live]')?.textContent).toMatch(/^The oldest book/))
  press('ArrowDown', { shiftKey: true })
  await vi.waitFor(() => expect(page().getSelection()?.toString()).toBe('The oldest book has outlived two owners.'))
  await vi.waitFor(() => expect(document.querySelector('[role="toolbar"]')).not.toBeNull())
  press('4')
  await vi.waitFor(() => expect(painted()).toEqual(['4:The oldest book has outlived two owners.']))
})

test('a link never leaves the page: it offers the browser, a footnote shows its text', async () => {
  const [act, note] = page().querySelectorAll('a')
  act?.click()
  await vi.waitFor(() => expect(document.body.textContent).toContain('Open in browser'))
  expect(document.body.textContent).toContain('https://shelf.example/act')
  note?.click()
  await vi.waitFor(() =>
    expect(document.querySelector('[role="dialog"][aria-label="Footnote"]')?.textContent).toBe(
      'The deposit act of 1869.',
    ),
  )
  expect(page().getElementById('one')).not.toBeNull()
})

const clickButton = (name: string) =>
  [...document.querySelectorAll('button')].find(button => button.textContent === name)?.click()

test('a linked page is clipped from its pop-up; once clipped, the link opens the clip, a held key asks', async () => {
  const act = page().querySelector('a')
  act?.click()
  await vi.waitFor(() => expect(document.body.textContent).toContain('Clip this'))
  clickButton('Clip this')
  await vi.waitFor(() => expect(library.fetched).toEqual(['https://shelf.example/act']))
  library.clipped = 'https://shelf.example/act'
  act?.dispatchEvent(new MouseEvent('click', { ctrlKey: true, bubbles: true, cancelable: true }))
  await vi.waitFor(() => expect(document.querySelector('[role="dialog"][aria-label="Link"]')).not.toBeNull())
  act?.click()
  await vi.waitFor(() => expect(useWorkspace.getState().panes[0]?.activeKey).toBe('source:s2'))
})

test('a click on a mark selects it and shows its toolbar; beside it, lets go', async () => {
  await selectAndMark('one', 'outlived two owners', 'h')
  useReaders.getState().setActive('s1', null)
  const node = page().getElementById('one')?.firstChild as Text
  const range = page().createRange()
  range.setStart(node, node.data.indexOf('two'))
  range.setEnd(node, node.data.indexOf('two') + 1)
  const box = range.getBoundingClientRect()
  const click = (x: number, y: number) =>
    page().body.dispatchEvent(new MouseEvent('click', { clientX: x, clientY: y, bubbles: true, cancelable: true }))
  click(box.x + 3, box.y + 5)
  const [made] = [...library.live.values()]
  expect(useReaders.getState().active.s1).toBe(made?.id)
  await vi.waitFor(() => expect(document.querySelector('[role="toolbar"][aria-label="Highlight"]')).not.toBeNull())
  click(box.x + 3, box.y + 2_000)
  expect(useReaders.getState().active.s1).toBeNull()
})

test('the frame is as tall as its text, and scrolling saves the share read', async () => {
  const scroller = document.querySelector('section[aria-label="Reader"]') as HTMLElement
  expect(frame().getBoundingClientRect().height).toBeGreaterThanOrEqual(page().body.getBoundingClientRect().height)
  scroller.scrollTop = (scroller.scrollHeight - scroller.clientHeight) / 2
  await vi.waitFor(() => expect(document.querySelector('footer')?.textContent).toMatch(/^50 %/))
  await vi.waitFor(() => expect(saved).toHaveLength(1), { timeout: 3_000 })
  expect(saved[0]).toBeCloseTo(0.5, 2)
})

test('find counts its matches and steps through them', async () => {
  expect(press('f', { ctrlKey: true })).toBe(true)
  await vi.waitFor(() => expect(document.querySelector('search input')).not.toBeNull())
  const input = document.querySelector('search input') as HTMLInputElement
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, 'SAME')
  input.dispatchEvent(new Event('input', { bubbles: true }))
  await vi.waitFor(() => expect(document.querySelector('search [role="status"]')?.textContent).toBe('1 of 60'))
  input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', shiftKey: true, bubbles: true, cancelable: true }))
  await vi.waitFor(() => expect(document.querySelector('search [role="status"]')?.textContent).toBe('60 of 60'))
})

test('keys that mean nothing here are left to the window', () => {
  expect(press('h')).toBe(false)
  expect(press('k', { ctrlKey: true })).toBe(false)
  const heard: string[] = []
  const listen = (event: KeyboardEvent) => heard.push(event.key)
  window.addEventListener('keydown', listen)
  press('k', { ctrlKey: true })
  window.removeEventListener('keydown', listen)
  expect(heard).toEqual(['k'])
})

const switchTo = async (title: 'Original' | 'Article') => {
  press('o')
  await vi.waitFor(() => {
    expect(frame().title).toMatch(title)
    expect(frame().dataset.state).toBe('ready')
  })
}
const foot = () => document.querySelector('footer')?.textContent

test('o shows the original with the same marks at their places; what it hides is said; o goes back', async () => {
  await selectAndMark('one', 'Nobody', 'h')
  await selectAndMark('two', 'by policy', '3')
  const checks = page().querySelectorAll('p')[2]?.firstChild as Text
  page().getSelection()?.setBaseAndExtent(checks, 0, checks, 14)
  press('2')
  await vi.waitFor(() => expect(painted()).toHaveLength(3))
  await switchTo('Original')
  await vi.waitFor(() => expect(painted()).toEqual(['1:Nobody', '3:by policy']))
  expect(foot()).toContain('1 highlight is not in this view')
  const registry = (frame().contentWindow as Window & typeof globalThis).CSS.highlights
  const [yellow] = [...registry].filter(([name]) => name.endsWith('-1')).flatMap(([, highlight]) => [...highlight])
  expect(yellow?.startContainer.parentElement?.id).toBe('one')
  await switchTo('Article')
  await vi.waitFor(() => expect(painted()).toHaveLength(3))
  expect(foot()).not.toContain('not in this view')
})

test('a selection in the original is kept as a passage of the reader', async () => {
  await switchTo('Original')
  await new Promise(resolve => setTimeout(resolve, 50))
  select('two', 'preserve by policy')
  press('4')
  await vi.waitFor(() => expect(painted()).toEqual(['4:preserve by policy']))
  const [made] = [...library.live.values()]
  const { text } = answer('clipping.getText', {} as never) as { text: string }
  expect(text.slice(made?.passage.start, made?.passage.end)).toBe('preserve by policy')
  expect(made?.passage.suffix).toMatch(/^; see the act2/)
})

test('words of the original that the reader left out are not marked, and that is said', async () => {
  await switchTo('Original')
  await new Promise(resolve => setTimeout(resolve, 50))
  const node = page().querySelector('nav')?.firstChild as Text
  page().getSelection()?.setBaseAndExtent(node, 16, node, node.data.length)
  press('h')
  await vi.waitFor(() => expect(document.body.textContent).toContain('not in the reader view'))
  expect(library.live.size).toBe(0)
  expect(page().getSelection()?.isCollapsed).toBe(false)
})

test('a highlight is gone to in an original that scrolls in a box of its own', async () => {
  await selectAndMark('two', 'by policy', '3')
  await switchTo('Original')
  await vi.waitFor(() => expect(painted()).toEqual(['3:by policy']))
  const box = page().getElementById('scroll') as HTMLElement
  box.scrollTop = 0
  const [made] = [...library.live.values()]
  useReaders.getState().readers.s1?.select(made as Annotation)
  expect(box.scrollTop).toBeGreaterThan(300)
})

test('words that were searched for stay painted until Escape', async () => {
  const words = () => {
    const registry = (frame().contentWindow as Window & typeof globalThis).CSS.highlights
    return [...registry].filter(([name]) => name.endsWith('-search')).flatMap(([, highlight]) => [...highlight]).length
  }
  useWorkspace.getState().open({ kind: 'source', id: 's1' }, { reveal: { words: ['same', 'age'] } })
  await vi.waitFor(() => expect(words()).toBe(60))
  press('Escape')
  await vi.waitFor(() => expect(words()).toBe(0))
})

const keep = async (given: Parameters<typeof annotationFixture>[0]) => {
  library.live.set(given.id, annotationFixture(given))
  await client.invalidateQueries()
}

test('an orphan of an older capture is attached to what is selected now, and an undo makes it one again', async () => {
  await keep({ id: 'lost', exact: 'a passage long gone', status: 'orphan', snapshotId: 'n0', color: 6 })
  await vi.waitFor(() => expect(document.body.textContent).toContain('not in this capture any more'))
  expect(foot()).toContain('1 highlight is not in this view')
  const attach = [...document.querySelectorAll('button')].find(button => button.textContent === 'Attach to selection')
  expect(attach?.disabled).toBe(true)
  select('two', 'preserve by policy')
  await vi.waitFor(() => expect(attach?.disabled).toBe(false))
  attach?.click()
  await vi.waitFor(() => expect(painted()).toEqual(['6:preserve by policy']))
  expect(library.live.get('lost')).toMatchObject({ snapshotId: 'n1', status: 'placed' })
  expect(page().getSelection()?.isCollapsed).toBe(true)
  press('z', { ctrlKey: true })
  await vi.waitFor(() => expect(painted()).toEqual([]))
  expect(library.live.get('lost')).toMatchObject({
    ...{ snapshotId: 'n0', status: 'orphan' },
    passage: { exact: 'a passage long gone' },
  })
})

test('a doubtful place is painted and becomes certain when it is confirmed', async () => {
  const { text } = answer('clipping.getText', {} as never) as { text: string }
  const start = text.indexOf('Nobody planned')
  await keep({ id: 'doubt', exact: 'Nobody planed', status: 'doubtful', start, end: start + 14, color: 2 })
  await vi.waitFor(() => expect(painted()).toEqual(['2:Nobody planned']))
  expect(document.querySelector('[aria-label="Highlights to look at"]')).not.toBeNull()
  clickButton('It is the right place')
  await vi.waitFor(() => expect(document.querySelector('[aria-label="Highlights to look at"]')).toBeNull())
  expect(library.live.get('doubt')?.status).toBe('placed')
  expect(painted()).toEqual(['2:Nobody planned'])
})
