import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import type { Note } from '../../../shared/contract/notes.ts'
import type { Block, NoteDocument } from '../../../shared/document/document.ts'
import type { Notebook } from '../../../shared/rpc/notebook.ts'

type Answers = Record<string, (input: never) => unknown>

/**
 * Stands for the program behind the window, which a page under test cannot run: one note that is stored with its
 * version, and whatever else a test gives.
 */
export function noteNotebook(note: Note, answers: Answers = {}): { notebook: Notebook; stored: () => Note } {
  let stored = note
  const all: Answers = {
    'notes.get': () => stored,
    'notes.save': ({
      baseVersion,
      title,
      document,
    }: {
      baseVersion: number
      title: string
      document: NoteDocument
    }) => {
      if (baseVersion !== stored.version) throw { code: 'conflict', message: 'The note has changed.' }
      stored = { ...stored, title, document, version: stored.version + 1 }
      return { version: stored.version, savedAt: Date.now() }
    },
    'notes.titles': () => [],
    'notes.backlinks': () => [],
    'notes.list': () => ({ total: 1, items: [stored] }),
    'notes.revisions': () => [],
    ...answers,
  }
  const call = async (method: string, input: unknown) => {
    try {
      const answer = all[method]
      if (!answer) throw { code: 'not-found', message: `Nothing answers ${method}.` }
      return { ok: true, value: answer(input as never) }
    } catch (error) {
      return { ok: false, error }
    }
  }
  return { notebook: { call, on: () => () => {} } as unknown as Notebook, stored: () => stored }
}

/** A stored note with these blocks. */
export function noteOf(...blocks: Block[]): Note {
  return {
    id: 'n1' as Note['id'],
    title: 'A note',
    excerpt: '',
    wordCount: 0,
    pinned: false,
    createdAt: 0,
    updatedAt: 0,
    document: { version: 1, blocks },
    version: 3,
    trashedAt: null,
  }
}

/** Shows something in the page, in what every part of the window stands in. Returns what takes it away. */
export function show(children: ReactNode): () => void {
  const host = document.createElement('div')
  document.body.append(host)
  const root = createRoot(host)
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  root.render(
    <MantineProvider>
      <QueryClientProvider client={client}>{children}</QueryClientProvider>
    </MantineProvider>,
  )
  return () => {
    root.unmount()
    host.remove()
  }
}
