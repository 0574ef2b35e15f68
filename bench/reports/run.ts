// Times the making of a PDF, cold and after a one-word change, beside Chromium's page.pdf() of the same content as HTML
// (which has no page numbers in its contents, no footnotes at the foot, no bibliography). Prints; asserts nothing.
import { performance } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright'
import temml from 'temml'
import { findChromium } from '../../scripts/find-chromium.mjs'
import type { TypesetInput } from '../../src/main/reports/typeset/report-source.ts'
import { Typesetter } from '../../src/main/reports/typeset/typeset.ts'
import { documentToHtml, escapeHtml } from '../../src/shared/document/derive/html-out.ts'
import { longReport, withOneWordChanged } from './long-report.ts'

const resources = fileURLToPath(new URL('../../resources', import.meta.url))
const sizes = process.argv.slice(2).map(Number).filter(Number.isFinite)
const browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox'] })

for (const target of sizes.length > 0 ? sizes : [10, 100, 500]) {
  const input = longReport(target)
  const typst = await timeTypst(input)
  const print = await timeChromium(input)
  const ratio = (ms: number) => `${(ms / print.ms).toFixed(2)}×`
  console.log(`\nasked for ${target} pages`)
  console.log(
    `  Typst     ${typst.pages} pages, ${(typst.bytes / 1_000).toFixed(0)} kB, main thread held up at most ${typst.lag} ms`,
  )
  console.log(`    cold                ${row(typst.cold)} ms   ${ratio(typst.cold)} of Chromium`)
  console.log(`    … process waiting   ${row(typst.warm)} ms   ${ratio(typst.warm)}`)
  console.log(`    one word changed    ${row(typst.edit)} ms   ${ratio(typst.edit)}`)
  console.log(`    … for the preview    ${row(typst.shown)} ms   ${ratio(typst.shown)}`)
  console.log(`  Chromium  ${print.pages} pages, ${(print.bytes / 1_000).toFixed(0)} kB: ${row(print.ms)} ms`)
}
await browser.close()

function row(ms: number): string {
  return ms.toFixed(0).padStart(6)
}

async function timeTypst(input: TypesetInput) {
  const typesetter = new Typesetter(resources)
  const lag = watchLag()
  const start = performance.now()
  const first = await typesetter.typeset(input)
  const cold = performance.now() - start
  typesetter.close()
  typesetter.warm()
  await new Promise(resolve => setTimeout(resolve, 2_000))
  const beginWarm = performance.now()
  await typesetter.typeset(input)
  const warm = performance.now() - beginWarm
  const edits: number[] = []
  for (const word of ['Changed', 'Altered', 'Modified']) {
    const changed = withOneWordChanged(input, word)
    const begin = performance.now()
    await typesetter.typeset(changed)
    edits.push(performance.now() - begin)
  }
  const begin = performance.now()
  await typesetter.typeset(withOneWordChanged(input, 'Replaced'), { preview: true })
  const shown = performance.now() - begin
  typesetter.close()
  const edit = edits.toSorted((a, b) => a - b)[1] ?? 0
  return { cold, warm, edit, shown, pages: first.pageCount, bytes: first.pdf.length, lag: lag() }
}

/** The longest time the event loop was busy until the returned function is called, in milliseconds. */
function watchLag(): () => number {
  let last = performance.now()
  let worst = 0
  const timer = setInterval(() => {
    const now = performance.now()
    worst = Math.max(worst, now - last - 5)
    last = now
  }, 5)
  return () => {
    clearInterval(timer)
    return Math.round(worst)
  }
}

async function timeChromium(input: TypesetInput) {
  const body = input.sections.map(section => {
    const html = documentToHtml(section.document, {
      citation: items => `(${items.map(item => item.sourceId).join('; ')})`,
      math: (tex, display) => temml.renderToString(tex, { displayMode: display }),
      attribution: id => input.sources[id]?.csl.title ?? '',
    })
    return `<h1>${escapeHtml(section.title)}</h1>${html}`
  })
  const html = `<!doctype html><html lang="en"><title>${escapeHtml(input.title)}</title><style>body{font:10.5pt/1.45 serif}</style>${body.join('')}</html>`
  const page = await browser.newPage()
  const start = performance.now()
  await page.setContent(html)
  const pdf = await page.pdf({
    format: 'A4',
    tagged: true,
    outline: true,
    margin: { top: '31mm', bottom: '32mm', left: '38mm', right: '38mm' },
  })
  const ms = performance.now() - start
  await page.close()
  const pages = (pdf.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? []).length
  return { ms, bytes: pdf.length, pages }
}
