/** Something done that can be taken back and done again; each returns whether it worked. */
export interface Deed {
  undo(): Promise<boolean>
  redo(): Promise<boolean>
}

const LIMIT = 200

/** What was done to a source's annotations, for undo and redo. Runs one step at a time, in the order asked for. */
export class AnnotationHistory {
  #done: Deed[] = []
  #undone: Deed[] = []
  #last: Promise<unknown> = Promise.resolve()

  /** Records a deed that has been done; whatever had been undone cannot be redone any more. */
  record(deed: Deed): void {
    this.#done = [...this.#done, deed].slice(-LIMIT)
    this.#undone = []
  }

  /** Takes back the last deed. False when there is none or it failed; a failed deed stays to be tried again. */
  undo(): Promise<boolean> {
    return this.#queue(() => this.#move(this.#done, this.#undone, deed => deed.undo()))
  }

  /** Does the last deed taken back once more. */
  redo(): Promise<boolean> {
    return this.#queue(() => this.#move(this.#undone, this.#done, deed => deed.redo()))
  }

  /** Takes back one certain deed, wherever it stands, as the Undo of a toast does; false if it is not done any more. */
  undoDeed(deed: Deed): Promise<boolean> {
    return this.#queue(async () => {
      if (!this.#done.includes(deed) || !(await deed.undo())) return false
      this.#done = this.#done.filter(other => other !== deed)
      this.#undone.push(deed)
      return true
    })
  }

  async #move(from: Deed[], to: Deed[], act: (deed: Deed) => Promise<boolean>): Promise<boolean> {
    const deed = from.at(-1)
    if (!deed || !(await act(deed))) return false
    from.pop()
    to.push(deed)
    return true
  }

  #queue(step: () => Promise<boolean>): Promise<boolean> {
    const next = this.#last.then(step, step)
    this.#last = next
    return next
  }
}
