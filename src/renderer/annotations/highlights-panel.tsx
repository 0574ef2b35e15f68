import { Button } from '@mantine/core'
import { Highlighter } from 'lucide-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { Annotation } from '../../shared/contract/annotations.ts'
import type { SourceDetail } from '../../shared/contract/library.ts'
import { useReaders } from '../reader/reader-store.ts'
import { useCall } from '../rpc/queries.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { useAnnotationActions } from './annotation-actions.ts'
import { AnnotationCard } from './annotation-card.tsx'
import { AnnotationFilterBar } from './annotation-filter-bar.tsx'
import { quotationText } from './citation.ts'
import { colorsInUse, filterAnnotations, NO_FILTER, tagsInUse } from './filter-annotations.ts'
import classes from './highlights-panel.module.css'
import { UnsettledCard } from './unsettled-card.tsx'

const FILTER_FROM = 4
/** Cards beyond this many are drawn when asked for. */
const FIRST_CARDS = 200

/** A source's highlights in the order of the text; first those whose place is lost or in doubt. */
export function HighlightsPanel({ source }: { source: SourceDetail }) {
  const { data: annotations } = useCall('annotations.list', { sourceId: source.id })
  const [filter, setFilter] = useState(NO_FILTER)
  const found = useMemo(() => filterAnnotations(annotations ?? [], filter), [annotations, filter])
  if (!annotations) return null
  if (annotations.length === 0) {
    return (
      <EmptyState icon={Highlighter} title="No highlights yet">
        Select a passage and press H, or a number from 1 to 6 for a colour. C adds a comment.
      </EmptyState>
    )
  }
  const isFiltered = filter.text !== '' || filter.color !== null || filter.tag !== null
  return (
    <div className={classes.panel}>
      {(annotations.length >= FILTER_FROM || isFiltered) && (
        <AnnotationFilterBar
          filter={filter}
          onChange={setFilter}
          colors={colorsInUse(annotations)}
          tags={tagsInUse(annotations)}
        />
      )}
      <Unsettled source={source} annotations={found.filter(each => each.status !== 'placed')} />
      <Cards source={source} annotations={found.filter(each => each.status === 'placed')} />
      {found.length === 0 && (
        <EmptyState
          title="No highlight fits the filter"
          action={<Button onClick={() => setFilter(NO_FILTER)}>Clear filter</Button>}
        />
      )}
    </div>
  )
}

interface CardsProps {
  source: SourceDetail
  annotations: Annotation[]
}

function Cards({ source, annotations }: CardsProps) {
  const actions = useAnnotationActions(source.id)
  const active = useReaders(state => state.active[source.id] ?? null)
  const reader = useReaders(state => state.readers[source.id])
  const [limit, setLimit] = useState(FIRST_CARDS)
  const list = useRef<HTMLUListElement>(null)
  const activeAt = annotations.findIndex(each => each.id === active)
  const shown = annotations.slice(0, Math.max(limit, activeAt + 1))

  useEffect(() => {
    if (!active) return
    const card = list.current?.querySelector(`[data-annotation="${CSS.escape(active)}"]`)
    card?.scrollIntoView({ block: 'nearest' })
  }, [active])

  const select = (annotation: Annotation) => {
    useReaders.getState().setActive(source.id, annotation.id)
    reader?.select(annotation)
  }
  return (
    <>
      <ul ref={list} className={classes.cards} aria-label="Highlights">
        {shown.map(annotation => (
          <li key={annotation.id}>
            <AnnotationCard
              annotation={annotation}
              actions={actions}
              isActive={annotation.id === active}
              asText={({ passage }) => quotationText(passage.exact, source.record)}
              onShow={select}
            />
          </li>
        ))}
      </ul>
      {shown.length < annotations.length && (
        <Button onClick={() => setLimit(limit + FIRST_CARDS)}>Show more ({annotations.length - shown.length})</Button>
      )}
    </>
  )
}

/** Highlights that were not found again for certain; each asks for what would settle it. */
function Unsettled({ source, annotations }: CardsProps) {
  const actions = useAnnotationActions(source.id)
  if (annotations.length === 0) return null
  return (
    <section className={classes.unsettled} aria-label="Highlights to look at">
      <h2>To look at</h2>
      <ul className={classes.cards}>
        {annotations.map(annotation => (
          <li key={annotation.id}>
            <UnsettledCard annotation={annotation} actions={actions} source={source} />
          </li>
        ))}
      </ul>
    </section>
  )
}
