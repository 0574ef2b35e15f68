const KEEP = { newest: 3, days: 7, weeks: 4, months: 12 } as const
const DAY_MS = 86_400_000
/** 1970-01-01 was a Thursday: with this shift, weeks begin on Monday. */
const MONDAY_SHIFT_DAYS = 3

export interface Dated {
  id: string
  createdAt: number
}

const dayOf = (ms: number) => String(Math.floor(ms / DAY_MS))
const weekOf = (ms: number) => String(Math.floor((Math.floor(ms / DAY_MS) + MONDAY_SHIFT_DAYS) / 7))
const monthOf = (ms: number) => new Date(ms).toISOString().slice(0, 7)

/**
 * The ids of the backups to keep: the newest three, the newest of each of the last 7 days, 4 weeks and 12 months (UTC)
 * that have any. Counted from the backups that are there, not from now: time that passes, or a clock set wrong, removes none.
 */
export function chooseKept(backups: readonly Dated[]): Set<string> {
  const newestFirst = backups.toSorted((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1))
  const kept = new Set(newestFirst.slice(0, KEEP.newest).map(each => each.id))
  const keepNewestOf = (periodOf: (ms: number) => string, count: number) => {
    const periods = new Set<string>()
    for (const { id, createdAt } of newestFirst) {
      const period = periodOf(createdAt)
      if (periods.has(period)) continue
      if (periods.size === count) return
      periods.add(period)
      kept.add(id)
    }
  }
  keepNewestOf(dayOf, KEEP.days)
  keepNewestOf(weekOf, KEEP.weeks)
  keepNewestOf(monthOf, KEEP.months)
  return kept
}

/** Whether the last backup is older than a day, or lies in the future (the clock was set back since). */
export function isBackupDue(lastAt: number | null, now: number): boolean {
  return lastAt === null || now - lastAt >= DAY_MS || lastAt > now
}
