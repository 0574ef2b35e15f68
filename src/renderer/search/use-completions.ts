import { useCall } from '../rpc/queries.ts'
import { type Completion, completions } from './complete-query.ts'

/** How the text may go on, with the tags, collections and sites of the library. */
export function useCompletions(text: string, open: boolean): Completion[] {
  const field = open ? /(?:^|[\s-])(tag|in|site):(?:[^\s"]*|"[^"]*)$/i.exec(text)?.[1]?.toLowerCase() : undefined
  const tags = useCall('library.listTags', {}, { enabled: field === 'tag' }).data
  const collections = useCall('library.listCollections', {}, { enabled: field === 'in' }).data
  const facets = useCall('search.facets', { query: '' }, { enabled: field === 'site' }).data
  if (!open || text.startsWith('>')) return []
  return completions(text, {
    tags: (tags ?? []).map(tag => tag.name),
    collections: (collections ?? []).map(collection => collection.name),
    sites: (facets?.sites ?? []).map(site => site.value),
  })
}
