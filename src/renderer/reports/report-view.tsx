import { FileQuestion } from 'lucide-react'
import { NoteId, ReportId } from '../../shared/contract/ids.ts'
import type { Report, ReportForm } from '../../shared/contract/reports.ts'
import { type PdfExport, usePdfExport } from '../notes/use-pdf-export.ts'
import { countOf } from '../ui/counts.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { CheckPanel, openFindings, tally } from './check-panel.tsx'
import { ExportButton } from './export-button.tsx'
import { NotePicker } from './note-picker.tsx'
import { ReportFrontFields } from './report-front.tsx'
import { ReportSettingsFields } from './report-settings.tsx'
import classes from './report-view.module.css'
import { SectionList } from './section-list.tsx'
import { useFindings } from './use-findings.ts'
import { type ReportChange, useReportDraft } from './use-report-draft.ts'

/** A report as a binder: its notes in order, what stands in front of them, how it looks, what to look at, and the way to its PDF. */
export function ReportView({ reportId }: { reportId: string }) {
  const { report, error, change, save } = useReportDraft(ReportId.parse(reportId))
  const pdf = usePdfExport('report', reportId)
  if (!report) {
    if (!error) return <div className={classes.view} aria-busy="true" />
    return (
      <EmptyState icon={FileQuestion} title="This report cannot be opened">
        {error.message}
      </EmptyState>
    )
  }
  const exportAs = async (form: ReportForm) => {
    await save()
    await pdf.start(form)
  }
  return <Binder report={report} pdf={pdf} onChange={change} onExport={form => void exportAs(form)} />
}

interface BinderProps {
  report: Report
  pdf: PdfExport
  onChange(change: ReportChange): void
  onExport(form: ReportForm): void
}

function Binder({ report, pdf, onChange, onExport }: BinderProps) {
  const { sections } = report
  const included = sections.filter(section => section.included).length
  const { data: findings } = useFindings(report.id)
  const toFix = tally(openFindings(findings ?? []))
  return (
    <article className={classes.view} aria-label={report.title}>
      <div className={classes.scroller}>
        <div className={classes.page}>
          <textarea
            className={classes.title}
            aria-label="Title of the report"
            placeholder="Untitled report"
            rows={1}
            maxLength={1_000}
            dir="auto"
            value={report.title}
            onChange={event => onChange({ title: event.currentTarget.value.replace(/\s*\n\s*/g, ' ') })}
          />
          <section className={classes.section}>
            <h3>Notes</h3>
            {sections.length === 0 ? (
              <p className={classes.hint}>
                Add the notes this report is made of. Each becomes a section, in this order.
              </p>
            ) : (
              <SectionList sections={sections} onChange={next => onChange({ sections: next })} />
            )}
            <NotePicker
              without={sections.map(section => section.noteId)}
              onPick={({ id, title }) =>
                onChange({ sections: [...sections, { noteId: NoteId.parse(id), title, included: true }] })
              }
            />
          </section>
          <section className={classes.section}>
            <h3>Front matter</h3>
            <ReportFrontFields key={report.id} front={report.front} onChange={front => onChange({ front })} />
          </section>
          <section className={classes.section}>
            <h3>Look and citations</h3>
            <ReportSettingsFields settings={report.settings} onChange={settings => onChange({ settings })} />
          </section>
          {included > 0 && findings && (
            <section className={classes.section}>
              <h3>Before you hand it in</h3>
              <CheckPanel reportId={report.id} findings={findings} />
            </section>
          )}
        </div>
      </div>
      <footer className={classes.footer}>
        <span className={classes.count}>
          {countOf(included, 'note')}
          {included < sections.length && ` of ${sections.length}`}
          {toFix !== '' && ` · ${toFix}`}
        </span>
        <ExportButton running={pdf.running} disabled={included === 0} onExport={onExport} onCancel={pdf.cancel} />
      </footer>
    </article>
  )
}
