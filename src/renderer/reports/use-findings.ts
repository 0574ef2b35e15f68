import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { ReportId } from '../../shared/contract/ids.ts'
import { getNotebook } from '../rpc/notebook.ts'
import { callQuery, useCall } from '../rpc/queries.ts'

const FROM_ELSEWHERE = ['notes', 'library', 'annotations', 'clipping'] as const

/** What the check finds in a report, looked for again whenever a note, a source or a highlight changes. */
export function useFindings(id: ReportId) {
  const client = useQueryClient()
  useEffect(
    () =>
      getNotebook().on('changed', ({ topics }) => {
        if (!FROM_ELSEWHERE.some(topic => topics.includes(topic))) return
        void client.invalidateQueries({ queryKey: callQuery('reports.check', { kind: 'report', id }).queryKey })
      }),
    [client, id],
  )
  return useCall('reports.check', { kind: 'report', id })
}
