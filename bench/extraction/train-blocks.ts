import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { FEATURE_NAMES } from '../../src/main/clipping/extract/block-feature-names.ts'
import { blockFeatures } from '../../src/main/clipping/extract/block-features.ts'
import { packModel, predictRow, type TreeModel } from '../../src/main/clipping/extract/boosted-trees.ts'
import { decodePage } from '../../src/main/clipping/extract/decode-page.ts'
import { openContainers } from '../../src/main/clipping/extract/open-containers.ts'
import { analysePage, type PageAnalysis } from '../../src/main/clipping/extract/page-analysis.ts'
import { type PageCues, readPageCues } from '../../src/main/clipping/extract/page-cues.ts'
import { gatherSources } from '../../src/main/clipping/extract/page-sources.ts'
import { parsePage } from '../../src/main/clipping/extract/page-tree.ts'
import { chooseBlocks } from '../../src/main/clipping/extract/select-blocks.ts'
import { labelBlocks, tokensOf } from './block-labels.ts'
import { listPages, readPage } from './corpus.ts'
import { type BoostingOptions, seeded, trainTrees } from './gradient-boosting.ts'
import { compare, meanScore, type Score, totalScore, unitsOf } from './scores.ts'
import { readTruth, type Truth } from './truth.ts'

/*
 * Trains the block model on the reviewed pages and prints what it scores on pages it was not trained on
 * (cross-validation by page, `--folds 0` skips it):
 *   node bench/extraction/train-blocks.ts --corpus ../shared/corpora [--folds 5] [--write src/main/clipping/extract/block-model.json]
 */

interface Sample {
  set: string
  id: string
  fold: number
  page: PageAnalysis
  cues: PageCues
  truth: Truth
  rows: Float32Array
  labels: number[]
  lengths: number[]
  judged: Float32Array
}

const options = Object.fromEntries(
  process.argv
    .slice(2)
    .flatMap((value, i, all) => (value.startsWith('--') ? [[value.slice(2), all[i + 1] ?? '']] : [])),
) as Record<string, string>
const root = options.corpus ?? '../shared/corpora'
const folds = Number(options.folds ?? 5)
/** Lines a page of a thousand teasers may bring to the training; the rest are drawn by lot and weigh more. */
const LINES_PER_PAGE = 400
/** The library's own output is a weaker truth than a reviewer's. */
const SET_WEIGHT: Record<string, number> = { pages: 1, chinese: 2, readability: 0.7 }
const BOOSTING: BoostingOptions = {
  trees: Number(options.trees ?? 160),
  leaves: 24,
  learningRate: 0.09,
  featureShare: 0.3,
  rowShare: 0.6,
  l2: 1,
  minWeight: 0.05,
  seed: 3,
}

const samples = load()
console.log(
  `${samples.length} pages, ${samples.reduce((sum, s) => sum + s.page.blocks.length, 0)} blocks, ${FEATURE_NAMES.length} features`,
)
report('every line with any truth', sample => sample.labels.map(label => label >= 0.5))
for (let fold = 0; fold < folds; fold++) {
  const model = train(samples.filter(s => s.fold !== fold))
  for (const sample of samples) if (sample.fold === fold) sample.judged = judge(model, sample.rows)
}
report('judged by the trees', sample => chosenLines(sample))
if (options['per-page']) writePerPage(options['per-page'])
if (options.write) writeModel(options.write)

function load(): Sample[] {
  return ['pages', 'chinese', 'readability'].flatMap(set =>
    listPages(root, set).map((id, index) => {
      const input = readPage(root, set, id)
      const document = parsePage(decodePage(input.bytes).text)
      openContainers(document)
      const page = analysePage(document)
      const truth = readTruth(root, set, id)
      const cues = readPageCues(page, gatherSources(document))
      const rows = blockFeatures(page, cues)
      const labels = labelBlocks(
        page.blocks.map(block => block.text),
        truth.text,
      )
      return {
        set,
        id,
        fold: (index * 7 + set.length) % folds,
        page,
        cues,
        truth,
        rows,
        labels,
        lengths: page.blocks.map(block => tokensOf(block.text).length),
        judged: new Float32Array(page.blocks.length),
      }
    }),
  )
}

function train(from: Sample[]): TreeModel {
  const width = FEATURE_NAMES.length
  const random = seeded(11)
  const picked: { sample: Sample; line: number; weight: number }[] = []
  for (const sample of from) {
    const size = tokensOf(sample.truth.text).length
    const chance = Math.min(1, LINES_PER_PAGE / sample.labels.length)
    for (let line = 0; line < sample.labels.length; line++) {
      const certain = (sample.labels[line] as number) > 0.05 || (sample.lengths[line] as number) > 20
      if (!certain && random() > chance) continue
      // By the root of its length, so that short lines of furniture count although a bag of words hardly feels them.
      const share = (Math.sqrt(sample.lengths[line] as number) + 1) / (Math.sqrt(size) + 5)
      const weight = Math.min(1, share) * (SET_WEIGHT[sample.set] as number)
      picked.push({ sample, line, weight: (10 * weight) / (certain ? 1 : chance) })
    }
  }
  const set = {
    rows: picked.length,
    width,
    features: new Float32Array(picked.length * width),
    labels: new Float32Array(picked.length),
    weights: new Float32Array(picked.length),
  }
  picked.forEach(({ sample, line, weight }, at) => {
    set.features.set(sample.rows.subarray(line * width, (line + 1) * width), at * width)
    set.labels[at] = sample.labels[line] as number
    set.weights[at] = weight
  })
  return trainTrees(set, BOOSTING)
}

/** As the product chooses: captions stay out of the scored body. */
function chosenLines({ page, cues, judged }: Sample): boolean[] {
  const { keep } = chooseBlocks(page, cues, judged)
  return keep.map((kept, i) => kept && page.blocks[i]?.container.tagName !== 'figcaption')
}

function judge(model: TreeModel, rows: Float32Array): Float32Array {
  const width = FEATURE_NAMES.length
  const out = new Float32Array(rows.length / width)
  for (let i = 0; i < out.length; i++) out[i] = predictRow(model, rows, i * width)
  return out
}

function scoreOf(sample: Sample, keep: boolean[]): Score {
  const text = sample.page.blocks
    .filter((_, i) => keep[i])
    .map(block => block.text)
    .join('\n')
  return compare(unitsOf(sample.set, sample.truth.text), unitsOf(sample.set, text))
}

function report(label: string, choose: (sample: Sample) => boolean[]): void {
  const scored = samples.map(sample => ({ sample, score: scoreOf(sample, choose(sample)) }))
  const show = (score: Score) => `${score.f1.toFixed(4)} (P ${score.p.toFixed(3)} R ${score.r.toFixed(3)})`
  console.log(`\n${label}`)
  for (const set of ['pages', 'chinese', 'readability'])
    console.log(
      ' ',
      set.padEnd(12),
      show(
        totalScore(
          set,
          scored.filter(x => x.sample.set === set).map(x => x.score),
        ),
      ),
    )
  for (const type of new Set(samples.filter(s => s.set === 'pages').map(s => s.truth.type))) {
    const of = scored.filter(x => x.sample.set === 'pages' && x.sample.truth.type === type)
    console.log('    ', type.padEnd(14), String(of.length).padStart(4), show(meanScore(of.map(x => x.score))))
  }
}

function writePerPage(file: string): void {
  const rows = samples.map(sample => ({
    set: sample.set,
    id: sample.id,
    type: sample.truth.type,
    ...scoreOf(sample, chosenLines(sample)),
    blocks: sample.page.blocks.map((block, i) => [
      Number(sample.labels[i]?.toFixed(2)),
      Number(sample.judged[i]?.toFixed(2)),
      Number(sample.judged[i]?.toFixed(2)),
      block.container.tagName,
      block.text.slice(0, 110),
    ]),
  }))
  fs.writeFileSync(file, JSON.stringify(rows))
}

function writeModel(file: string): void {
  const target = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..', file)
  fs.writeFileSync(target, `${JSON.stringify(packModel(train(samples)), null, 2)}\n`)
  console.log(`\nwritten to ${file}, ${fs.statSync(target).size} bytes`)
}
