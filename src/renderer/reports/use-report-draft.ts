import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Report } from '../../shared/contract/reports.ts'
import { perform } from '../app/perform.ts'
import { callQuery, useCall } from '../rpc/queries.ts'

const SAVE_DELAY_MS = 400

export type ReportChange = Partial<Pick<Report, 'title' | 'front' | 'settings' | 'sections'>>

/** What of a change goes to the library: a title is never empty there. */
function inputOf(id: Report['id'], change: ReportChange) {
  const { title, front, settings, sections } = change
  return {
    id,
    ...(title?.trim() ? { title } : {}),
    ...(front ? { front } : {}),
    ...(settings ? { settings } : {}),
    ...(sections ? { sections: sections.map(({ noteId, included }) => ({ noteId, included })) } : {}),
  }
}

/** A report being edited: changes show at once and are saved shortly after, and when the view is left. */
export function useReportDraft(id: Report['id']) {
  const { data, error } = useCall('reports.get', { id })
  const client = useQueryClient()
  const [draft, setDraft] = useState<ReportChange>({})
  const pending = useRef<ReportChange>({})
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const save = useCallback(async () => {
    clearTimeout(timer.current)
    const change = pending.current
    if (Object.keys(change).length === 0) return
    pending.current = {}
    const saved = await perform('reports.update', inputOf(id, change))
    // What was typed meanwhile stays; what failed stays too, and goes with the next change.
    if (!saved) pending.current = { ...change, ...pending.current }
    else {
      client.setQueryData(callQuery('reports.get', { id }).queryKey, saved)
      setDraft(pending.current)
    }
  }, [id, client])
  const change = useCallback(
    (part: ReportChange) => {
      pending.current = { ...pending.current, ...part }
      setDraft(current => ({ ...current, ...part }))
      clearTimeout(timer.current)
      timer.current = setTimeout(() => void save(), SAVE_DELAY_MS)
    },
    [save],
  )
  useEffect(() => () => void save(), [save])
  const report: Report | undefined = data && { ...data, ...draft }
  return { report, error, change, save }
}
