import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { type BlockFacts, gatherFacts } from '../../src/main/clipping/extract/block-facts.ts'
import { CONTEXT_NAMES, FEATURE_NAMES } from '../../src/main/clipping/extract/block-feature-names.ts'
import { blockFeatures } from '../../src/main/clipping/extract/block-features.ts'
import { packModel, predictRows, type TreeModel } from '../../src/main/clipping/extract/boosted-trees.ts'
import { contextFeatures } from '../../src/main/clipping/extract/context-features.ts'
import { decodePage } from '../../src/main/clipping/extract/decode-page.ts'
import { openContainers } from '../../src/main/clipping/extract/open-containers.ts'
import { analysePage, type PageAnalysis } from '../../src/main/clipping/extract/page-analysis.ts'
import { readPageCues } from '../../src/main/clipping/extract/page-cues.ts'
import { gatherSources } from '../../src/main/clipping/extract/page-sources.ts'
import { parsePage } from '../../src/main/clipping/extract/page-tree.ts'
import { chooseBlocks } from '../../src/main/clipping/extract/select-blocks.ts'
import { labelBlocks, tokensOf } from './block-labels.ts'
import { listPages, readPage } from './corpus.ts'
import { type BoostingOptions, seeded, trainTrees } from './gradient-boosting.ts'
import { compare, meanScore, type Score, totalScore, unitsOf } from './scores.ts'
import { readTruth, type Truth } from './truth.ts'

/*
 * Trains the two passes of the block model on the reviewed pages and prints what they score on pages they were not trained
 * on (cross-validation by page). The second pass learns from what the first said of pages it had not seen:
 *   node bench/extraction/train-blocks.ts --corpus ../shared/corpora [--folds 5] [--write src/main/clipping/extract/block-model.json]
 */

interface Sample {
  set: string
  id: string
  fold: number
  page: PageAnalysis
  facts: BlockFacts
  truth: Truth
  /** Features of each line by itself; with those of its neighbourhood once the first pass has judged. */
  rows: Float32Array
  context: Float32Array
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
/** Pages whose lines are learned from without what their words say, as in a language whose words are not among the cues. */
const UNREAD_SHARE = 0.25
const CUE_COLUMNS = [...FEATURE_NAMES.keys()].filter(i =>
  /^cue:|^heading(Cues|InRelated)$/.test(FEATURE_NAMES[i] ?? ''),
)
const COMMON = { featureShare: 0.3, rowShare: 0.6, l2: 1, minWeight: 0.05, seed: 3 }
const FIRST: BoostingOptions = { ...COMMON, trees: 320, leaves: 28, learningRate: 0.06 }
const SECOND: BoostingOptions = { ...COMMON, trees: 120, leaves: 16, learningRate: 0.07 }

const samples = load()
console.log(
  `${samples.length} pages, ${samples.reduce((sum, s) => sum + s.page.blocks.length, 0)} blocks, ${FEATURE_NAMES.length} + ${CONTEXT_NAMES.length} features`,
)
report('every line with any truth', sample => sample.labels.map(label => label >= 0.5))
crossValidate(sample => sample.rows, FIRST)
report('judged by themselves', sample => chosenLines(sample))
for (const sample of samples) sample.context = contextFeatures(sample.facts, sample.rows, sample.judged)
crossValidate(sample => sample.context, SECOND)
report('judged again among their neighbours', sample => chosenLines(sample))
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
      const facts = gatherFacts(page, cues)
      const labels = labelBlocks(
        page.blocks.map(block => block.text),
        truth.text,
      )
      return {
        set,
        id,
        fold: (index * 7 + set.length) % folds,
        page,
        facts,
        truth,
        rows: blockFeatures(facts),
        context: new Float32Array(),
        labels,
        lengths: page.blocks.map(block => tokensOf(block.text).length),
        judged: new Float32Array(page.blocks.length),
      }
    }),
  )
}

type RowsOf = (sample: Sample) => Float32Array

/** Has every page judged by trees that were grown without it. */
function crossValidate(rowsOf: RowsOf, boosting: BoostingOptions): void {
  for (let fold = 0; fold < folds; fold++) {
    const model = train(
      samples.filter(sample => sample.fold !== fold),
      rowsOf,
      boosting,
    )
    for (const sample of samples)
      if (sample.fold === fold) sample.judged = predictRows(model, rowsOf(sample), sample.labels.length)
  }
}

function train(from: Sample[], rowsOf: RowsOf, boosting: BoostingOptions): TreeModel {
  const sized = from.find(sample => sample.labels.length > 0) as Sample
  const width = rowsOf(sized).length / sized.labels.length
  const random = seeded(11)
  const picked: { sample: Sample; line: number; weight: number; unread: boolean }[] = []
  for (const sample of from) {
    const size = tokensOf(sample.truth.text).length
    const unread = random() < UNREAD_SHARE
    const chance = Math.min(1, LINES_PER_PAGE / sample.labels.length)
    for (let line = 0; line < sample.labels.length; line++) {
      const certain = (sample.labels[line] as number) > 0.05 || (sample.lengths[line] as number) > 20
      if (!certain && random() > chance) continue
      // By the root of its length, so that short lines of furniture count although a bag of words hardly feels them.
      const share = (Math.sqrt(sample.lengths[line] as number) + 1) / (Math.sqrt(size) + 5)
      const weight = Math.min(1, share) * (SET_WEIGHT[sample.set] as number)
      picked.push({ sample, line, weight: (10 * weight) / (certain ? 1 : chance), unread })
    }
  }
  const set = {
    rows: picked.length,
    width,
    features: new Float32Array(picked.length * width),
    labels: new Float32Array(picked.length),
    weights: new Float32Array(picked.length),
  }
  picked.forEach(({ sample, line, weight, unread }, at) => {
    set.features.set(rowsOf(sample).subarray(line * width, (line + 1) * width), at * width)
    if (unread) for (const column of CUE_COLUMNS) set.features[at * width + column] = 0
    set.labels[at] = sample.labels[line] as number
    set.weights[at] = weight
  })
  return trainTrees(set, boosting)
}

/** As the product chooses: captions stay out of the scored body. */
function chosenLines({ page, facts, judged }: Sample): boolean[] {
  const { keep } = chooseBlocks(facts, judged)
  return keep.map((kept, i) => kept && page.blocks[i]?.container.tagName !== 'figcaption')
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
  const first = packModel(train(samples, sample => sample.rows, FIRST))
  const second = packModel(train(samples, sample => sample.context, SECOND))
  fs.writeFileSync(target, `${JSON.stringify({ first, second }, null, 2)}\n`)
  console.log(`\nwritten to ${file}, ${fs.statSync(target).size} bytes`)
}
