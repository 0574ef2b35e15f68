/**
 * Which rows of a list are chosen. The list may hold 100,000 rows of which few are loaded, so “all” is a fact, not a
 * set: when `all` is true, `ids` holds the exceptions.
 */
export interface Selection {
  all: boolean
  ids: ReadonlySet<string>
  /** Index of the row that the keyboard stands on; -1 before the first. */
  active: number
  /** Index from which Shift extends. */
  anchor: number
}

export const NOTHING: Selection = { all: false, ids: new Set(), active: -1, anchor: -1 }

export function isSelected(selection: Selection, id: string): boolean {
  return selection.all !== selection.ids.has(id)
}

export function countSelected(selection: Selection, total: number): number {
  return selection.all ? Math.max(0, total - selection.ids.size) : selection.ids.size
}

export function selectOnly(index: number, id: string): Selection {
  return { all: false, ids: new Set([id]), active: index, anchor: index }
}

/** Adds a row to the selection or takes it out. */
export function toggleRow(selection: Selection, index: number, id: string): Selection {
  const ids = new Set(selection.ids)
  if (!ids.delete(id)) ids.add(id)
  return { ...selection, ids, active: index, anchor: index }
}

/** The indexes between the anchor and a row, both included. */
export function rangeTo(selection: Selection, index: number): { from: number; to: number } {
  const anchor = selection.anchor < 0 ? index : selection.anchor
  return { from: Math.min(anchor, index), to: Math.max(anchor, index) }
}

/** Selects exactly the rows of a range; the anchor stays, the row at `index` becomes active. */
export function selectRange(selection: Selection, index: number, ids: Iterable<string>): Selection {
  return { all: false, ids: new Set(ids), active: index, anchor: selection.anchor < 0 ? index : selection.anchor }
}

export function selectAll(selection: Selection): Selection {
  return { ...selection, all: true, ids: new Set() }
}

/** The index that a key of movement leads to, or undefined when the key is none. `page` is the rows to a screen. */
export function movedIndex(key: string, active: number, total: number, page: number): number | undefined {
  const last = total - 1
  const from = Math.min(active, last)
  const clamp = (index: number) => Math.max(0, Math.min(last, index))
  switch (key) {
    case 'ArrowDown':
    case 'j':
      return clamp(from + 1)
    case 'ArrowUp':
    case 'k':
      return clamp(from - 1)
    case 'PageDown':
      return clamp(from + page)
    case 'PageUp':
      return clamp(from - page)
    case 'Home':
      return 0
    case 'End':
      return clamp(last)
    default:
      return undefined
  }
}
