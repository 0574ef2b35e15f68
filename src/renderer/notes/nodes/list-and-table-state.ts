import type { ListItemNode } from '@lexical/list'
import type { TableNode } from '@lexical/table'
import { $getState, $setState, createState } from 'lexical'
import { z } from 'zod'
import { Inline } from '../../../shared/document/document.ts'

const looseState = createState('loose', { parse: json => json === true, resetOnCopyNode: true })
const captionState = createState('caption', {
  parse: (json): Inline[] | undefined => {
    const parsed = z.array(Inline).safeParse(json)
    return parsed.success ? parsed.data : undefined
  },
})

/** Whether the item holds blocks as its direct children, where otherwise it holds the inlines of its one paragraph. */
export function $isLooseItem(item: ListItemNode): boolean {
  return $getState(item, looseState)
}
/** Marks the item as one that holds blocks. */
export function $setLooseItem(item: ListItemNode): ListItemNode {
  return $setState(item, looseState, true)
}

/** The caption of a table. */
export function $getTableCaption(table: TableNode): Inline[] | undefined {
  return $getState(table, captionState)
}
/** Gives a table its caption, or takes it away. */
export function $setTableCaption(table: TableNode, caption: Inline[] | undefined): TableNode {
  return $setState(table, captionState, () => caption)
}
