import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { userEvent } from 'vitest/browser'
import type { Notebook } from '../../shared/rpc/notebook.ts'
import { CannotStart } from './cannot-start.tsx'

let root: Root
let calls: { method: string; input: unknown }[]

const backup = (id: string, notes: number) => ({
  id,
  createdAt: Date.UTC(2026, 10, 23),
  items: { sources: 1, notes, annotations: 0, reports: 0 },
})
const answers: Record<string, unknown> = {
  'backup.list': { ok: true, value: [backup('newer', 7), backup('older', 5)] },
  'backup.restore': { ok: false, error: { code: 'library-damaged', message: 'The backup newer has changed.' } },
  'backup.salvage': {
    ok: true,
    value: {
      tables: [{ table: 'notes', saved: 3, lost: 2, lostIds: ['a', 'b'] }],
      leftovers: 0,
      leftoversFile: null,
      missingFiles: 0,
      keptIn: null,
    },
  },
}

beforeEach(() => {
  calls = []
  const call = async (method: string, input: unknown) => {
    calls.push({ method, input })
    return answers[method]
  }
  window.notebook = { call, on: () => () => {} } as unknown as Notebook
  const element = document.body.appendChild(document.createElement('div'))
  root = createRoot(element)
})
afterEach(() => {
  root.unmount()
  document.body.replaceChildren()
  delete window.notebook
})

const show = (code: 'library-damaged' | 'library-locked') =>
  root.render(
    <QueryClientProvider client={new QueryClient()}>
      <MantineProvider>
        <CannotStart failure={{ code, message: 'The library file is damaged.' }} />
      </MantineProvider>
    </QueryClientProvider>,
  )
const text = () => document.body.textContent ?? ''
const button = (name: string) => [...document.querySelectorAll('button')].find(each => each.textContent === name)
const press = (name: string) => userEvent.click(button(name) as HTMLElement)

it('offers the newest backup, then the one before it when that cannot be opened', async () => {
  show('library-damaged')
  await expect.poll(text).toContain('7 notes')
  await press('Open this backup')
  await expect.poll(text).toContain('The backup newer has changed.')
  expect(calls.at(-1)).toEqual({ method: 'backup.restore', input: { id: 'newer' } })
  expect(text()).toContain('5 notes')
})

it('tells what could be saved before it opens it', async () => {
  show('library-damaged')
  await expect.poll(() => button('Save what can be read')).toBeTruthy()
  await press('Save what can be read')
  await expect.poll(text).toContain('3 notes')
  expect(text()).toContain('2 rows')
  expect(button('Open what was saved')).toBeTruthy()
})

it('offers neither when the library is only in use elsewhere', async () => {
  show('library-locked')
  await expect.poll(() => button('Try again')).toBeTruthy()
  expect(button('Save what can be read')).toBeUndefined()
})
