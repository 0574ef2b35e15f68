import { type MouseEvent, useCallback, useEffect, useRef, useState } from 'react'
import type { SourceId } from '../../shared/contract/ids.ts'
import type { SourceSummary } from '../../shared/contract/library.ts'
import { toFailure } from '../../shared/rpc/result.ts'
import { showFailure } from '../ui/toasts.tsx'
import {
  countSelected,
  NOTHING,
  rangeTo,
  type Selection,
  selectAll,
  selectOnly,
  selectRange,
  toggleRow,
} from './selection.ts'
import type { Chosen } from './source-actions.ts'
import type { SourceRows } from './use-source-rows.ts'

export interface SourceSelection {
  selection: Selection
  count: number
  /** Chooses as the modifiers say: alone, added, or up to here. */
  choose(index: number, row: SourceSummary, modifiers?: Pick<MouseEvent, 'shiftKey' | 'ctrlKey' | 'metaKey'>): void
  /** Moves the keyboard's row; its row is chosen as soon as it is loaded. */
  moveTo(index: number, extend: boolean): void
  toggleActive(): void
  chooseAll(): void
  clear(): void
  /** The chosen sources, fetched when they are not loaded. */
  chosen(): Promise<Chosen>
  /** After the chosen rows have left the list: the row that takes their place is chosen. */
  moveOn(): void
}

/** The selection of a list of sources, by mouse and keyboard. */
export function useSourceSelection(rows: SourceRows): SourceSelection {
  const [selection, setSelection] = useState<Selection>(NOTHING)
  const total = rows.total ?? 0
  /** The row to choose once it is there; `not` names the rows that are about to leave. */
  const [awaited, setAwaited] = useState<{ index: number; not: ReadonlySet<string> } | null>(null)
  const latest = useRef({ selection, rows, total })
  latest.current = { selection, rows, total }

  useEffect(() => {
    if (!awaited || total === 0) return
    const index = Math.min(awaited.index, total - 1)
    const row = rows.rowAt(index)
    if (!row || awaited.not.has(row.id)) return
    setAwaited(null)
    setSelection(selectOnly(index, row.id))
  }, [awaited, rows, total])

  const extendTo = useCallback(async (index: number) => {
    const { selection: before, rows: now } = latest.current
    const { from, to } = rangeTo(before, index)
    setSelection({ ...before, active: index, anchor: before.anchor < 0 ? index : before.anchor })
    try {
      const ids = loadedIds(now, from, to) ?? (await now.fetchIds(from, to))
      setSelection(current => selectRange({ ...current, anchor: before.anchor }, index, ids))
    } catch (error) {
      showFailure(toFailure(error))
    }
  }, [])

  const choose: SourceSelection['choose'] = useCallback(
    (index, row, modifiers) => {
      if (modifiers?.shiftKey) void extendTo(index)
      else if (modifiers?.ctrlKey || modifiers?.metaKey) setSelection(current => toggleRow(current, index, row.id))
      else setSelection(selectOnly(index, row.id))
    },
    [extendTo],
  )
  const moveTo = useCallback(
    (index: number, extend: boolean) => {
      if (extend) {
        void extendTo(index)
        return
      }
      const row = latest.current.rows.rowAt(index)
      if (row) setSelection(selectOnly(index, row.id))
      else {
        setSelection({ ...NOTHING, active: index, anchor: index })
        setAwaited({ index, not: new Set() })
      }
    },
    [extendTo],
  )
  const toggleActive = useCallback(() => {
    setSelection(current => {
      const row = latest.current.rows.rowAt(current.active)
      return row ? toggleRow(current, current.active, row.id) : current
    })
  }, [])
  const chooseAll = useCallback(() => setSelection(selectAll), [])
  const clear = useCallback(() => setSelection(current => ({ ...NOTHING, active: current.active })), [])

  const chosen = useCallback(async (): Promise<Chosen> => {
    const { selection: now, rows: present, total: count } = latest.current
    if (!now.all) {
      const ids = [...now.ids] as SourceId[]
      const row = present.rowAt(now.active)
      return ids.length === 1 && row?.id === ids[0] ? { ids, title: row?.title } : { ids }
    }
    const ids = await present.fetchIds(0, count - 1)
    return { ids: ids.filter(id => !now.ids.has(id)) }
  }, [])
  const moveOn = useCallback(() => {
    const { selection: now } = latest.current
    setAwaited(
      now.all ? null : { index: Math.max(0, now.active - (now.ids.size > 1 ? now.ids.size - 1 : 0)), not: now.ids },
    )
    setSelection({ ...NOTHING, active: now.active })
  }, [])

  const count = countSelected(selection, total)
  return { selection, count, choose, moveTo, toggleActive, chooseAll, clear, chosen, moveOn }
}

/** The ids of a stretch when every row of it is loaded. */
function loadedIds(rows: SourceRows, from: number, to: number): string[] | undefined {
  const ids: string[] = []
  for (let index = from; index <= to; index++) {
    const row = rows.rowAt(index)
    if (!row) return undefined
    ids.push(row.id)
  }
  return ids
}
