import type { ReportForm } from '../../../shared/contract/reports.ts'
import type { TypesetInput } from '../typeset/report-source.ts'
import { cite, ownResources, portable, typeset } from '../typeset/typeset.ts'
import { citedReport } from './cited-report.ts'
import { docxForm } from './docx-form.ts'
import type { FormFile } from './form-files.ts'
import { htmlForm } from './html-form.ts'
import { markdownForm } from './markdown-form.ts'
import { typstForm } from './typst-form.ts'

/** A report as it goes to disk. */
export interface MadeForm {
  bytes: Uint8Array
  /** Files that belong beside it, in a folder of their own. */
  assets: FormFile[]
  /** Of a PDF only. */
  pageCount?: number
  /** Sentences about what could not be set as it was written. */
  warnings: string[]
}

interface FormOptions {
  /** Name of the folder for the files beside the report, as the report refers to it. */
  folder: string
  signal?: AbortSignal
}

/** A report in one of its forms. Errors: `cancelled`, and those of `typeset`. */
export async function makeForm(input: TypesetInput, form: ReportForm, options: FormOptions): Promise<MadeForm> {
  const { folder, signal } = options
  if (form === 'pdf') {
    const { pdf, pageCount, warnings } = await typeset(input, { signal })
    return { bytes: pdf, assets: [], pageCount, warnings }
  }
  if (form === 'md') {
    const { text, ...rest } = markdownForm(input, folder)
    return { bytes: Buffer.from(text), ...rest }
  }
  if (form === 'typ') {
    const { text, ...rest } = typstForm(portable(input), folder, ownResources())
    return { bytes: Buffer.from(text), ...rest }
  }
  const report = await citedReport(input, groups => cite(input, groups, { signal }))
  if (form === 'html') {
    return { bytes: Buffer.from(htmlForm(input, report)), assets: [], warnings: report.warnings }
  }
  const { bytes, warnings } = await docxForm(input, report)
  return { bytes, assets: [], warnings: [...report.warnings, ...warnings] }
}
