/**
 * Which lines to keep, given how likely each belongs to the text: the cut with the best expected F1. On a clear page that
 * is near one half; on a page where little is certain, more is kept (Ye et al. 2012, "Optimizing F-measure").
 */
export function bestCut(probabilities: Float32Array, lengths: readonly number[]): boolean[] {
  const order = [...probabilities.keys()].sort((a, b) => (probabilities[b] as number) - (probabilities[a] as number))
  let wanted = 0
  for (const i of order) wanted += (probabilities[i] as number) * (lengths[i] as number)
  let hits = 0
  let taken = 0
  let best = -1
  let count = 0
  order.forEach((i, rank) => {
    hits += (probabilities[i] as number) * (lengths[i] as number)
    taken += lengths[i] as number
    const expected = (2 * hits) / (taken + wanted)
    if (expected > best) {
      best = expected
      count = rank + 1
    }
  })
  const keep = new Array<boolean>(probabilities.length).fill(false)
  for (const i of order.slice(0, count)) keep[i] = true
  return keep
}
