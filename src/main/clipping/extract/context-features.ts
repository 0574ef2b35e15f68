import { bestCut } from './best-cut.ts'
import type { BlockFacts, BlockGroup } from './block-facts.ts'
import { CONTEXT_NAMES, FEATURE_NAMES } from './block-feature-names.ts'
import type { PageAnalysis, Region } from './page-analysis.ts'

/** Weighted characters that make about one word; the cut counts words. */
const CHARACTERS_PER_WORD = 6
/** A line this likely belongs to the text; one that is long as well marks where the text begins and ends. */
const LIKELY = 0.7
const LONG = 15
const REACH = 4
const WINDOWS = [3, 8, 20]
const LEVELS = 5
const FARTHEST = 40

/** About how many words each line has, never less than one. */
export function wordLengths(facts: BlockFacts): number[] {
  return facts.lengths.map(length => Math.max(1, length / CHARACTERS_PER_WORD))
}

/** Likelihoods of a page's lines, summed so that any run of lines costs the same. */
interface Judged {
  page: PageAnalysis
  probabilities: Float32Array
  lengths: number[]
  logits: number[]
  /** Likely and all words before line `i`. */
  mass: Float64Array
  length: Float64Array
  total: number
}

/**
 * The rows of the first judgement, each followed by what that judgement says about the lines around: beside it, in the parts
 * it stands in, in lines laid out like it, and on the whole page (stacked generalisation, Wolpert 1992).
 */
export function contextFeatures(facts: BlockFacts, rows: Float32Array, probabilities: Float32Array): Float32Array {
  const judged = sumUp(facts, probabilities)
  const { page, lengths } = judged
  const n = page.blocks.length
  const width = FEATURE_NAMES.length + CONTEXT_NAMES.length
  const out = new Float32Array(n * width)
  const groups = groupMass(facts, judged)
  const edges = findEdges(judged)
  const headings = headingLogits(facts, judged)
  const whole = wholePage(judged)
  for (let i = 0; i < n; i++) {
    let at = i * width
    out.set(rows.subarray(i * FEATURE_NAMES.length, (i + 1) * FEATURE_NAMES.length), at)
    at += FEATURE_NAMES.length
    for (let k = i - REACH; k <= i + REACH; k++) out[at++] = judged.logits[k] ?? -8
    out[at++] = (judged.mass[i] as number) / judged.total
    out[at++] = (judged.total - (judged.mass[i + 1] as number)) / judged.total
    at = windows(judged, i, out, at)
    at = parts(judged, i, out, at)
    const group = facts.groupOf[i] as BlockGroup
    const own = (probabilities[i] as number) * (lengths[i] as number)
    const sums = groups.get(group) as { mass: number; length: number }
    out[at++] = group.count > 1 ? (sums.mass - own) / (sums.length - (lengths[i] as number)) : -1
    for (const edge of [edges.firstLikely, edges.lastLikely, edges.firstLong, edges.lastLong])
      out[at++] = Math.max(-FARTHEST, Math.min(FARTHEST, i - edge))
    out[at++] = edges.fromPrevious[i] as number
    out[at++] = edges.toNext[i] as number
    out[at++] = headings[i] as number
    for (const value of whole) out[at++] = value
  }
  return out
}

function sumUp(facts: BlockFacts, probabilities: Float32Array): Judged {
  const lengths = wordLengths(facts)
  const n = lengths.length
  const mass = new Float64Array(n + 1)
  const length = new Float64Array(n + 1)
  const logits: number[] = []
  for (let i = 0; i < n; i++) {
    const p = Math.min(1 - 1e-4, Math.max(1e-4, probabilities[i] as number))
    logits.push(Math.max(-7, Math.min(7, Math.log(p / (1 - p)))))
    mass[i + 1] = (mass[i] as number) + (probabilities[i] as number) * (lengths[i] as number)
    length[i + 1] = (length[i] as number) + (lengths[i] as number)
  }
  return { page: facts.page, probabilities, lengths, logits, mass, length, total: (mass[n] as number) + 1e-6 }
}

/** How likely the words from line `from` up to before `to` are, without line `without`. */
function meanOf({ mass, length, probabilities, lengths }: Judged, from: number, to: number, without = -1): number {
  let hits = (mass[to] as number) - (mass[from] as number)
  let all = (length[to] as number) - (length[from] as number)
  if (without >= 0) {
    hits -= (probabilities[without] as number) * (lengths[without] as number)
    all -= lengths[without] as number
  }
  return hits / (all + 1e-3)
}

function windows(judged: Judged, i: number, out: Float32Array, start: number): number {
  let at = start
  for (const reach of WINDOWS) {
    const from = Math.max(0, i - reach)
    const to = Math.min(judged.lengths.length, i + reach + 1)
    out[at++] = meanOf(judged, from, to, i)
    if (reach === WINDOWS[0]) continue
    out[at++] = meanOf(judged, from, i)
    out[at++] = meanOf(judged, i + 1, to)
  }
  return at
}

/** The part the line stands in and those around that: how likely their other lines are, and their share of the text. */
function parts(judged: Judged, i: number, out: Float32Array, start: number): number {
  const { mass, length, lengths, probabilities, total } = judged
  const own = (probabilities[i] as number) * (lengths[i] as number)
  let at = start
  let region: Region | undefined = judged.page.regionOf[i]
  for (let level = 0; level < LEVELS; level++, region = region?.parent) {
    const hits = region ? (mass[region.last + 1] as number) - (mass[region.first] as number) - own : total
    const all = region
      ? (length[region.last + 1] as number) - (length[region.first] as number) - (lengths[i] as number)
      : 0
    out[at++] = all > 0.5 ? hits / all : -1
    out[at++] = hits / total
  }
  return at
}

function groupMass(facts: BlockFacts, { probabilities, lengths }: Judged) {
  const sums = new Map<BlockGroup, { mass: number; length: number }>()
  facts.groupOf.forEach((group, i) => {
    const sum = sums.get(group) ?? { mass: 0, length: 0 }
    sum.mass += (probabilities[i] as number) * (lengths[i] as number)
    sum.length += lengths[i] as number
    sums.set(group, sum)
  })
  return sums
}

function findEdges({ probabilities, lengths }: Judged) {
  const n = lengths.length
  const likely = [...probabilities.keys()].filter(i => (probabilities[i] as number) > LIKELY)
  const long = likely.filter(i => (lengths[i] as number) > LONG)
  const fromPrevious: number[] = []
  const toNext = new Array<number>(n)
  let seen = -99
  for (let i = 0; i < n; i++) {
    fromPrevious.push(Math.min(FARTHEST, i - seen))
    if ((probabilities[i] as number) > LIKELY) seen = i
  }
  seen = n + 99
  for (let i = n - 1; i >= 0; i--) {
    toNext[i] = Math.min(FARTHEST, seen - i)
    if ((probabilities[i] as number) > LIKELY) seen = i
  }
  return {
    firstLikely: likely[0] ?? 0,
    lastLikely: likely.at(-1) ?? n,
    firstLong: long[0] ?? 0,
    lastLong: long.at(-1) ?? n,
    fromPrevious,
    toNext,
  }
}

function headingLogits({ headingBefore }: BlockFacts, { logits }: Judged): number[] {
  return headingBefore.map(heading => (heading < 0 ? -9 : (logits[heading] as number)))
}

function wholePage({ probabilities, lengths, length, mass, total }: Judged): number[] {
  const keep = bestCut(probabilities, lengths)
  let sure = 0
  let kept = 0
  let highest = 0
  for (let i = 0; i < keep.length; i++) {
    highest = Math.max(highest, probabilities[i] as number)
    if (!keep[i]) continue
    sure += (mass[i + 1] as number) - (mass[i] as number)
    kept += lengths[i] as number
  }
  return [total, total / Math.max(1, length[keep.length] as number), kept > 0 ? sure / kept : 0, highest]
}
