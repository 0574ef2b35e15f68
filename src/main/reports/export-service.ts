import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { zipSync } from 'fflate'
import type { JobId } from '../../shared/contract/ids.ts'
import type { ReportForm } from '../../shared/contract/reports.ts'
import type { JobRegistry } from '../jobs/job-registry.ts'
import type { MadeForm } from './forms/make-form.ts'
import { assetFolderOf, writeForm } from './forms/write-form.ts'
import { makeReport, type ReportContext, type ReportTarget } from './make-report.ts'

/** A title as the stem of a file name that every system takes. */
function stemOf(title: string): string {
  const clean = title
    .replaceAll(/[\p{Cc}<>:"/\\|?*]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
  return clean.slice(0, 80).replace(/[. ]+$/, '') || 'Untitled'
}

/** Forms that are several files, and are downloaded as one zip. */
const ZIPPED: readonly ReportForm[] = ['md', 'typ']

/** Exports notes and reports; the finished files of this run are kept until the program closes. */
export class ExportService {
  readonly #context: ReportContext
  readonly #files = new Map<string, string>()
  constructor(context: ReportContext) {
    this.#context = context
  }

  /** A report in memory. Errors: those of `makeReport`. */
  async make(target: ReportTarget, signal?: AbortSignal): Promise<MadeForm> {
    return makeReport(this.#context, target, 'files', signal)
  }

  /** The file appears whole or not at all. Errors: those of `makeReport`; `disk-full`, `library-read-only`. */
  async exportTo(file: string, target: ReportTarget, signal?: AbortSignal): Promise<MadeForm> {
    const made = await makeReport(this.#context, target, assetFolderOf(file), signal)
    writeForm(file, made)
    return made
  }

  async exportAsJob(jobs: JobRegistry, target: ReportTarget): Promise<{ jobId: JobId }> {
    const { title } = await this.#context.store.call('gatherReport', target)
    const form = target.form ?? 'pdf'
    const stem = stemOf(title)
    const name = `${stem}.${ZIPPED.includes(form) ? 'zip' : form}`
    const started = jobs.start({
      kind: 'export',
      title: `Exporting ${stem}`,
      total: 1,
      run: async ({ jobId, signal, report, setResultPath }) => {
        const folder = join(this.#context.libraryFolder, 'exports')
        mkdirSync(folder, { recursive: true })
        const file = join(folder, `${jobId}.${ZIPPED.includes(form) ? 'zip' : form}`)
        const made = await makeReport(this.#context, target, assetFolderOf(`${stem}.${form}`), signal)
        writeForm(file, ZIPPED.includes(form) ? { bytes: zipped(stem, form, made), assets: [] } : made)
        this.#files.set(jobId, file)
        setResultPath(`/exports/${jobId}/${encodeURIComponent(name)}`)
        const pages = made.pageCount === undefined ? [] : [made.pageCount === 1 ? '1 page' : `${made.pageCount} pages`]
        report({ label: name, status: 'done', message: [...pages, ...made.warnings].join('. ') })
      },
    })
    return { jobId: started }
  }

  fileOf(jobId: string): string | undefined {
    return this.#files.get(jobId)
  }

  async close(): Promise<void> {
    rmSync(join(this.#context.libraryFolder, 'exports'), { recursive: true, force: true })
  }
}

function zipped(stem: string, form: ReportForm, { bytes, assets }: MadeForm): Uint8Array {
  const name = `${stem}.${form}`
  const beside = assets.map(asset => [`${assetFolderOf(name)}/${asset.path}`, asset.bytes] as const)
  return zipSync({ [name]: bytes, ...Object.fromEntries(beside) })
}
