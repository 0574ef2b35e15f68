import type { Database } from 'better-sqlite3'
import type { z } from 'zod'
import { Settings, type SettingsPatch } from '../../shared/contract/settings.ts'

/** All settings; a value that does not read (an older or newer program wrote it) falls back to its default. */
export function getSettings(db: Database): Settings {
  const rows = db.prepare('SELECT key, value_json FROM settings').all() as { key: string; value_json: string }[]
  const stored = Object.fromEntries(rows.map(row => [row.key, JSON.parse(row.value_json) as unknown]))
  const whole = Settings.safeParse(stored)
  if (whole.success) return whole.data
  const bad = new Set(whole.error.issues.map(issue => String(issue.path[0])))
  return Settings.parse(Object.fromEntries(Object.entries(stored).filter(([key]) => !bad.has(key))))
}

/** Keys given are replaced; `reader` is merged field by field. */
export function updateSettings(db: Database, patch: z.output<typeof SettingsPatch>): Settings {
  const before = getSettings(db)
  const put = db.prepare(
    'INSERT INTO settings (key, value_json) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value_json = excluded.value_json',
  )
  for (const [key, value] of Object.entries(patch)) {
    if (value === undefined) continue
    put.run(key, JSON.stringify(key === 'reader' ? { ...before.reader, ...patch.reader } : value))
  }
  return getSettings(db)
}
