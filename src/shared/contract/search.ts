import { z } from 'zod'
import { method } from '../rpc/contract.ts'

/** A run of a snippet; `hit` runs are the words that were searched for. */
export const SnippetRun = z.object({ text: z.string(), hit: z.boolean() })

export const SearchHit = z.object({
  kind: z.enum(['source', 'note', 'annotation']),
  id: z.string(),
  title: z.string(),
  /** Site, author and date of a source; empty for a note. */
  detail: z.string(),
  snippet: z.array(SnippetRun),
  score: z.number(),
  /** Where to go: the source of an annotation. */
  sourceId: z.string().nullable(),
})
export type SearchHit = z.infer<typeof SearchHit>

/** A value that hits share, and how many do. */
export const FacetValue = z.object({ value: z.string(), count: z.number().int() })
export type FacetValue = z.infer<typeof FacetValue>

export const SearchFacets = z.object({
  /** `source`, `note`, `highlight`. */
  types: z.array(FacetValue),
  sites: z.array(FacetValue),
  tags: z.array(FacetValue),
  /** Of publication; of clipping where that is unknown; of a note its beginning. */
  years: z.array(FacetValue),
  /** Reading states of sources. */
  states: z.array(FacetValue),
  /** Whether there are more hits than are counted. */
  capped: z.boolean(),
})
export type SearchFacets = z.infer<typeof SearchFacets>

export const searchContract = {
  'search.query': method('Sources, notes and highlights that hold every word of the query, the best first.', {
    input: z.object({ query: z.string().max(1_000), limit: z.number().int().min(1).max(200).default(50) }),
    output: z.object({
      hits: z.array(SearchHit),
      /** Exact up to 10,000. */
      total: z.number().int(),
      /** How parts of the query were read that could not be read as written. */
      notices: z.array(z.string()),
      didYouMean: z.string().nullable(),
    }),
  }),
  'search.facets': method(
    'What the hits of a query share, with counts: exact up to 10,000 hits, of more the newest 10,000. An empty query speaks of everything.',
    { input: z.object({ query: z.string().max(1_000) }), output: SearchFacets },
  ),
}
