import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { SearchFacets } from '../../shared/contract/search.ts'
import { callQuery } from '../rpc/queries.ts'
import { formatCount } from '../ui/counts.ts'
import { holdsOperator, operator, toggleOperator } from './complete-query.ts'
import classes from './facet-row.module.css'

/** Counting what many hits share takes longer than finding the best: it waits until the typing rests. */
const REST_MS = 250
const MOST = { types: 3, states: 3, tags: 4, sites: 3, years: 4 } as const

interface Facet {
  label: string
  operator: string
  count: number
}

const TYPES: Record<string, string> = { source: 'Sources', note: 'Notes', highlight: 'Highlights' }
const STATES: Record<string, string> = { inbox: 'Inbox', reading: 'Reading', archive: 'Archive' }

/** The facets worth a click: a value that all hits share narrows nothing, unless it was asked for. */
function shownFacets(facets: SearchFacets, text: string): Facet[] {
  const year = (value: string) => `after:${Number(value) - 1} before:${Number(value) + 1}`
  const groups = {
    types: facets.types.map(each => ({ ...each, label: TYPES[each.value], operator: `type:${each.value}` })),
    states: facets.states.map(each => ({ ...each, label: STATES[each.value], operator: `is:${each.value}` })),
    tags: facets.tags.map(each => ({ ...each, label: `# ${each.value}`, operator: operator('tag', each.value) })),
    sites: facets.sites.map(each => ({ ...each, label: each.value, operator: operator('site', each.value) })),
    years: facets.years.map(each => ({ ...each, label: each.value, operator: year(each.value) })),
  }
  const all = (Object.keys(MOST) as (keyof typeof MOST)[]).flatMap(name =>
    groups[name]
      .filter((facet, _, group) => group.length > 1 || name === 'tags' || holdsOperator(text, facet.operator))
      .slice(0, MOST[name]),
  )
  return all.map(({ label, value, ...facet }) => ({ ...facet, label: label ?? value }))
}

interface FacetRowProps {
  text: string
  onChange: (text: string) => void
  onLeave: () => void
}

/** What the hits share, in one line: a click narrows the search to it, another takes that back. */
export function FacetRow({ text, onChange, onLeave }: FacetRowProps) {
  const [query] = useDebouncedValue(text.trimStart(), REST_MS)
  const { data } = useQuery({ ...callQuery('search.facets', { query }), placeholderData: keepPreviousData })
  const facets = data ? shownFacets(data, text) : []
  if (facets.length === 0) return null
  return (
    // biome-ignore lint/a11y/useSemanticElements: buttons that belong together, not a form
    <div role="group" aria-label="Narrow the search" className={classes.row}>
      {facets.map(facet => (
        <button
          key={facet.operator}
          type="button"
          className={classes.facet}
          aria-pressed={holdsOperator(text, facet.operator)}
          title={facet.operator}
          onMouseDown={event => event.preventDefault()}
          onKeyDown={event => event.key === 'Escape' && onLeave()}
          onClick={() => onChange(toggleOperator(text, facet.operator))}
        >
          <span dir="auto">{facet.label}</span> <small>{formatCount(facet.count)}</small>
        </button>
      ))}
      {data?.capped && <small className={classes.capped}>of the newest 10,000</small>}
    </div>
  )
}
