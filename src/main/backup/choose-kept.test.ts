import { describe, expect, it } from 'vitest'
import { chooseKept, isBackupDue } from './choose-kept.ts'

const at = (iso: string) => ({ id: iso, createdAt: Date.parse(iso) })
const kept = (...isos: string[]) => [...chooseKept(isos.map(at))].sort()

/** A backup each day at noon, `days` of them, ending on 2026-11-23 (a Monday). */
const daily = (days: number) =>
  Array.from({ length: days }, (_, back) =>
    new Date(Date.parse('2026-11-23T12:00:00Z') - back * 86_400_000).toISOString(),
  )

describe('chooseKept', () => {
  it('keeps all of a week of daily backups', () => {
    expect(kept(...daily(7))).toHaveLength(7)
  })

  it('keeps 7 days, 4 weeks and 12 months of two years of daily backups', () => {
    const result = kept(...daily(730)).map(id => id.slice(0, 10))
    expect(result).toEqual([
      '2025-12-31',
      '2026-01-31',
      '2026-02-28',
      '2026-03-31',
      '2026-04-30',
      '2026-05-31',
      '2026-06-30',
      '2026-07-31',
      '2026-08-31',
      '2026-09-30',
      '2026-10-31',
      // Sundays end the weeks before this one; the week of the 23rd has only that Monday.
      '2026-11-08',
      '2026-11-15',
      '2026-11-17',
      '2026-11-18',
      '2026-11-19',
      '2026-11-20',
      '2026-11-21',
      '2026-11-22',
      '2026-11-23',
    ])
  })

  it('keeps the newest of a day, and the newest three whatever their day', () => {
    const day = ['08', '09', '10', '11', '12'].map(hour => `2026-11-23T${hour}:00:00.000Z`)
    expect(kept(...day)).toEqual(day.slice(2))
  })

  it('removes nothing because time has passed', () => {
    expect(kept('2001-01-01T00:00:00.000Z', '2002-01-01T00:00:00.000Z')).toHaveLength(2)
  })

  it('keeps older backups beside one from a clock that was ahead', () => {
    expect(kept('2099-01-01T00:00:00.000Z', ...daily(6))).toHaveLength(7)
  })
})

describe('isBackupDue', () => {
  const now = Date.parse('2026-11-23T12:00:00Z')
  it('is due when there is none, or the last is a day old', () => {
    expect(isBackupDue(null, now)).toBe(true)
    expect(isBackupDue(now - 86_400_000, now)).toBe(true)
    expect(isBackupDue(now - 86_399_999, now)).toBe(false)
  })

  it('is due when the clock was set back', () => {
    expect(isBackupDue(now + 1, now)).toBe(true)
  })
})
