import type { CollectionId, ItemRef, SourceId } from '../../shared/contract/ids.ts'
import type { ReadingState } from '../../shared/contract/library.ts'
import { perform } from '../app/perform.ts'
import { announceUndoable } from '../app/undo.ts'
import { useWorkspace } from '../app/workspace-store.ts'
import { countOf, quoted } from '../ui/counts.ts'

/** Sources to act on, with the title when there is one only, for the sentence that tells of it. */
export interface Chosen {
  ids: SourceId[]
  title?: string
}

const named = ({ ids, title }: Chosen) => (ids.length === 1 && title ? quoted(title) : countOf(ids.length, 'source'))
const refs = (ids: SourceId[]): ItemRef[] => ids.map(id => ({ kind: 'source', id }))

const STATE_SENTENCES: Record<ReadingState, (what: string) => string> = {
  inbox: what => `Moved ${what} to Inbox`,
  reading: what => `Moved ${what} to Reading`,
  archive: what => `Archived ${what}`,
}

/** Moves sources to Inbox, Reading or Archive; can be undone. */
export async function moveTo(chosen: Chosen, state: ReadingState): Promise<void> {
  const answer = await perform('library.setState', { ids: chosen.ids, state })
  if (!answer) return
  const before = answer.previous.filter(each => each.state !== state)
  if (before.length === 0) return
  announceUndoable(STATE_SENTENCES[state](named({ ...chosen, ids: before.map(each => each.id) })), () => {
    for (const old of ['inbox', 'reading', 'archive'] as const) {
      const ids = before.filter(each => each.state === old).map(each => each.id)
      if (ids.length > 0) void perform('library.setState', { ids, state: old })
    }
  })
}

export async function setStarred(chosen: Chosen, starred: boolean): Promise<void> {
  await perform('library.setStarred', { ids: chosen.ids, starred })
}

/** Puts sources into the trash and closes their tabs; can be undone. */
export async function trashSources(chosen: Chosen): Promise<void> {
  await trashItems(refs(chosen.ids), named(chosen))
}

/** Puts items into the trash and closes their tabs; can be undone. `what` names them in the sentence. */
export async function trashItems(items: ItemRef[], what: string): Promise<void> {
  if (!(await perform('library.trash', { items }))) return
  const { close, panes } = useWorkspace.getState()
  const gone = new Set(items.map(item => `${item.kind}:${item.id}`))
  for (const tab of panes.flatMap(pane => pane.tabs)) if (gone.has(`${tab.kind}:${tab.id}`)) close(tab)
  announceUndoable(`Moved ${what} to the trash`, () => void perform('library.restore', { items }))
}

/** Adds a tag to sources, or takes it away; can be undone. */
export async function tagSources(chosen: Chosen, tag: string, add: boolean): Promise<void> {
  const change = (adding: boolean) =>
    perform('library.tagItems', { items: refs(chosen.ids), [adding ? 'add' : 'remove']: [tag] })
  const answer = await change(add)
  if (!answer?.changed) return
  const sentence = add ? `Tagged ${named(chosen)} “${tag}”` : `Took the tag “${tag}” off ${named(chosen)}`
  announceUndoable(sentence, () => void change(!add))
}

/** Puts sources into a collection, or takes them out; can be undone. */
export async function collectSources(
  chosen: Chosen,
  collection: { id: CollectionId; name: string },
  add: boolean,
): Promise<void> {
  const change = (adding: boolean) =>
    perform('library.collect', { id: collection.id, [adding ? 'add' : 'remove']: chosen.ids })
  const answer = await change(add)
  if (!answer?.changed) return
  const sentence = add
    ? `Put ${named(chosen)} into “${collection.name}”`
    : `Took ${named(chosen)} out of “${collection.name}”`
  announceUndoable(sentence, () => void change(!add))
}
