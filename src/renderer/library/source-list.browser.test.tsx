import { MantineProvider } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { userEvent } from 'vitest/browser'
import type { SourceSummary } from '../../shared/contract/library.ts'
import type { Notebook } from '../../shared/rpc/notebook.ts'
import { tabKey, useWorkspace } from '../app/workspace-store.ts'
import { refetchOnChange } from '../rpc/queries.ts'
import '../ui/styles.ts'
import { OVERLAYS_ID, theme } from '../ui/theme.ts'
import { ToastRegion } from '../ui/toasts.tsx'
import { SourceList } from './source-list.tsx'

const TOTAL = 20_000

/** A library in memory behind the list: 20,000 sources, of which one can move some or throw them away. */
function memoryNotebook() {
  const makeRow = (index: number) =>
    ({
      id: `s${index}`,
      title:
        index % 3 === 0 ? `Source ${index} with a title that is so long that it wants two lines` : `Source ${index}`,
      siteName: 'The Long Shelf',
      byline: null,
      published: '2025',
      state: 'inbox',
      starred: false,
      wordCount: 600,
      progress: 0,
      annotationCount: 0,
      annotationColor: null,
      createdAt: 0,
      kind: 'webpage',
    }) as unknown as SourceSummary
  let rows = Array.from({ length: TOTAL }, (_, index) => makeRow(index))
  const gone = new Map<string, SourceSummary>()
  const listeners = new Set<(event: { topics: ['library'] }) => void>()
  const calls: { method: string; input: Record<string, unknown> }[] = []
  const take = (ids: string[]) => {
    const taken = new Set(ids)
    for (const row of rows) if (taken.has(row.id)) gone.set(row.id, row)
    rows = rows.filter(row => !taken.has(row.id))
  }
  const methods: Record<string, (input: never) => unknown> = {
    'library.listSources': ({ offset, limit }: { offset: number; limit: number }) => ({
      total: rows.length,
      items: rows.slice(offset, offset + limit),
    }),
    'library.setState': ({ ids }: { ids: string[] }) => {
      take(ids)
      return { previous: ids.map(id => ({ id, state: 'inbox' })) }
    },
    'library.trash': ({ items }: { items: { id: string }[] }) => {
      take(items.map(item => item.id))
      return { changed: items.length }
    },
    'library.restore': ({ items }: { items: { id: string }[] }) => {
      rows = [...items.flatMap(item => gone.get(item.id) ?? []), ...rows]
      return { changed: items.length }
    },
  }
  const notebook: Notebook = {
    call: async (method, input) => {
      const value = methods[method]?.(input as never) ?? {}
      if (method !== 'library.listSources') {
        calls.push({ method, input: input as Record<string, unknown> })
        queueMicrotask(() => {
          for (const listener of listeners) listener({ topics: ['library'] })
        })
      }
      return { ok: true, value: value as never }
    },
    on: (_, listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  return { notebook, calls }
}

let root: Root
let host: HTMLElement
let calls: ReturnType<typeof memoryNotebook>['calls']
let stop: () => void

const listbox = () => host.querySelector<HTMLElement>('[role="listbox"]')
const options = () => [...host.querySelectorAll<HTMLElement>('[role="option"]')]
const option = (index: number) => host.querySelector<HTMLElement>(`[data-index="${index}"]`)
const selected = () => options().flatMap(each => (each.ariaSelected === 'true' ? (each.dataset.sourceId ?? []) : []))
const activeId = () => document.getElementById(listbox()?.getAttribute('aria-activedescendant') ?? '')?.dataset.sourceId

beforeEach(async () => {
  useWorkspace.setState(useWorkspace.getInitialState(), true)
  const memory = memoryNotebook()
  calls = memory.calls
  window.notebook = memory.notebook
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Number.POSITIVE_INFINITY } } })
  stop = refetchOnChange(client)
  host = document.createElement('div')
  Object.assign(host.style, { display: 'flex', flexDirection: 'column', width: '304px', height: '600px' })
  document.body.append(host)
  root = createRoot(host)
  root.render(
    <MantineProvider theme={theme}>
      <QueryClientProvider client={client}>
        <SourceList view={{ kind: 'state', state: 'inbox' }} title="Inbox" empty={<p>Nothing here</p>} />
        <ToastRegion />
        <div id={OVERLAYS_ID} />
      </QueryClientProvider>
    </MantineProvider>,
  )
  await expect.poll(() => option(0)?.dataset.sourceId).toBe('s0')
})

afterEach(() => {
  notifications.clean()
  root.unmount()
  stop()
  host.remove()
  window.notebook = undefined
})

const focusList = async () => {
  listbox()?.focus()
  await expect.poll(activeId).toBe('s0')
}

describe('a list of 20,000 sources', () => {
  it('holds only the rows that can be seen, and says how many there are', () => {
    expect(options().length).toBeLessThan(40)
    expect(option(0)?.ariaSetSize).toBe(String(TOTAL))
    expect(host.textContent).toContain('20,000')
  })

  it('moves by j, k, arrows and End, and shows where it is', async () => {
    await focusList()
    await userEvent.keyboard('jjj{ArrowDown}k')
    expect(activeId()).toBe('s3')
    expect(selected()).toEqual(['s3'])
    await userEvent.keyboard('{End}')
    await expect.poll(activeId).toBe(`s${TOTAL - 1}`)
    const below = () => {
      const last = option(TOTAL - 1)?.getBoundingClientRect()
      return (last?.bottom ?? 0) - (listbox()?.getBoundingClientRect().bottom ?? 0)
    }
    await expect.poll(below).toBeLessThanOrEqual(1)
    await userEvent.keyboard('{Home}')
    await expect.poll(activeId).toBe('s0')
  })

  it('extends with Shift and adds with Ctrl', async () => {
    await focusList()
    await userEvent.keyboard('j{Shift>}{ArrowDown}{ArrowDown}{/Shift}')
    await expect.poll(selected).toEqual(['s1', 's2', 's3'])
    option(5)?.dispatchEvent(new MouseEvent('click', { bubbles: true, ctrlKey: true }))
    await expect.poll(selected).toEqual(['s1', 's2', 's3', 's5'])
    option(2)?.dispatchEvent(new MouseEvent('click', { bubbles: true, shiftKey: true }))
    await expect.poll(selected).toEqual(['s2', 's3', 's4', 's5'])
  })

  it('selects all without loading all, and archives every one', async () => {
    await focusList()
    await userEvent.keyboard('{Control>}a{/Control}')
    await expect.poll(() => host.querySelector('[role="toolbar"]')?.textContent).toContain('20,000 selected')
    await userEvent.keyboard('e')
    await expect.poll(() => calls[0]?.method).toBe('library.setState')
    expect(new Set(calls[0]?.input.ids as string[]).size).toBe(TOTAL)
    await expect.poll(() => host.textContent).toContain('Nothing here')
  })

  it('hands the selection on to the next row when a row leaves', async () => {
    await focusList()
    await userEvent.keyboard('je')
    await expect.poll(selected).toEqual(['s2'])
    expect(calls).toEqual([{ method: 'library.setState', input: { ids: ['s1'], state: 'archive' } }])
    await userEvent.keyboard('e')
    await expect.poll(selected).toEqual(['s3'])
  })

  it('throws away with #, and brings back by the toast', async () => {
    await focusList()
    await userEvent.keyboard('#')
    await expect.poll(() => option(0)?.dataset.sourceId).toBe('s1')
    const undo = () => [...document.querySelectorAll('button')].find(button => button.textContent === 'Undo')
    await expect.poll(undo).toBeDefined()
    expect(host.querySelector('[role="status"]')?.textContent).toContain('“Source 0 ')
    expect(host.querySelector('[role="status"]')?.textContent).toContain('to the trash')
    undo()?.click()
    await expect.poll(() => option(0)?.dataset.sourceId).toBe('s0')
    expect(calls.map(call => call.method)).toEqual(['library.trash', 'library.restore'])
  })

  it('glances with a click, stays with Enter, opens beside with Shift and Enter', async () => {
    const tabs = () => useWorkspace.getState().panes.map(pane => pane.tabs.map(tabKey))
    option(1)?.click()
    option(2)?.click()
    expect(tabs()).toEqual([['source:s2']])
    await expect.poll(selected).toEqual(['s2'])
    listbox()?.focus()
    await userEvent.keyboard('{Enter}')
    option(3)?.click()
    expect(tabs()).toEqual([['source:s2', 'source:s3']])
    await expect.poll(selected).toEqual(['s3'])
    await userEvent.keyboard('j{Shift>}{Enter}{/Shift}')
    await expect.poll(tabs).toEqual([['source:s2', 'source:s3'], ['source:s4']])
  })
})
