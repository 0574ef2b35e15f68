import { existsSync } from 'node:fs'
import path from 'node:path'
import { listPages, readPage } from './corpus.ts'
import { type ExtractorResult, extractors } from './extractors.ts'
import { FIELDS, isRight } from './metadata-score.ts'
import { meanScore, type Score, scorePage, totalScore } from './scores.ts'
import { readTruth, type Truth } from './truth.ts'

/*
 * Text, metadata and time of every extractor on the same pages in the same run:
 *   npm run bench -- extraction --corpus ../shared/corpora [--set pages,chinese,readability] [--with commonplace,readability] [--limit 100]
 * The block model was trained on these pages: `train-blocks.ts` prints what it scores on pages it has not seen.
 */
interface Row extends Score {
  truth: Truth
  result: ExtractorResult
  failed: boolean
}

const options = Object.fromEntries(
  process.argv
    .slice(2)
    .flatMap((value, i, all) => (value.startsWith('--') ? [[value.slice(2), all[i + 1] ?? '']] : [])),
) as Record<string, string>
const root = options.corpus ?? '../shared/corpora'
if (!existsSync(path.join(root, 'pages'))) {
  console.log(`No pages under ${root}: say where they are with --corpus FOLDER.`)
  process.exit(0)
}
// Extractors that report broken JSON-LD of a page on the error stream would bury the table.
console.error = () => undefined
const names = (options.with ?? Object.keys(extractors).join(',')).split(',')
for (const set of (options.set ?? 'pages,chinese,readability').split(',')) await benchSet(set)

async function benchSet(set: string): Promise<void> {
  const ids = listPages(root, set).slice(0, Number(options.limit ?? Number.POSITIVE_INFINITY))
  const rows = new Map<string, Row[]>(names.map(name => [name, []]))
  for (const id of ids) {
    const page = readPage(root, set, id)
    for (const name of names) rows.get(name)?.push(await benchPage(name, set, id, page.bytes))
  }
  console.log(`\n${set}, ${ids.length} pages`)
  const baseline = median((rows.get('readability') ?? []).map(row => row.result.extractMs))
  for (const [name, list] of rows) printExtractor(name, set, list, baseline)
}

async function benchPage(name: string, set: string, id: string, bytes: Uint8Array): Promise<Row> {
  const extract = extractors[name]
  if (!extract) throw new Error(`There is no extractor called ${name}.`)
  try {
    const result = await extract(bytes)
    return { ...scorePage(root, set, id, result.text), result, failed: false }
  } catch {
    return {
      p: 0,
      r: 0,
      f1: 0,
      truth: readTruth(root, set, id),
      result: { text: '', totalMs: 0, extractMs: 0 },
      failed: true,
    }
  }
}

function printExtractor(name: string, set: string, rows: Row[], baseline: number): void {
  const score = totalScore(set, rows)
  const times = rows.map(row => row.result.extractMs)
  const ratio = baseline > 0 ? ` = ${(median(times) / baseline).toFixed(2)}x Readability` : ''
  console.log(
    `  ${name.padEnd(12)} F1 ${figure(score.f1)} P ${figure(score.p)} R ${figure(score.r)}  empty ${rows.filter(row => !row.result.text).length}  failed ${rows.filter(row => row.failed).length}`,
  )
  const metadata = FIELDS.map(field => {
    const known = rows.map(row => isRight(field, row.truth, row.result)).filter(right => right !== undefined)
    return known.length > 0
      ? `${field} ${((100 * known.filter(Boolean).length) / known.length).toFixed(1)} % of ${known.length}`
      : ''
  })
  console.log(`  ${''.padEnd(12)} ${metadata.filter(Boolean).join('  ')}`)
  console.log(
    `  ${''.padEnd(12)} extraction alone ${median(times).toFixed(1)} ms median, ${quantile(times, 0.95).toFixed(1)} ms p95${ratio}; with parsing ${median(rows.map(row => row.result.totalMs)).toFixed(1)} ms median`,
  )
  const types = [...new Set(rows.map(row => row.truth.type))]
  if (types.length > 1) {
    console.log(
      `  ${''.padEnd(12)} ${types.map(type => `${type} ${figure(meanScore(rows.filter(row => row.truth.type === type)).f1)}`).join('  ')}`,
    )
  }
}

function figure(value: number): string {
  return value.toFixed(3)
}

function median(values: number[]): number {
  return quantile(values, 0.5)
}

function quantile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}
