import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Annotation, Passage } from '../../shared/contract/annotations.ts'
import type { Color, SnapshotId, SourceId } from '../../shared/contract/ids.ts'
import type { Contract } from '../../shared/contract/index.ts'
import type { InputOf, OutputOf } from '../../shared/rpc/contract.ts'
import type { MethodName } from '../../shared/rpc/notebook.ts'
import { getNotebook } from '../rpc/notebook.ts'
import { callQuery } from '../rpc/queries.ts'
import { showFailure, showToast } from '../ui/toasts.tsx'
import { AnnotationHistory, type Deed } from './annotation-history.ts'

const histories = new Map<string, AnnotationHistory>()

function historyOf(sourceId: string): AnnotationHistory {
  const history = histories.get(sourceId) ?? new AnnotationHistory()
  histories.set(sourceId, history)
  return history
}

async function attempt<K extends MethodName>(
  method: K,
  input: InputOf<Contract[K]>,
): Promise<OutputOf<Contract[K]> | null> {
  const result = await getNotebook().call(method, input)
  if (result.ok) return result.value
  showFailure(result.error)
  return null
}

const refOf = (annotation: Annotation) => ({ items: [{ kind: 'annotation' as const, id: annotation.id }] })

/**
 * What one can do to the annotations of a source. A change is on the screen only after it has been committed; a failure is
 * shown as a toast and leaves everything as it was. Every change can be undone.
 */
export class AnnotationActions {
  readonly #sourceId: SourceId
  readonly #client: QueryClient
  readonly #history: AnnotationHistory

  constructor(sourceId: SourceId, client: QueryClient) {
    this.#sourceId = sourceId
    this.#client = client
    this.#history = historyOf(sourceId)
  }

  /** Marks a passage; null if it could not be kept. */
  async create(snapshotId: SnapshotId, passage: Passage, color: Color): Promise<Annotation | null> {
    const made = await attempt('annotations.create', { snapshotId, passage, color })
    if (!made) return null
    this.#show(made)
    this.#history.record({ undo: () => this.#discard(made), redo: () => this.#bringBack(made) })
    return made
  }

  async recolor(annotation: Annotation, color: Color): Promise<void> {
    if (annotation.color === color) return
    await this.#change(annotation, { color }, { color: annotation.color })
  }

  /** Saves a comment without a step of its own in the history, as autosave does while one types. */
  async saveComment(annotation: Annotation, comment: string): Promise<boolean> {
    return this.#update(annotation, { comment })
  }

  /** Makes a comment that has been saved a step that can be undone. */
  recordComment(annotation: Annotation, before: string, after: string): void {
    if (before === after) return
    this.#history.record({
      undo: () => this.#update(annotation, { comment: before }),
      redo: () => this.#update(annotation, { comment: after }),
    })
  }

  async setTags(annotation: Annotation, tags: string[]): Promise<void> {
    const before = annotation.tags
    const retag = (from: string[], to: string[]) => async () => {
      const add = to.filter(tag => !from.includes(tag))
      const remove = from.filter(tag => !to.includes(tag))
      const done = await attempt('library.tagItems', { ...refOf(annotation), add, remove })
      if (done) this.#patch(annotation.id, { tags: to })
      return done !== null
    }
    if (await retag(before, tags)()) this.#history.record({ undo: retag(tags, before), redo: retag(before, tags) })
  }

  /** Says that a doubtful place is the right one. */
  async confirm(annotation: Annotation): Promise<void> {
    await this.#change(annotation, { status: 'placed' }, { status: annotation.status })
  }

  /** Gives an orphan or a doubtful annotation the passage of a capture that was selected for it. */
  async reattach(annotation: Annotation, snapshotId: SnapshotId, passage: Passage): Promise<void> {
    await this.#change(
      annotation,
      { passage, snapshotId, status: 'placed' },
      { passage: annotation.passage, snapshotId: annotation.snapshotId, status: annotation.status },
    )
  }

  /** Puts an annotation into the trash and offers to take that back. */
  async remove(annotation: Annotation): Promise<void> {
    if (!(await this.#discard(annotation))) return
    const deed: Deed = { undo: () => this.#bringBack(annotation), redo: () => this.#discard(annotation) }
    this.#history.record(deed)
    const undo = () => void this.#history.undoDeed(deed)
    showToast({ message: 'Highlight moved to the trash', undo })
  }

  undo(): Promise<boolean> {
    return this.#history.undo()
  }

  redo(): Promise<boolean> {
    return this.#history.redo()
  }

  async #change(
    annotation: Annotation,
    after: Omit<InputOf<Contract['annotations.update']>, 'id'>,
    before: Omit<InputOf<Contract['annotations.update']>, 'id'>,
  ): Promise<void> {
    if (!(await this.#update(annotation, after))) return
    this.#history.record({
      undo: () => this.#update(annotation, before),
      redo: () => this.#update(annotation, after),
    })
  }

  async #update(annotation: Annotation, patch: Omit<InputOf<Contract['annotations.update']>, 'id'>): Promise<boolean> {
    const changed = await attempt('annotations.update', { id: annotation.id, ...patch })
    if (changed) this.#show(changed)
    return changed !== null
  }

  async #discard(annotation: Annotation): Promise<boolean> {
    const done = await attempt('library.trash', refOf(annotation))
    if (done) this.#setList(list => list.filter(other => other.id !== annotation.id))
    return done !== null
  }

  async #bringBack(annotation: Annotation): Promise<boolean> {
    const done = await attempt('library.restore', refOf(annotation))
    if (done) this.#show(annotation)
    return done !== null
  }

  #show(annotation: Annotation): void {
    this.#setList(list =>
      [...list.filter(other => other.id !== annotation.id), annotation].sort(
        (a, b) => a.passage.start - b.passage.start || a.passage.end - b.passage.end,
      ),
    )
  }

  #patch(id: string, patch: Partial<Annotation>): void {
    this.#setList(list => list.map(other => (other.id === id ? { ...other, ...patch } : other)))
  }

  #setList(change: (list: Annotation[]) => Annotation[]): void {
    const { queryKey } = callQuery('annotations.list', { sourceId: this.#sourceId })
    this.#client.setQueryData<Annotation[]>(queryKey, list => change(list ?? []))
  }
}

/** The actions on a source's annotations; the history outlives the view, so that undo still works after a tab change. */
export function useAnnotationActions(sourceId: SourceId): AnnotationActions {
  const client = useQueryClient()
  return useMemo(() => new AnnotationActions(sourceId, client), [sourceId, client])
}
