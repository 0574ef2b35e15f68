import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import type { Annotation } from '../../shared/contract/annotations.ts'
import { unwrap } from '../../shared/rpc/result.ts'
import { getNotebook } from '../rpc/notebook.ts'
import type { AnnotationFilter } from './filter-annotations.ts'

const PAGE = 1_000

/** The library's highlights that fit a filter, newest first, fetched page after page until all are there. */
export function useAllAnnotations(filter: AnnotationFilter): {
  annotations: Annotation[]
  total: number | undefined
  error: Error | null
} {
  const input = {
    query: filter.text.trim(),
    ...(filter.color === null ? {} : { color: filter.color }),
    ...(filter.tag === null ? {} : { tag: filter.tag }),
  }
  const { data, error, hasNextPage, isFetching, fetchNextPage } = useInfiniteQuery({
    queryKey: ['annotations', 'all', input],
    initialPageParam: 0,
    queryFn: async ({ pageParam }) =>
      unwrap(await getNotebook().call('annotations.listAll', { ...input, offset: pageParam, limit: PAGE })),
    getNextPageParam: (last, pages) => {
      const loaded = pages.length * PAGE
      return last.items.length === PAGE && loaded < last.total ? loaded : undefined
    },
    placeholderData: previous => previous,
  })
  useEffect(() => {
    if (hasNextPage && !isFetching) void fetchNextPage()
  }, [hasNextPage, isFetching, fetchNextPage])
  const annotations = useMemo(() => data?.pages.flatMap(page => page.items) ?? [], [data])
  return { annotations, total: data?.pages[0]?.total, error }
}
