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
}
