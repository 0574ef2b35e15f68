import type { Database } from 'better-sqlite3'
import type { z } from 'zod'
import type { LibraryCounts } from '../../shared/contract/library.ts'

/** How many items each place of the rail holds; what is in the trash counts only there. */
export function countItems(db: Database): z.infer<typeof LibraryCounts> {
  const count = (sql: string) => db.prepare(sql).pluck().get() as number
  const states = db
    .prepare('SELECT state, count(*) AS n FROM sources WHERE trashed_at_ms IS NULL GROUP BY state')
    .all() as { state: 'inbox' | 'reading' | 'archive'; n: number }[]
  const byState = { inbox: 0, reading: 0, archive: 0 }
  for (const { state, n } of states) byState[state] = n
  return {
    ...byState,
    all: byState.inbox + byState.reading + byState.archive,
    notes: count('SELECT count(*) FROM notes WHERE trashed_at_ms IS NULL'),
    highlights:
      count('SELECT count(*) FROM annotations WHERE trashed_at_ms IS NULL') -
      count(
        `SELECT count(*) FROM sources s JOIN annotations a ON a.source_id = s.id AND a.trashed_at_ms IS NULL
         WHERE s.trashed_at_ms IS NOT NULL`,
      ),
    reports: count('SELECT count(*) FROM reports WHERE trashed_at_ms IS NULL'),
    trash: count('SELECT count(*) FROM trash'),
  }
}
