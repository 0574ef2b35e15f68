import { useQueries } from '@tanstack/react-query'
import { useCallback, useMemo, useRef } from 'react'
import type { SourceSummary, SourceView } from '../../shared/contract/library.ts'
import { unwrap } from '../../shared/rpc/result.ts'
import { getNotebook } from '../rpc/notebook.ts'
import { callQuery } from '../rpc/queries.ts'
import type { ListOrder } from './list-order.ts'

const PAGE = 200
const LARGEST_PAGE = 1_000

export interface SourceRows {
  /** Rows in the whole list; undefined until the first answer. */
  total: number | undefined
  error: Error | null
  /** The row at an index, or undefined while it is not loaded. */
  rowAt(index: number): SourceSummary | undefined
  /** The ids of a stretch of the list, both ends included, loaded or not. Throws `AppError`. */
  fetchIds(from: number, to: number): Promise<SourceSummary['id'][]>
}

/** The rows of a list of any length: only the pages around the visible ones are asked for and kept fresh. */
export function useSourceRows(view: SourceView, order: ListOrder, visible: { from: number; to: number }): SourceRows {
  const { sort, descending } = order
  const first = Math.max(0, Math.floor((visible.from - PAGE / 4) / PAGE))
  const last = Math.max(first, Math.floor((visible.to + PAGE / 4) / PAGE))
  const pages = Array.from({ length: last - first + 1 }, (_, index) => first + index)
  const results = useQueries({
    queries: pages.map(page =>
      callQuery('library.listSources', { view, sort, descending, offset: page * PAGE, limit: PAGE }),
    ),
  })
  const lastTotal = useRef<number | undefined>(undefined)
  const total = results.find(result => result.data)?.data?.total ?? lastTotal.current
  lastTotal.current = total

  const loaded = useSameWhileEqual(results.map(result => result.data?.items))
  const rowAt = useCallback(
    (index: number) => loaded[Math.floor(index / PAGE) - first]?.[index % PAGE],
    [loaded, first],
  )
  const fetchIds = useCallback(
    async (from: number, to: number) => {
      const ids: SourceSummary['id'][] = []
      for (let offset = from; offset <= to; offset += LARGEST_PAGE) {
        const limit = Math.min(LARGEST_PAGE, to - offset + 1)
        const answer = await getNotebook().call('library.listSources', { view, sort, descending, offset, limit })
        ids.push(...unwrap(answer).items.map(item => item.id))
      }
      return ids
    },
    [view, sort, descending],
  )
  const error = results.find(result => result.error)?.error ?? null
  return useMemo(() => ({ total, error, rowAt, fetchIds }), [total, error, rowAt, fetchIds])
}

/** The same array for as long as its elements are the same. */
function useSameWhileEqual<T>(next: T[]): T[] {
  const kept = useRef(next)
  const same = kept.current.length === next.length && kept.current.every((each, index) => each === next[index])
  if (!same) kept.current = next
  return kept.current
}
