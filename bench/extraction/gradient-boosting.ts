import type { TreeModel } from '../../src/main/clipping/extract/boosted-trees.ts'

/*
 * Gradient boosting on binned features with logistic loss, trees grown best leaf first
 * (Friedman 2001, "Greedy Function Approximation"; Ke et al. 2017, "LightGBM").
 */
export interface TrainingSet {
  rows: number
  width: number
  /** Row-major. */
  features: Float32Array
  /** 0–1. */
  labels: Float32Array
  weights: Float32Array
}

export interface BoostingOptions {
  trees: number
  leaves: number
  learningRate: number
  /** Share of features and of rows each tree may see. */
  featureShare: number
  rowShare: number
  l2: number
  minWeight: number
  seed: number
}

interface Leaf {
  node: number
  start: number
  end: number
  gradient: number
  hessian: number
  gain: number
  feature: number
  bin: number
  histogram: Float64Array
}

const BINS = 64

export function trainTrees(set: TrainingSet, options: BoostingOptions): TreeModel {
  const { rows } = set
  const random = seeded(options.seed)
  const { edges, binned } = binFeatures(set)
  let positive = 0
  let total = 0
  for (let i = 0; i < rows; i++) {
    positive += (set.labels[i] as number) * (set.weights[i] as number)
    total += set.weights[i] as number
  }
  const bias = Math.log(positive / (total - positive))
  const score = new Float32Array(rows).fill(bias)
  const builder = new ForestBuilder(set, edges, binned, options, random)
  for (let t = 0; t < options.trees; t++) builder.grow(score)
  return builder.model(bias)
}

class ForestBuilder {
  private readonly roots: number[] = []
  private readonly feature: number[] = []
  private readonly threshold: number[] = []
  private readonly left: number[] = []
  private readonly value: number[] = []
  private readonly gradients: Float32Array
  private readonly hessians: Float32Array
  private readonly set: TrainingSet
  private readonly edges: Float32Array[]
  private readonly binned: Uint8Array[]
  private readonly options: BoostingOptions
  private readonly random: () => number

  constructor(
    set: TrainingSet,
    edges: Float32Array[],
    binned: Uint8Array[],
    options: BoostingOptions,
    random: () => number,
  ) {
    this.set = set
    this.edges = edges
    this.binned = binned
    this.options = options
    this.random = random
    this.gradients = new Float32Array(set.rows)
    this.hessians = new Float32Array(set.rows)
  }

  grow(score: Float32Array): void {
    const { rows, labels, weights } = this.set
    const sampled: number[] = []
    for (let i = 0; i < rows; i++) {
      const p = 1 / (1 + Math.exp(-(score[i] as number)))
      this.gradients[i] = (weights[i] as number) * ((labels[i] as number) - p)
      this.hessians[i] = (weights[i] as number) * Math.max(1e-6, p * (1 - p))
      if (this.random() < this.options.rowShare) sampled.push(i)
    }
    const order = Uint32Array.from(sampled)
    const candidates = this.binned
      .map((_, f) => f)
      .filter(f => (this.edges[f] as Float32Array).length > 0 && this.random() < this.options.featureShare)
    const root = this.addNode()
    this.roots.push(root)
    const leaves = [
      this.measure(this.histogramOf(order, 0, order.length, candidates), root, 0, order.length, candidates),
    ]
    while (leaves.length < this.options.leaves) {
      let best = -1
      for (let i = 0; i < leaves.length; i++)
        if ((leaves[i] as Leaf).gain > (best < 0 ? 1e-9 : (leaves[best] as Leaf).gain)) best = i
      if (best < 0) break
      const leaf = leaves[best] as Leaf
      const [a, b] = this.split(leaf, order, candidates)
      leaves[best] = a
      leaves.push(b)
    }
    for (const leaf of leaves) {
      this.value[leaf.node] = (this.options.learningRate * leaf.gradient) / (leaf.hessian + this.options.l2)
    }
    for (let i = 0; i < rows; i++) score[i] = (score[i] as number) + this.leafValue(root, i)
  }

  private leafValue(root: number, row: number): number {
    let node = root
    while ((this.feature[node] as number) >= 0) {
      const f = this.feature[node] as number
      const value = this.set.features[row * this.set.width + f] as number
      node = (this.left[node] as number) + (value <= (this.threshold[node] as number) ? 0 : 1)
    }
    return this.value[node] as number
  }

  private addNode(): number {
    this.feature.push(-1)
    this.threshold.push(0)
    this.left.push(0)
    this.value.push(0)
    return this.feature.length - 1
  }

  /** Sums of gradient and hessian per bin of every candidate feature, interleaved. */
  private histogramOf(order: Uint32Array, start: number, end: number, candidates: number[]): Float64Array {
    const histogram = new Float64Array(candidates.length * BINS * 2)
    candidates.forEach((f, c) => {
      const column = this.binned[f] as Uint8Array
      const base = c * BINS * 2
      for (let k = start; k < end; k++) {
        const row = order[k] as number
        const at = base + 2 * (column[row] as number)
        histogram[at] = (histogram[at] as number) + (this.gradients[row] as number)
        histogram[at + 1] = (histogram[at + 1] as number) + (this.hessians[row] as number)
      }
    })
    return histogram
  }

  private measure(histogram: Float64Array, node: number, start: number, end: number, candidates: number[]): Leaf {
    const leaf: Leaf = { node, start, end, gradient: 0, hessian: 0, gain: 0, feature: -1, bin: 0, histogram }
    for (let bin = 0; bin < BINS; bin++) {
      leaf.gradient += histogram[2 * bin] as number
      leaf.hessian += histogram[2 * bin + 1] as number
    }
    if (end - start < 20 || leaf.hessian < 2 * this.options.minWeight) return leaf
    const { l2, minWeight } = this.options
    const base = leaf.gradient ** 2 / (leaf.hessian + l2)
    candidates.forEach((f, c) => {
      let g = 0
      let h = 0
      const cuts = (this.edges[f] as Float32Array).length
      for (let bin = 0; bin < cuts; bin++) {
        g += histogram[(c * BINS + bin) * 2] as number
        h += histogram[(c * BINS + bin) * 2 + 1] as number
        if (h < minWeight) continue
        const rest = leaf.hessian - h
        if (rest < minWeight) break
        const gain = g ** 2 / (h + l2) + (leaf.gradient - g) ** 2 / (rest + l2) - base
        if (gain > leaf.gain) Object.assign(leaf, { gain, feature: f, bin })
      }
    })
    return leaf
  }

  private split(leaf: Leaf, order: Uint32Array, candidates: number[]): [Leaf, Leaf] {
    const column = this.binned[leaf.feature] as Uint8Array
    const part = order.slice(leaf.start, leaf.end)
    let low = leaf.start
    for (const row of part) if ((column[row] as number) <= leaf.bin) order[low++] = row
    let high = low
    for (const row of part) if ((column[row] as number) > leaf.bin) order[high++] = row
    const left = this.addNode()
    const right = this.addNode()
    this.feature[leaf.node] = leaf.feature
    this.threshold[leaf.node] = (this.edges[leaf.feature] as Float32Array)[leaf.bin] as number
    this.left[leaf.node] = left
    // Only the smaller side is counted; the other is what remains of the parent.
    const leftSmaller = low - leaf.start < leaf.end - low
    const counted = leftSmaller
      ? this.histogramOf(order, leaf.start, low, candidates)
      : this.histogramOf(order, low, leaf.end, candidates)
    const remaining = leaf.histogram
    for (let i = 0; i < remaining.length; i++) remaining[i] = (remaining[i] as number) - (counted[i] as number)
    return [
      this.measure(leftSmaller ? counted : remaining, left, leaf.start, low, candidates),
      this.measure(leftSmaller ? remaining : counted, right, low, leaf.end, candidates),
    ]
  }

  model(bias: number): TreeModel {
    return {
      bias,
      roots: Uint32Array.from(this.roots),
      feature: Int16Array.from(this.feature),
      threshold: Float32Array.from(this.threshold),
      left: Uint32Array.from(this.left),
      value: Float32Array.from(this.value),
    }
  }
}

/** Cuts each feature at its quantiles; `edges[f][b]` is the largest value of bin `b`. */
function binFeatures({ rows, width, features }: TrainingSet): { edges: Float32Array[]; binned: Uint8Array[] } {
  const edges: Float32Array[] = []
  const binned: Uint8Array[] = []
  const step = Math.max(1, Math.floor(rows / 40_000))
  for (let f = 0; f < width; f++) {
    const sample: number[] = []
    for (let i = 0; i < rows; i += step) sample.push(features[i * width + f] as number)
    sample.sort((a, b) => a - b)
    const cuts = new Set<number>()
    for (let b = 1; b < BINS; b++) cuts.add(sample[Math.floor((b * sample.length) / BINS)] as number)
    for (const rare of [sample[0] as number, 0]) if (rare < (sample.at(-1) as number)) cuts.add(rare)
    const list = Float32Array.from(
      [...cuts].filter(cut => cut < (sample.at(-1) as number)).sort((a, b) => a - b),
    ).slice(0, BINS - 1)
    const column = new Uint8Array(rows)
    for (let i = 0; i < rows; i++) column[i] = binOf(list, features[i * width + f] as number)
    edges.push(list)
    binned.push(column)
  }
  return { edges, binned }
}

function binOf(cuts: Float32Array, value: number): number {
  let low = 0
  let high = cuts.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (value <= (cuts[middle] as number)) high = middle
    else low = middle + 1
  }
  return low
}

export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}
