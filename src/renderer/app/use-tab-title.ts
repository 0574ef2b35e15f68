import type { ReportId, SourceId } from '../../shared/contract/ids.ts'
import { AppError } from '../../shared/rpc/result.ts'
import { useCall } from '../rpc/queries.ts'
import type { TabTarget } from './workspace-store.ts'

/** The title of a tab's item; `gone` once the library says that there is no such item. */
export function useTabTitle(target: TabTarget): { title: string; gone: boolean } {
  const { kind, id } = target
  const source = useCall('library.getSource', { id: id as SourceId }, { enabled: kind === 'source' })
  const note = useCall('notes.titles', { targets: [{ kind: 'note', id }] }, { enabled: kind === 'note' })
  const report = useCall('reports.get', { id: id as ReportId }, { enabled: kind === 'report' })
  const found = note.data?.[0]
  const error = kind === 'source' ? source.error : kind === 'report' ? report.error : null
  const gone = found?.state === 'missing' || (error instanceof AppError && error.code === 'not-found')
  const titles = { source: source.data?.title, note: found?.title, report: report.data?.title }
  const title = titles[kind]
  return { title: gone ? 'Not there any more' : title === undefined ? '' : title || 'Untitled', gone }
}
