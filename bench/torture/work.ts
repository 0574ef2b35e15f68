import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Backend } from '../../src/main/rpc/backend-types.ts'
import type { Contract } from '../../src/shared/contract/index.ts'
import type { NoteDocument } from '../../src/shared/document/document.ts'
import type { InputOf, OutputOf } from '../../src/shared/rpc/contract.ts'
import { AppError, type AppFailure, unwrap } from '../../src/shared/rpc/result.ts'
import { type Changes, GONE, type ItemName, keyOf, type Model, type States } from './model.ts'

const PAGES = join(import.meta.dirname, '..', '..', 'fixtures', 'pages')
const WORDS = 'shelf keeping paper margin archive river letter window quiet index harbour lamp copper season'.split(' ')
const TAGS = ['alpha', 'beta', 'gamma', 'delta']
const STATES = ['inbox', 'reading', 'archive'] as const
const POLL_MS = 10

export interface Item<K extends ItemName> {
  key: string
  id: string
  state: States[K]
}

/** One change: what is known beforehand of its result, and the asking, which gives the whole result. */
export interface Step {
  op: string
  locks: string[]
  expected: Changes
  ask(): Promise<Changes>
}

/** Chooses and carries out random changes to the items of a model. */
export class Work {
  readonly #backend: Backend
  readonly #random: () => number
  readonly #model: Model
  readonly #locked: ReadonlySet<string>
  constructor(parts: { backend: Backend; random: () => number; model: Model; locked: ReadonlySet<string> }) {
    this.#backend = parts.backend
    this.#random = parts.random
    this.#model = parts.model
    this.#locked = parts.locked
  }

  /** The next change, or undefined when the one drawn has nothing to work on. */
  draw(): Step | undefined {
    const steps: [number, () => Step | undefined][] = [
      [4, () => this.#clip()],
      [1, () => this.#upload()],
      [4, () => this.#highlight()],
      [2, () => this.#comment()],
      [3, () => this.#newNote()],
      [8, () => this.#saveNote()],
      [3, () => this.#move()],
      [3, () => this.#tag()],
      [2, () => this.#setTrashed(true)],
      [2, () => this.#setTrashed(false)],
      [1, () => this.#delete()],
      [1, () => this.#report()],
      [0.4, () => this.#backup()],
    ]
    let at = this.#random() * steps.reduce((sum, [weight]) => sum + weight, 0)
    for (const [weight, make] of steps) {
      at -= weight
      if (at < 0) return make()
    }
    return undefined
  }

  async #call<K extends keyof Contract>(method: K, input: InputOf<Contract[K]>): Promise<OutputOf<Contract[K]>> {
    return unwrap(await this.#backend.call(method, input)) as OutputOf<Contract[K]>
  }

  #below(limit: number): number {
    return Math.floor(this.#random() * limit)
  }

  #text(words: number): string {
    return Array.from({ length: words }, () => WORDS[this.#below(WORDS.length)]).join(' ')
  }

  #items<K extends ItemName>(kind: K, trashed: boolean): Item<K>[] {
    return [...this.#model]
      .filter(([key, value]) => key.startsWith(`${kind}:`) && value !== GONE && !this.#locked.has(key))
      .map(([key, value]) => ({ key, id: key.slice(kind.length + 1), state: JSON.parse(value) as States[K] }))
      .filter(({ state }) => state.trashed === trashed)
  }

  #pick<K extends ItemName>(kind: K, trashed = false): Item<K> | undefined {
    const items = this.#items(kind, trashed)
    return items[this.#below(items.length)]
  }

  /** A change of which the whole result is known before it is asked for. */
  #known(op: string, changes: Changes, ask: () => Promise<unknown>): Step {
    return {
      op,
      locks: Object.keys(changes),
      expected: changes,
      ask: async () => {
        await ask()
        return changes
      },
    }
  }

  #made(op: string, locks: string[], ask: () => Promise<Changes>): Step {
    return { op, locks, expected: {}, ask }
  }

  #clip(): Step {
    const title = `${this.#text(3)} ${this.#below(1e9)}`
    return this.#made('clip', [], async () => {
      const { sourceId } = await this.#call('clipping.clipPasted', { title, text: this.#text(200) })
      return { [keyOf('source', sourceId)]: JSON.stringify({ state: 'inbox', tags: [], trashed: false }) }
    })
  }

  /** A page with an image, as a job. */
  #upload(): Step {
    const batch = `torture-${this.#below(1e9)}`
    return this.#made('upload', [], async () => {
      const page = readFileSync(join(PAGES, 'a-page.html'), 'utf8').replace(
        '<head>',
        `<head><!-- ${batch} --><base href="https://torture.test/${batch}/">`,
      )
      await this.#post(batch, 'page.html', new TextEncoder().encode(page))
      await this.#post(
        batch,
        'a-page_files/reading-room.png',
        readFileSync(join(PAGES, 'a-page_files/reading-room.png')),
      )
      const { jobId } = await this.#call('clipping.clipUploads', { batchId: batch })
      for (;;) {
        const job = (await this.#call('jobs.list', {})).find(each => each.id === jobId)
        const item = job?.items[0]
        if (item?.sourceId && item.status === 'added')
          return { [keyOf('source', item.sourceId)]: JSON.stringify({ state: 'inbox', tags: [], trashed: false }) }
        if (job && job.state !== 'running') return {}
        await new Promise(resolve => setTimeout(resolve, POLL_MS))
      }
    })
  }

  async #post(batch: string, path: string, body: Uint8Array): Promise<void> {
    const query = new URLSearchParams({ batch, path })
    const response = await this.#backend.fetch(
      new Request(`http://notebook.test/uploads?${query}`, { method: 'POST', body: new Uint8Array(body) }),
    )
    if (response.ok) return
    const { code, message } = (await response.json()) as AppFailure
    throw new AppError(code, message)
  }

  #highlight(): Step | undefined {
    const source = this.#pick('source')
    if (!source) return undefined
    const comment = this.#text(4)
    const color = (1 + this.#below(6)) as 1
    const at = this.#random()
    return this.#made('highlight', [source.key], async () => {
      const { currentSnapshotId } = await this.#call('library.getSource', { id: source.id as never })
      const { text } = await this.#call('clipping.getText', { id: currentSnapshotId as never })
      const start = Math.floor(at * Math.max(1, text.length - 40))
      const end = Math.min(text.length, start + 30)
      const passage = {
        exact: text.slice(start, end),
        prefix: text.slice(Math.max(0, start - 20), start),
        suffix: '',
        start,
        end,
      }
      const { id } = await this.#call('annotations.create', {
        snapshotId: currentSnapshotId as never,
        passage,
        color,
        comment,
      })
      const state: States['annotation'] = { source: source.id, comment, color, trashed: false }
      return { [keyOf('annotation', id)]: JSON.stringify(state) }
    })
  }

  #comment(): Step | undefined {
    const annotation = this.#pick('annotation')
    if (!annotation) return undefined
    const comment = this.#text(6)
    const changes = { [annotation.key]: JSON.stringify({ ...annotation.state, comment }) }
    return this.#known('comment', changes, () =>
      this.#call('annotations.update', { id: annotation.id as never, comment }),
    )
  }

  #newNote(): Step {
    const title = this.#text(3)
    const text = this.#text(20)
    return this.#made('note', [], async () => {
      const { id, version } = await this.#call('notes.create', { title, document: paragraph(text) })
      return { [keyOf('note', id)]: JSON.stringify({ version, title, text, trashed: false }) }
    })
  }

  /** As typing does: a little more text, and a save that names the version it started from. */
  #saveNote(): Step | undefined {
    const note = this.#pick('note')
    if (!note) return undefined
    const { version, title } = note.state
    const text = `${note.state.text} ${this.#text(3)}`.slice(-4_000)
    const changes = { [note.key]: JSON.stringify({ version: version + 1, title, text, trashed: false }) }
    return this.#known('save', changes, () =>
      this.#call('notes.save', { id: note.id as never, baseVersion: version, title, document: paragraph(text) }),
    )
  }

  #move(): Step | undefined {
    const source = this.#pick('source')
    if (!source) return undefined
    const state = STATES[this.#below(STATES.length)] as (typeof STATES)[number]
    const changes = { [source.key]: JSON.stringify({ ...source.state, state }) }
    return this.#known('move', changes, () => this.#call('library.setState', { ids: [source.id as never], state }))
  }

  #tag(): Step | undefined {
    const source = this.#pick('source')
    if (!source) return undefined
    const tag = TAGS[this.#below(TAGS.length)] as string
    const has = source.state.tags.includes(tag)
    const tags = has ? source.state.tags.filter(each => each !== tag) : [...source.state.tags, tag].sort()
    const changes = { [source.key]: JSON.stringify({ ...source.state, tags }) }
    const change = has ? { remove: [tag] } : { add: [tag] }
    return this.#known('tag', changes, () =>
      this.#call('library.tagItems', { items: [{ kind: 'source', id: source.id }], ...change }),
    )
  }

  #setTrashed(trashed: boolean): Step | undefined {
    const kind = (['note', 'source', 'annotation', 'report'] as const)[this.#below(4)] as ItemName
    const item = this.#pick(kind, !trashed)
    if (!item) return undefined
    const changes = { [item.key]: JSON.stringify({ ...item.state, trashed }) }
    const method = trashed ? 'library.trash' : 'library.restore'
    return this.#known(trashed ? 'trash' : 'restore', changes, () =>
      this.#call(method, { items: [{ kind, id: item.id }] }),
    )
  }

  #delete(): Step | undefined {
    const kind = (['note', 'source'] as const)[this.#below(2)] as 'note' | 'source'
    const item = this.#pick(kind, true)
    if (!item) return undefined
    const values = [...this.#model].filter(([, value]) => value !== GONE)
    const inReport = values.some(([key, value]) => key.startsWith('report:') && value.includes(item.id))
    const annotations = values.filter(([key, value]) => key.startsWith('annotation:') && value.includes(item.id))
    const keys = [item.key, ...annotations.map(([key]) => key)]
    if (inReport || keys.some(key => this.#locked.has(key))) return undefined
    const changes = Object.fromEntries(keys.map(key => [key, GONE]))
    return this.#known('delete', changes, () => this.#call('library.deleteForGood', { items: [{ kind, id: item.id }] }))
  }

  #report(): Step | undefined {
    const notes = this.#items('note', false).slice(0, 3)
    if (notes.length === 0) return undefined
    const title = this.#text(2)
    const ids = notes.map(note => note.id)
    return this.#made(
      'report',
      notes.map(note => note.key),
      async () => {
        const { id } = await this.#call('reports.create', { title, noteIds: ids as never })
        return { [keyOf('report', id)]: JSON.stringify({ title, notes: ids, trashed: false }) }
      },
    )
  }

  #backup(): Step {
    return this.#made('backup', ['backup'], async () => {
      const { backup } = await this.#call('backup.run', {})
      return { 'newest-backup': backup.id }
    })
  }
}

function paragraph(text: string): NoteDocument {
  return { version: 1, blocks: [{ type: 'paragraph', children: [{ type: 'text', text }] }] }
}
