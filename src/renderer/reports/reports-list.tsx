import { Button } from '@mantine/core'
import { BookPlus, BookText } from 'lucide-react'
import { useCallback } from 'react'
import type { ReportSummary } from '../../shared/contract/reports.ts'
import { perform } from '../app/perform.ts'
import { useWorkspace } from '../app/workspace-store.ts'
import { trashItems } from '../library/source-actions.ts'
import classes from '../notes/item-listbox.module.css'
import { ItemListbox } from '../notes/item-listbox.tsx'
import { useOpenId } from '../notes/notes-list.tsx'
import { savedTime } from '../notes/save-status.tsx'
import { useCall } from '../rpc/queries.ts'
import { countOf, quoted } from '../ui/counts.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { PaneHeader } from '../ui/pane-header.tsx'

async function createReport(): Promise<void> {
  const report = await perform('reports.create', { title: 'Untitled report' })
  if (report) useWorkspace.getState().open({ kind: 'report', id: report.id })
}

/** Every report, the last changed first. */
export function ReportsList() {
  const { data: reports, error } = useCall('reports.list', {})
  const rowAt = useCallback((index: number) => reports?.[index], [reports])
  const openId = useOpenId('report')
  return (
    <>
      <PaneHeader title="Reports" {...(reports ? { count: reports.length } : {})}>
        <IconButton icon={BookPlus} label="New report" onClick={() => void createReport()} />
      </PaneHeader>
      {error && !reports && <EmptyState title="The reports could not be read">{error.message}</EmptyState>}
      {reports?.length === 0 && (
        <EmptyState
          icon={BookText}
          title="No reports yet"
          action={
            <Button variant="filled" onClick={() => void createReport()}>
              New report
            </Button>
          }
        >
          A report binds notes, in the order you choose, into one PDF with citations and a bibliography.
        </EmptyState>
      )}
      {reports && reports.length > 0 && (
        <ItemListbox<ReportSummary>
          label="Reports"
          total={reports.length}
          rowAt={rowAt}
          openId={openId}
          onOpen={(report, options) => useWorkspace.getState().open({ kind: 'report', id: report.id }, options)}
          onTrash={report => void trashItems([{ kind: 'report', id: report.id }], quoted(report.title))}
        >
          {report => (
            <>
              <span className={classes.title} dir="auto">
                {report.title}
              </span>
              <span className={classes.meta}>
                <span className={classes.excerpt}>{countOf(report.sectionCount, 'note')}</span>
                <span className={classes.when}>{savedTime(report.updatedAt, Date.now())}</span>
              </span>
            </>
          )}
        </ItemListbox>
      )}
    </>
  )
}
