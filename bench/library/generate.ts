import type { Database } from 'better-sqlite3'
import { createAnnotation } from '../../src/main/annotations/annotation-store.ts'
import { type ClipRecord, storeClip } from '../../src/main/clipping/clip-store.ts'
import { collect, createCollection } from '../../src/main/library/collection-store.ts'
import { setState } from '../../src/main/library/source-store.ts'
import { tagItems } from '../../src/main/library/tag-store.ts'
import { createNote } from '../../src/main/notes/note-store.ts'
import { hashBytes } from '../../src/main/storage/blob-store.ts'

const VOCABULARY = 60_000
const ZIPF = 1.07
const TOPICS = 400
const WORDS_PER_TOPIC = 25
const WORDS_PER_SOURCE = 600
const BATCH = 500
const FIRST_MS = Date.UTC(2016, 0, 1)
const STEP_MS = 3_000_000

/** Deterministic numbers in [0, 1): mulberry32. */
export function numbers(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const SYLLABLES =
  'ba be bi bo ca ce co cu da de di do fa fe fi fo ga ge go ha he hi ho ka ke la le li lo lu ma me mi mo mu na ne ni no pa pe pi po ra re ri ro sa se si so su ta te ti to tu va ve vi vo'.split(
    ' ',
  )
const ENDINGS = ['', 'n', 'r', 's', 't', 'l', 'st', 'nd', 'm', 'ng']

/** Made-up words, short ones the most frequent, as in a language. */
function makeVocabulary(random: () => number): string[] {
  const words = new Set<string>()
  while (words.size < VOCABULARY) {
    const syllables = 1 + Math.floor(random() * 2 + (words.size / VOCABULARY) * 2.5)
    let word = ''
    for (let i = 0; i < syllables; i++) word += SYLLABLES[Math.floor(random() * SYLLABLES.length)]
    words.add(word + ENDINGS[Math.floor(random() * ENDINGS.length)])
  }
  return [...words]
}

export interface Language {
  vocabulary: string[]
  /** `count` words about a topic: common words by Zipf's law, every fifth from the topic. */
  text(count: number, topic: number, random: () => number): string
}

export function makeLanguage(): Language {
  const random = numbers(1)
  const vocabulary = makeVocabulary(random)
  const cumulative = new Float64Array(VOCABULARY)
  let sum = 0
  for (let rank = 0; rank < VOCABULARY; rank++) cumulative[rank] = sum += 1 / (rank + 1) ** ZIPF
  const topics = Array.from({ length: TOPICS }, () =>
    Array.from({ length: WORDS_PER_TOPIC }, () => Math.floor(500 + random() * (VOCABULARY - 500))),
  )
  const byZipf = (at: number) => {
    let low = 0
    let high = VOCABULARY - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if ((cumulative[middle] ?? 0) < at * sum) low = middle + 1
      else high = middle
    }
    return low
  }
  return {
    vocabulary,
    text(count, topic, random) {
      const words: string[] = []
      const own = topics[topic % TOPICS] ?? []
      for (let i = 0; i < count; i++) {
        const rank = i % 5 === 4 ? (own[Math.floor(random() * own.length)] ?? 0) : byZipf(random())
        words.push(`${vocabulary[rank]}${i % 14 === 13 ? '.' : ''}`)
        if (i % 90 === 89) words.push('\n')
      }
      return words.join(' ').replaceAll(/ ?\n ?/g, '\n')
    },
  }
}

function capitalise(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}

function makeClip(language: Language, index: number): ClipRecord {
  const random = numbers(index + 1_000)
  const topic = Math.floor(random() * TOPICS)
  const text = language.text(WORDS_PER_SOURCE, topic, random)
  const bytes = new TextEncoder().encode(`${index}`)
  const capturedAtMs = FIRST_MS + index * STEP_MS
  const name = () => capitalise(language.vocabulary[Math.floor(random() * 3_000)] ?? '')
  return {
    kind: 'article',
    title: capitalise(language.text(4 + Math.floor(random() * 6), topic, random).replaceAll('.', '')),
    subtitle: null,
    authors: [{ given: name(), family: name() }],
    siteName: `${name()} ${topic % 50}`,
    published: new Date(capturedAtMs).toISOString().slice(0, 10),
    modified: null,
    language: 'en',
    dir: null,
    url: `https://site-${topic % 50}.example/${index}`,
    canonicalUrl: `https://site-${topic % 50}.example/${index}`,
    doi: null,
    isbn: null,
    description: null,
    cslType: 'article-newspaper',
    metadataOrigin: {},
    capturedAtMs,
    original: { hash: hashBytes(bytes), byteLength: 8, storedByteLength: 8, encoding: 'identity', mime: 'text/html' },
    fileName: null,
    redirects: [],
    toolVersion: 'bench',
    rulesVersion: 1,
    wordCount: WORDS_PER_SOURCE,
    textHash: '',
    readerHtml: `<p>${text.replaceAll('\n', '</p><p>')}</p>`,
    canonicalText: text,
    blobs: [],
    report: { images: [], coverage: 1, removed: [], warnings: [] },
  }
}

const STATES = ['inbox', 'reading', 'archive', 'archive', 'archive'] as const

function addSource(db: Database, language: Language, index: number, collections: string[]): void {
  const clip = makeClip(language, index)
  const { sourceId, snapshotId } = storeClip(db, clip, () => undefined)
  const random = numbers(index + 7_000_000)
  setState(db, [sourceId], STATES[index % STATES.length] ?? 'inbox')
  for (let i = 0; i < 2; i++) {
    const start = Math.floor(random() * (clip.canonicalText.length - 200))
    const end = start + 60 + Math.floor(random() * 100)
    const passage = { exact: clip.canonicalText.slice(start, end), prefix: '', suffix: '', start, end }
    createAnnotation(db, { snapshotId, passage, color: 1 + (index % 6), comment: '', tags: [] })
  }
  if (index % 3 === 0) tagItems(db, [{ kind: 'source', id: sourceId }], [`tag ${index % 40}`], [])
  if (index % 4 === 0) collect(db, collections[index % collections.length] as string, [sourceId], [])
}

function addNote(db: Database, language: Language, index: number): void {
  const random = numbers(index + 3_000_000)
  const topic = Math.floor(random() * TOPICS)
  const title = capitalise(language.text(3 + Math.floor(random() * 5), topic, random).replaceAll('.', ''))
  createNote(db, title, {
    version: 1,
    blocks: [{ type: 'paragraph', children: [{ type: 'text', text: language.text(150, topic, random) }] }],
  })
}

/** Fills a library up to `size` sources, two highlights each, and a note for every five; what is there already stays. */
export function fillLibrary(db: Database, size: number, onProgress: (done: number) => void): void {
  const language = makeLanguage()
  const count = (table: string) => db.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number
  let collections = db.prepare('SELECT id FROM collections ORDER BY id').pluck().all() as string[]
  if (collections.length === 0) {
    collections = Array.from({ length: 20 }, (_, index) => createCollection(db, `Collection ${index}`, null).id)
  }
  // The bench's own library may be lost in a power cut; filling it need not wait for the disk.
  db.pragma('synchronous = OFF')
  for (let from = count('sources'); from < size; from += BATCH) {
    db.transaction(() => {
      for (let index = from; index < Math.min(size, from + BATCH); index++) addSource(db, language, index, collections)
    })()
    onProgress(Math.min(size, from + BATCH))
  }
  const notes = Math.floor(size / 5)
  for (let from = count('notes'); from < notes; from += BATCH) {
    db.transaction(() => {
      for (let index = from; index < Math.min(notes, from + BATCH); index++) addNote(db, language, index)
    })()
  }
  db.pragma('synchronous = FULL')
  db.pragma('wal_checkpoint(TRUNCATE)')
}
