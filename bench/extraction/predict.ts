import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { listPages, readPage } from './corpus.ts'
import { extractors } from './extractors.ts'

/*
 * Writes one JSON line per page of a corpus, for scoring:
 *   node bench/extraction/predict.ts --corpus ../shared/corpora --set pages --out predictions.jsonl [--with commonplace|readability|defuddle]
 */

interface Share {
  root: string
  set: string
  extractor: string
  ids: string[]
}

if (isMainThread) await main()
else await work(workerData as Share)

async function main(): Promise<void> {
  const options = Object.fromEntries(
    process.argv
      .slice(2)
      .flatMap((value, i, all) => (value.startsWith('--') ? [[value.slice(2), all[i + 1] ?? '']] : [])),
  ) as Record<string, string>
  const { corpus = '../shared/corpora', set = 'pages', out, with: extractor = 'commonplace' } = options
  if (!out) throw new Error('predict.ts needs --out FILE')
  const ids = listPages(corpus, set)
  const shares = [0, 1].map(part => ids.filter((_, i) => i % 2 === part))
  const lines = (await Promise.all(shares.map(share => runShare({ root: corpus, set, extractor, ids: share })))).flat()
  fs.mkdirSync(path.dirname(path.resolve(out)), { recursive: true })
  fs.writeFileSync(out, `${lines.join('\n')}\n`)
}

function runShare(share: Share): Promise<string[]> {
  const worker = new Worker(fileURLToPath(import.meta.url), { workerData: share })
  return new Promise((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
  })
}

async function work({ root, set, extractor, ids }: Share): Promise<void> {
  const extract = extractors[extractor]
  if (!extract) throw new Error(`no extractor called ${extractor}`)
  const lines: string[] = []
  for (const id of ids) {
    const page = readPage(root, set, id)
    try {
      const result = await extract(page.bytes, page.url)
      lines.push(JSON.stringify({ file: page.file, ...result }))
    } catch (error) {
      lines.push(JSON.stringify({ file: page.file, text: '', error: String(error) }))
    }
  }
  parentPort?.postMessage(lines)
}
