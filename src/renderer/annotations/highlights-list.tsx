import { Button } from '@mantine/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import { Highlighter, TriangleAlert } from 'lucide-react'
import { useDeferredValue, useMemo, useRef, useState } from 'react'
import { toFailure } from '../../shared/rpc/result.ts'
import { useCall } from '../rpc/queries.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { PaneHeader } from '../ui/pane-header.tsx'
import { AnnotationFilterBar } from './annotation-filter-bar.tsx'
import { groupBySource, NO_FILTER } from './filter-annotations.ts'
import { HighlightRow, SourceRow } from './highlight-rows.tsx'
import classes from './highlights-list.module.css'
import { listRows } from './list-rows.ts'
import { useAllAnnotations } from './use-all-annotations.ts'

const COLORS = [1, 2, 3, 4, 5, 6] as const
const ROW_PX = 66
const HEAD_PX = 34

/** Every highlight of the library, by source; a click opens the source at the passage. */
export function HighlightsList() {
  const [filter, setFilter] = useState(NO_FILTER)
  const wanted = useDeferredValue(filter)
  const { annotations, total, error } = useAllAnnotations(wanted)
  const tags = useCall('library.listTags', {}).data ?? []
  const isFiltered = filter.text !== '' || filter.color !== null || filter.tag !== null
  return (
    <section className={classes.pane} aria-label="Highlights">
      <PaneHeader title="Highlights" {...(total === undefined ? {} : { count: total })} />
      {(total !== 0 || isFiltered) && (
        <div className={classes.filter}>
          <AnnotationFilterBar filter={filter} onChange={setFilter} colors={COLORS} tags={tags.map(tag => tag.name)} />
        </div>
      )}
      {error ? (
        <EmptyState icon={TriangleAlert} title="The highlights cannot be listed">
          {toFailure(error).message}
        </EmptyState>
      ) : total === 0 ? (
        <Nothing isFiltered={isFiltered} onClear={() => setFilter(NO_FILTER)} />
      ) : (
        <Rows annotations={annotations} />
      )}
    </section>
  )
}

function Nothing({ isFiltered, onClear }: { isFiltered: boolean; onClear(): void }) {
  if (isFiltered) {
    return (
      <EmptyState title="No highlight fits the filter" action={<Button onClick={onClear}>Clear filter</Button>}>
        Try fewer words, or another colour.
      </EmptyState>
    )
  }
  return (
    <EmptyState icon={Highlighter} title="No highlights yet">
      Open a source, select a passage and press H. Everything you mark is gathered here.
    </EmptyState>
  )
}

function Rows({ annotations }: { annotations: ReturnType<typeof useAllAnnotations>['annotations'] }) {
  const scroller = useRef<HTMLElement>(null)
  const rows = useMemo(() => listRows(groupBySource(annotations)), [annotations])
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: at => (rows[at]?.kind === 'source' ? HEAD_PX : ROW_PX),
    getItemKey: at => rows[at]?.key ?? at,
    overscan: 8,
  })
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard
    <section ref={scroller} className={classes.scroller} tabIndex={0} aria-label="Highlights by source">
      <div className={classes.rows} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(item => {
          const row = rows[item.index]
          if (!row) return null
          return (
            <div
              key={item.key}
              ref={virtualizer.measureElement}
              data-index={item.index}
              className={classes.row}
              style={{ translate: `0 ${item.start}px` }}
            >
              {row.kind === 'source' ? (
                <SourceRow sourceId={row.group.sourceId} title={row.group.title} count={row.group.annotations.length} />
              ) : (
                <HighlightRow annotation={row.annotation} />
              )}
            </div>
          )
        })}
      </div>
    </section>
  )
}
