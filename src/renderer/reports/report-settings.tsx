import { Checkbox, NativeSelect } from '@mantine/core'
import { stylesWith } from '../../shared/contract/citation-styles.ts'
import type { Report } from '../../shared/contract/reports.ts'
import classes from './report-view.module.css'

type Settings = Report['settings']

const TEMPLATES = [
  { value: 'article', label: 'Article' },
  { value: 'report', label: 'Report with title page' },
  { value: 'brief', label: 'Brief' },
  { value: 'manuscript', label: 'Manuscript' },
]
const PAGE_SIZES = [
  { value: 'a4', label: 'A4' },
  { value: 'us-letter', label: 'US Letter' },
  { value: 'a5', label: 'A5' },
]
const LANGUAGES = [
  { value: 'en', label: 'English' },
  { value: 'de', label: 'Deutsch' },
  { value: 'fr', label: 'Français' },
  { value: 'es', label: 'Español' },
  { value: 'it', label: 'Italiano' },
  { value: 'nl', label: 'Nederlands' },
  { value: 'pl', label: 'Polski' },
  { value: 'pt', label: 'Português' },
  { value: 'zh', label: '中文' },
  { value: 'ja', label: '日本語' },
]
const BIBLIOGRAPHIES = [
  { value: 'cited', label: 'Cited sources' },
  { value: 'all', label: 'All sources of the notes' },
]

const NO_STANDARD = ''
const STANDARDS = [
  { value: NO_STANDARD, label: 'None' },
  { value: 'ua-1', label: 'PDF/UA-1, for everyone to read' },
  { value: 'a-2b', label: 'PDF/A-2b, for archives' },
  { value: 'a-3b', label: 'PDF/A-3b, for archives' },
]

/** The options, with the present value among them even when it came from elsewhere. */
const withPresent = (options: { value: string; label: string }[], present: string) =>
  options.some(option => option.value === present) ? options : [...options, { value: present, label: present }]

/** How the report looks and cites. */
export function ReportSettingsFields({
  settings,
  onChange,
}: {
  settings: Settings
  onChange(settings: Settings): void
}) {
  const change = (part: Partial<Settings>) => onChange({ ...settings, ...part })
  return (
    <>
      <div className={classes.grid}>
        <NativeSelect
          label="Template"
          data={TEMPLATES}
          value={settings.template}
          onChange={event => change({ template: event.currentTarget.value as Settings['template'] })}
        />
        <NativeSelect
          label="Page"
          data={PAGE_SIZES}
          value={settings.pageSize}
          onChange={event => change({ pageSize: event.currentTarget.value as Settings['pageSize'] })}
        />
        <NativeSelect
          label="Citations"
          data={stylesWith(settings.citationStyle)}
          value={settings.citationStyle}
          onChange={event => change({ citationStyle: event.currentTarget.value })}
        />
        <NativeSelect
          label="Bibliography"
          data={BIBLIOGRAPHIES}
          value={settings.bibliography}
          onChange={event => change({ bibliography: event.currentTarget.value as Settings['bibliography'] })}
        />
        <NativeSelect
          label="Language"
          data={withPresent(LANGUAGES, settings.language)}
          value={settings.language}
          onChange={event => change({ language: event.currentTarget.value })}
        />
        <NativeSelect
          label="PDF standard"
          data={withPresent(STANDARDS, settings.pdfStandard ?? NO_STANDARD)}
          value={settings.pdfStandard ?? NO_STANDARD}
          onChange={event => change({ pdfStandard: (event.currentTarget.value || null) as Settings['pdfStandard'] })}
        />
      </div>
      <div className={classes.switches}>
        <Checkbox
          label="Table of contents"
          checked={settings.toc}
          onChange={event => change({ toc: event.currentTarget.checked })}
        />
        <Checkbox
          label="Numbered headings"
          checked={settings.numbering}
          onChange={event => change({ numbering: event.currentTarget.checked })}
        />
        <Checkbox
          label="Evidence: each quotation in its context"
          checked={settings.evidence}
          onChange={event => change({ evidence: event.currentTarget.checked })}
        />
      </div>
    </>
  )
}
