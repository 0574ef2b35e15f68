import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { countItems } from '../../src/main/library/count-items.ts'
import { listSources } from '../../src/main/library/source-store.ts'
import { completeLink } from '../../src/main/notes/link-targets.ts'
import { searchLibrary } from '../../src/main/search/search-store.ts'
import { openDatabase } from '../../src/main/storage/open-database.ts'
import { fillLibrary, makeLanguage, numbers } from './generate.ts'

const { values } = parseArgs({
  options: {
    size: { type: 'string', default: '20000' },
    library: { type: 'string' },
    'open-only': { type: 'boolean', default: false },
  },
})
const size = Number(values.size)
const folder =
  values.library ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), `commonplace-bench-${size}`)
const QUERIES = 60

function percentile(times: number[], share: number): number {
  const sorted = times.toSorted((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

/** Each query twice, the better time: the machine is shared. */
function measure(label: string, queries: string[], ask: (query: string) => unknown): void {
  const times = queries.map(query => {
    const once = () => {
      const start = performance.now()
      ask(query)
      return performance.now() - start
    }
    return Math.min(once(), once())
  })
  const figures = [0.5, 0.95, 1].map(share => percentile(times, share).toFixed(1).padStart(7)).join(' ')
  console.log(`${label.padEnd(44)} ${figures}`)
}

/** Opens the library in a process of its own, so that nothing is warm in it, up to the first list. */
function openOnly(): void {
  const start = performance.now()
  const db = openDatabase(folder)
  listSources(db, { view: { kind: 'state', state: 'inbox' }, sort: 'added', descending: true, offset: 0, limit: 100 })
  countItems(db)
  console.log(
    `open to first list and counts: ${(performance.now() - start).toFixed(0)} ms; RSS ${(process.memoryUsage().rss / 1_048_576).toFixed(0)} MB`,
  )
}

function main(): void {
  mkdirSync(folder, { recursive: true })
  const db = openDatabase(folder)
  const started = performance.now()
  fillLibrary(db, size, done => process.stderr.write(`\r${done} of ${size} sources`))
  process.stderr.write('\n')
  console.log(
    `${size} sources, ${size * 2} highlights, ${size / 5} notes in ${folder} (filled in ${((performance.now() - started) / 1000).toFixed(0)} s)\n`,
  )

  const random = numbers(42)
  const { vocabulary } = makeLanguage()
  const word = (from: number, to: number) => vocabulary[Math.floor(from + random() * (to - from))] ?? ''
  const many = (make: () => string) => Array.from({ length: QUERIES }, make)
  console.log(`${'milliseconds in the backend'.padEnd(44)}     p50     p95     max`)
  for (let letters = 1; letters <= 6; letters++) {
    const queries = many(() => {
      let found = word(0, 20_000)
      while (found.length < letters) found = word(0, 20_000)
      return found.slice(0, letters)
    })
    measure(`as you type, ${letters} letter${letters > 1 ? 's' : ''}`, queries, query => searchLibrary(db, query, 20))
  }
  measure(
    'as you type, a word and 1 letter',
    many(() => `${word(50, 2_000)} ${word(0, 2_000).slice(0, 1)}`),
    query => searchLibrary(db, query, 20),
  )
  measure(
    'full: stop word',
    many(() => `${word(0, 10)} `),
    query => searchLibrary(db, query, 50),
  )
  measure(
    'full: common word',
    many(() => `${word(10, 200)} `),
    query => searchLibrary(db, query, 50),
  )
  measure(
    'full: rare word',
    many(() => `${word(5_000, 60_000)} `),
    query => searchLibrary(db, query, 50),
  )
  measure(
    'full: two words',
    many(() => `${word(10, 500)} ${word(100, 5_000)} `),
    query => searchLibrary(db, query, 50),
  )
  measure(
    'full: phrase',
    many(() => `"${word(0, 50)} ${word(0, 200)}" `),
    query => searchLibrary(db, query, 50),
  )
  measure(
    'full: word with tag: and before:',
    many(() => `${word(10, 500)} tag:"tag 12" before:2024 `),
    query => searchLibrary(db, query, 50),
  )
  measure(
    'filters alone: is:unread site:',
    many(() => `is:unread site:site-${Math.floor(random() * 50)} `),
    query => searchLibrary(db, query, 50),
  )
  measure(
    'mistyped word, with suggestion',
    many(() => `${word(2_000, 20_000).split('').reverse().join('')}xq `),
    query => searchLibrary(db, query, 50),
  )
  measure(
    '[[ and quick switcher, 1–4 letters',
    many(() => word(0, 20_000).slice(0, 1 + Math.floor(random() * 4))),
    query => completeLink(db, query, 12),
  )
  measure(
    'list of 200 sources by title',
    many(() => ''),
    () =>
      listSources(db, {
        view: { kind: 'all' },
        sort: 'title',
        descending: false,
        offset: Math.floor(random() * size),
        limit: 200,
      }),
  )
  measure(
    'counts of the rail',
    many(() => ''),
    () => countItems(db),
  )
  console.log(`\nmemory of this process: ${(process.memoryUsage().rss / 1_048_576).toFixed(0)} MB`)
  db.close()
  const { stdout } = spawnSync(process.execPath, [import.meta.filename, '--open-only', '--library', folder], {
    encoding: 'utf8',
  })
  console.log(stdout.trim())
}

if (values['open-only']) openOnly()
else main()
