import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openBackend } from '../../src/main/backend.ts'
import type { Job } from '../../src/shared/contract/jobs.ts'
import { unwrap } from '../../src/shared/rpc/result.ts'

/**
 * Clips generated pages as one job and prints how fast, and how the memory of the whole process stood on the way.
 * `npm run bench -- clipping [pages]`
 */
const count = Number(process.argv[2] ?? 2_000)
const WORDS =
  'storm keeper light coast weather book people night wave harbour record signal lamp tide north captain vessel rock'.split(
    ' ',
  )

let seed = 1
function random(below: number): number {
  seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff
  return Math.floor((seed / 0x80000000) * below)
}
const paragraph = () => `<p>${Array.from({ length: 80 }, () => WORDS[random(WORDS.length)]).join(' ')}.</p>`

/** About 2,000 words, with the usual lists of links around them. */
function page(n: number): string {
  const links = Array.from({ length: 60 }, (_, at) => `<li><a href="/${at}">Link ${at}</a></li>`).join('')
  const text = Array.from({ length: 25 }, paragraph).join('')
  return `<!doctype html><title>Page ${n}</title><nav><ul>${links}</ul></nav><article><h1>Page ${n}</h1>${text}</article><footer><ul>${links}</ul></footer>`
}

const megabytes = (bytes: number) => `${Math.round(bytes / 1_048_576)} MB`
const rss = () => process.memoryUsage.rss()

function folderBytes(folder: string): number {
  let bytes = 0
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) bytes += statSync(join(entry.parentPath, entry.name)).size
  }
  return bytes
}

const libraryFolder = mkdtempSync(join(tmpdir(), 'commonplace-bench-'))
const library = await openBackend({
  libraryFolder,
  resourcesFolder: join(import.meta.dirname, '../../resources'),
  appVersion: 'bench',
})
try {
  for (let n = 0; n < count; n++) {
    await library.fetch(
      new Request(`http://bench/uploads?batch=bench&path=${n}.html`, { method: 'POST', body: page(n) }),
    )
  }
  console.log(`${count} pages uploaded, RSS ${megabytes(rss())}`)
  const started = performance.now()
  await library.call('clipping.clipUploads', { batchId: 'bench' })
  for (let told = 0; ; ) {
    const [job] = unwrap(await library.call('jobs.list', {})) as Job[]
    if (!job) throw new Error('The job is not on the list.')
    if (job.done >= told + count / 10 || job.state !== 'running') {
      told = job.done
      const seconds = (performance.now() - started) / 1_000
      console.log(
        `${job.done} pages, ${seconds.toFixed(1)} s, ${(job.done / seconds).toFixed(1)} pages/s, RSS ${megabytes(rss())}`,
      )
    }
    if (job.state !== 'running') break
    await new Promise(resolve => setTimeout(resolve, 100))
  }
  console.log(`The library takes ${megabytes(folderBytes(libraryFolder))} on disk.`)
} finally {
  await library.close()
  rmSync(libraryFolder, { recursive: true, force: true })
}
