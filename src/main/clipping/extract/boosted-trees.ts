/** Boosted regression trees laid out flat: node `i` tests `feature[i]`; a negative feature marks a leaf. */
export interface TreeModel {
  bias: number
  /** First node of each tree. */
  roots: Uint32Array
  feature: Int16Array
  threshold: Float32Array
  /** Left child; the right one follows it. For leaves unused. */
  left: Uint32Array
  /** Leaf values, logits. */
  value: Float32Array
}

/** The probability the trees give to one row of features. */
function predictRow(model: TreeModel, rows: Float32Array, offset: number): number {
  const { feature, threshold, left, value, roots } = model
  let sum = model.bias
  for (let t = 0; t < roots.length; t++) {
    let node = roots[t] as number
    for (let f = feature[node] as number; f >= 0; f = feature[node] as number) {
      node = (left[node] as number) + ((rows[offset + f] as number) <= (threshold[node] as number) ? 0 : 1)
    }
    sum += value[node] as number
  }
  return 1 / (1 + Math.exp(-sum))
}

/** The probabilities of `count` rows laid end to end. */
export function predictRows(model: TreeModel, rows: Float32Array, count: number): Float32Array {
  const width = rows.length / Math.max(1, count)
  return Float32Array.from({ length: count }, (_, i) => predictRow(model, rows, i * width))
}

/** Compact text form: every array's bytes, little-endian, in base64. */
export interface PackedModel {
  bias: number
  roots: string
  feature: string
  threshold: string
  left: string
  value: string
}

const bytesOf = (array: ArrayBufferView) =>
  Buffer.from(array.buffer, array.byteOffset, array.byteLength).toString('base64')

export function packModel(model: TreeModel): PackedModel {
  return {
    bias: model.bias,
    roots: bytesOf(model.roots),
    feature: bytesOf(model.feature),
    threshold: bytesOf(model.threshold),
    left: bytesOf(model.left),
    value: bytesOf(model.value),
  }
}

function bufferOf(text: string): ArrayBuffer {
  const bytes = Buffer.from(text, 'base64')
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer
}

export function unpackModel(packed: PackedModel): TreeModel {
  return {
    bias: packed.bias,
    roots: new Uint32Array(bufferOf(packed.roots)),
    feature: new Int16Array(bufferOf(packed.feature)),
    threshold: new Float32Array(bufferOf(packed.threshold)),
    left: new Uint32Array(bufferOf(packed.left)),
    value: new Float32Array(bufferOf(packed.value)),
  }
}
