import { bestCut } from './best-cut.ts'
import { type BlockFacts, gatherFacts } from './block-facts.ts'
import { blockFeatures } from './block-features.ts'
import packedModel from './block-model.json' with { type: 'json' }
import { predictRows, type TreeModel, unpackModel } from './boosted-trees.ts'
import { CLASS_GROUPS } from './class-words.ts'
import { completeStructures } from './complete-structures.ts'
import { contextFeatures, wordLengths } from './context-features.ts'
import type { RemovedPart } from './extracted-page.ts'
import type { PageAnalysis, Region } from './page-analysis.ts'
import type { PageCues } from './page-cues.ts'
import { CUE_NAMES, textCues } from './text-cues.ts'
import { trimFurniture } from './trim-furniture.ts'

export interface BlockChoice {
  keep: boolean[]
  /** How likely each block belongs to the main text, 0–1. */
  probabilities: Float32Array
  /** Share of the text judged to be the main one that is kept. */
  coverage: number
}

/** The judgement of each line by itself, and the one that also knows what the first said about the lines around. */
let models: { first: TreeModel; second: TreeModel } | undefined

/** Where the kept words are this certain on average, doubtful lines and the title's own line are left out. */
const CLEAR_PAGE = 0.85
const CLEAR_LINE = 0.65

function confidence(probabilities: Float32Array, lengths: number[], keep: boolean[]): number {
  let sure = 0
  let total = 0
  for (let i = 0; i < keep.length; i++) {
    if (!keep[i]) continue
    sure += (probabilities[i] as number) * (lengths[i] as number)
    total += lengths[i] as number
  }
  return total > 0 ? sure / total : 0
}

/** The lines that belong to the page's main text, by the trained judgement of each and the best cut for the page. */
export function selectBlocks(page: PageAnalysis, cues: PageCues): BlockChoice {
  models ??= { first: unpackModel(packedModel.first), second: unpackModel(packedModel.second) }
  const facts = gatherFacts(page, cues)
  const rows = blockFeatures(facts)
  const alone = predictRows(models.first, rows, page.blocks.length)
  return chooseBlocks(facts, predictRows(models.second, contextFeatures(facts, rows, alone), page.blocks.length))
}

/** What to keep once every line has been judged. */
export function chooseBlocks(facts: BlockFacts, probabilities: Float32Array): BlockChoice {
  const { page, cues } = facts
  const lengths = wordLengths(facts)
  const keep = bestCut(probabilities, lengths)
  if (confidence(probabilities, lengths, keep) > CLEAR_PAGE) {
    for (let i = 0; i < keep.length; i++) {
      if ((probabilities[i] as number) < CLEAR_LINE || i === cues.titleBlock) keep[i] = false
    }
    trimFurniture(page, keep)
  }
  completeStructures(page, keep)
  let wanted = 0
  let kept = 0
  for (let i = 0; i < probabilities.length; i++) {
    const mass = (probabilities[i] as number) > 0.5 ? (lengths[i] as number) : 0
    wanted += mass
    if (keep[i]) kept += mass
  }
  return { keep, probabilities, coverage: wanted > 0 ? kept / wanted : 1 }
}

/** What was left out between the first and the last kept line, with the sign that spoke against it. */
export function describeRemoved(page: PageAnalysis, { keep }: BlockChoice): RemovedPart[] {
  const first = keep.indexOf(true)
  const last = keep.lastIndexOf(true)
  const removed: RemovedPart[] = []
  for (let i = first; i >= 0 && i <= last; i++) {
    const block = page.blocks[i]
    if (!block || keep[i]) continue
    removed.push({
      rule: 'main-text',
      reason: reasonFor(page.regionOf[i] as Region, block.text),
      text: block.text.slice(0, 200),
    })
  }
  return removed
}

const FURNITURE = [
  'share',
  'related',
  'navigation',
  'advert',
  'signup',
  'consent',
  'comment',
  'author',
  'meta',
  'caption',
  'sidebar',
  'footer',
]

function reasonFor(region: Region, text: string): string {
  for (let at: Region | undefined = region; at?.parent; at = at.parent) {
    for (const name of FURNITURE) {
      const bit = CLASS_GROUPS.findIndex(group => group[0] === name)
      if ((at.mask >> bit) & 1) return `stands in a part named for ${name}`
    }
  }
  const cues = textCues(text)
  const spoken = CUE_NAMES.filter((_, i) => (cues >> i) & 1)
  if (spoken.length > 0 && text.length < 200) return `reads like ${spoken.join(', ')}`
  return 'does not read like the main text'
}
