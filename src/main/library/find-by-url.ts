import type { Database } from 'better-sqlite3'
import type { SourceId } from '../../shared/contract/ids.ts'

/** The addresses under which the same page is known: with and without its last slash, over http and https, never its fragment. */
function sameAddresses(url: string): string[] {
  if (!URL.canParse(url)) return [url]
  const address = new URL(url)
  address.hash = ''
  const [, scheme, rest] = /^(https?:)(.*)$/.exec(address.href) ?? []
  if (!scheme || !rest) return [address.href]
  const bare = rest.replace(/\/$/, '')
  return ['https:', 'http:'].flatMap(each => [each + bare, `${each}${bare}/`])
}

/** The source, outside the trash, that was clipped from an address or calls it its own; the oldest one of several, else null. */
export function findByUrl(db: Database, url: string): SourceId | null {
  const addresses = JSON.stringify(sameAddresses(url))
  const found = db
    .prepare(
      `SELECT id FROM sources WHERE trashed_at_ms IS NULL AND (url IN (SELECT value FROM json_each(@addresses))
         OR canonical_url IN (SELECT value FROM json_each(@addresses))) ORDER BY created_at_ms LIMIT 1`,
    )
    .get({ addresses }) as { id: SourceId } | undefined
  return found?.id ?? null
}
