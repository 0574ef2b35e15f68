import type { TextSpan } from '../../shared/anchoring/canonical-text.ts'

/** Spans sorted so that those around an offset are found without looking at all of them. */
export class MarkIntervals<Mark extends TextSpan> {
  readonly #marks: Mark[]
  /** The furthest end among the marks up to each position. */
  readonly #furthestEnds: Float64Array

  constructor(marks: readonly Mark[]) {
    this.#marks = marks.toSorted((a, b) => a.start - b.start || b.end - a.end)
    this.#furthestEnds = new Float64Array(marks.length)
    let furthest = 0
    for (const [k, mark] of this.#marks.entries()) {
      furthest = Math.max(furthest, mark.end)
      this.#furthestEnds[k] = furthest
    }
  }

  /** The marks that hold the character at `offset`, the shortest first: inner marks lie above outer ones. */
  at(offset: number): Mark[] {
    let low = 0
    let high = this.#marks.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#marks[middle] as Mark).start <= offset) low = middle + 1
      else high = middle
    }
    const found: Mark[] = []
    for (let k = low - 1; k >= 0 && (this.#furthestEnds[k] as number) > offset; k--) {
      const mark = this.#marks[k] as Mark
      if (mark.end > offset) found.push(mark)
    }
    return found.sort((a, b) => a.end - a.start - (b.end - b.start))
  }
}
