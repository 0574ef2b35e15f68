import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { SnapshotId } from '../../shared/contract/ids.ts'
import { SnapshotSummary } from '../../shared/contract/library.ts'
import { ok } from '../../shared/rpc/result.ts'
import { useDialogs } from '../app/dialog-store.ts'
import { undoLast } from '../app/undo.ts'
import { useReaders } from '../reader/reader-store.ts'
import { AddressDialog } from './address-dialog.tsx'
import { CompareDialog } from './compare-dialog.tsx'
import { RepairDialog } from './repair-dialog.tsx'

const captureOf = (id: string, capturedAt: number) =>
  SnapshotSummary.parse({
    ...{ id, capturedAt, originalHash: 'f'.repeat(64), originalBytes: 1, finalUrl: null, wordCount: 5 },
    ...{ imagesKept: 0, imagesMissing: 0 },
  })

const same = (text: string) => ({ kind: 'same', runs: [{ kind: 'same', text }] })
const COMPARISON = {
  changes: [
    ...[same('One.'), same('Two.'), same('Three.')],
    {
      kind: 'changed',
      runs: [
        { kind: 'same', text: 'It was ' },
        { kind: 'removed', text: 'seen' },
        { kind: 'added', text: 'recorded' },
      ],
    },
    { kind: 'added', runs: [{ kind: 'added', text: 'A new end.' }] },
  ],
  annotations: [
    { id: 'a', exact: 'Two.', status: 'same', text: 'Two.' },
    { id: 'b', exact: 'was seen', status: 'changed', text: 'was recorded' },
    { id: 'c', exact: 'Microfilm', status: 'vanished', text: '' },
  ],
}
const BLOCKS = {
  blocks: [
    { text: 'The article.', state: 'shown' },
    { text: 'Share this.', state: 'shown' },
    { text: 'Already hidden.', state: 'hidden' },
  ],
  removed: [{ text: 'A caption.', restored: false }],
  mainBlock: null,
}

const asked: [string, unknown][] = []
let root: Root

beforeEach(() => {
  asked.length = 0
  useReaders.setState({ revisions: {}, views: {} })
  window.notebook = {
    call: async (method, input) => {
      asked.push([method, input])
      if (method === 'clipping.compare') return ok(COMPARISON) as never
      if (method === 'clipping.listBlocks') return ok(BLOCKS) as never
      if (method === 'clipping.repair') return ok({ id: 'n1', sourceId: 's1' }) as never
      return ok({ jobId: 'j1' }) as never
    },
    on: () => () => undefined,
  }
  const host = document.createElement('div')
  document.body.replaceChildren(host)
  root = createRoot(host)
})
afterEach(() => root.unmount())

const show = (dialog: ReactNode) =>
  root.render(
    <MantineProvider>
      <QueryClientProvider client={new QueryClient()}>{dialog}</QueryClientProvider>
    </MantineProvider>,
  )
const button = (name: string) =>
  [...document.querySelectorAll('button')].find(each => (each.ariaLabel ?? each.textContent) === name)
const box = (label: string) =>
  [...document.querySelectorAll('label')].find(each => each.textContent === label)?.control as HTMLInputElement
const repairs = () => asked.filter(([method]) => method === 'clipping.repair').map(([, input]) => input)

test('a comparison marks what came and went, folds the rest and tells of the highlights', async () => {
  show(<CompareDialog snapshots={[captureOf('n2', 2), captureOf('n1', 1)]} opened onClose={() => undefined} />)
  await vi.waitFor(() => expect(document.body.textContent).toContain('2 of 3 highlights changed'))
  expect(asked[0]).toEqual(['clipping.compare', { olderId: 'n1', newerId: 'n2' }])
  const text = document.querySelector('[aria-label="Text"]') as HTMLElement
  expect([...text.querySelectorAll('del')].map(each => each.textContent)).toEqual(['seen'])
  expect([...text.querySelectorAll('ins')].map(each => each.textContent)).toEqual(['recorded', 'A new end.'])
  expect(text.textContent).not.toContain('Two.')
  button('3 unchanged paragraphs')?.click()
  await vi.waitFor(() => expect(text.textContent).toContain('Two.'))
  const highlights = document.querySelector('[aria-label="Highlights"]')
  expect([...(highlights?.querySelectorAll('li') ?? [])].map(each => each.textContent)).toEqual([
    'Changedwas seenwas recorded',
    'Not in the later captureMicrofilm',
  ])
})

test('a repair hides and brings back at once, shows the reader again and can be taken back', async () => {
  const closed = vi.fn()
  useReaders.getState().setView('s1', 'original', null)
  show(<RepairDialog snapshotId={SnapshotId.parse('n1')} opened onClose={closed} />)
  await vi.waitFor(() => expect(box('Share this.').checked).toBe(true))
  expect(box('Already hidden.').checked).toBe(false)
  expect(button('Repair')?.disabled).toBe(true)
  box('Share this.').click()
  box('A caption.').click()
  await vi.waitFor(() => expect(button('Repair')?.disabled).toBe(false))
  button('Repair')?.click()
  await vi.waitFor(() => expect(closed).toHaveBeenCalledOnce())
  expect(repairs()).toEqual([{ snapshotId: 'n1', hideBlocks: [2, 1], restoreBlocks: [0], mainBlock: null }])
  expect(useReaders.getState().views.s1?.view).toBe('reader')
  undoLast()
  await vi.waitFor(() => expect(useReaders.getState().revisions.n1).toBe(2))
  expect(repairs()[1]).toEqual({ snapshotId: 'n1', hideBlocks: [2], restoreBlocks: [], mainBlock: null })
})

test('one block can be made the whole article', async () => {
  show(<RepairDialog snapshotId={SnapshotId.parse('n1')} opened onClose={() => undefined} />)
  await vi.waitFor(() => expect(button('Show this block alone')).toBeDefined())
  button('Show this block alone')?.click()
  await vi.waitFor(() => expect(box('Share this.').checked).toBe(false))
  expect(box('Share this.').disabled).toBe(true)
  button('Repair')?.click()
  await vi.waitFor(() =>
    expect(repairs()).toEqual([{ snapshotId: 'n1', hideBlocks: [], restoreBlocks: [], mainBlock: 0 }]),
  )
})

test('typed addresses are clipped as one job', async () => {
  show(<AddressDialog />)
  useDialogs.getState().show('address')
  await vi.waitFor(() => expect(document.querySelector('textarea')).not.toBeNull())
  const area = document.querySelector('textarea') as HTMLTextAreaElement
  Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set?.call(
    area,
    'a.example/1\nhttps://b.example/2',
  )
  area.dispatchEvent(new Event('input', { bubbles: true }))
  await vi.waitFor(() => expect(document.body.textContent).toContain('2 pages'))
  button('Clip')?.click()
  await vi.waitFor(() => expect(useDialogs.getState().open).toBeNull())
  expect(asked).toEqual([['clipping.clipUrls', { urls: ['https://a.example/1', 'https://b.example/2'] }]])
})
