import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { JobId } from '../../shared/contract/ids.ts'
import type { ReportSettings } from '../../shared/contract/reports.ts'
import type { JobRegistry } from '../jobs/job-registry.ts'
import { toLibraryError } from '../storage/storage-errors.ts'
import type { Store } from '../storage/store-client.ts'
import { makePdf, type PdfResult } from './make-pdf.ts'

export interface ExportTarget {
  kind: 'note' | 'report'
  id: string
  settings?: Partial<ReportSettings>
}

interface ExportContext {
  store: Store
  libraryFolder: string
  resourcesFolder: string
}

/** A title as a file name every system takes. */
function fileNameOf(title: string): string {
  const clean = title
    .replaceAll(/[\p{Cc}<>:"/\\|?*]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
  return `${clean.slice(0, 80).replace(/[. ]+$/, '') || 'Untitled'}.pdf`
}

/** Makes PDFs of notes and reports; the finished files of this run are kept until the program closes. */
export class ExportService {
  readonly #context: ExportContext
  readonly #files = new Map<string, string>()
  constructor(context: ExportContext) {
    this.#context = context
  }

  async makePdf(target: ExportTarget, signal?: AbortSignal): Promise<PdfResult> {
    return makePdf(this.#context, target, signal)
  }

  /** The file appears whole or not at all. Errors: those of `makePdf`; `disk-full`, `library-read-only`. */
  async exportTo(file: string, target: ExportTarget, signal?: AbortSignal): Promise<PdfResult> {
    const result = await this.makePdf(target, signal)
    const temporary = `${file}.part`
    try {
      writeFileSync(temporary, result.pdf)
      renameSync(temporary, file)
    } catch (error) {
      rmSync(temporary, { force: true })
      throw toLibraryError(error, file)
    }
    return result
  }

  async exportAsJob(jobs: JobRegistry, target: ExportTarget): Promise<{ jobId: JobId }> {
    const { title } = await this.#context.store.call('gatherReport', target)
    const name = fileNameOf(title)
    const started = jobs.start({
      kind: 'export',
      title: `Exporting ${basename(name, '.pdf')}`,
      total: 1,
      run: async ({ jobId, signal, report, setResultPath }) => {
        const folder = join(this.#context.libraryFolder, 'exports')
        mkdirSync(folder, { recursive: true })
        const file = join(folder, `${jobId}.pdf`)
        const { warnings, pageCount } = await this.exportTo(file, target, signal)
        this.#files.set(jobId, file)
        setResultPath(`/exports/${jobId}/${encodeURIComponent(name)}`)
        const pages = pageCount === 1 ? '1 page' : `${pageCount} pages`
        report({ label: name, status: 'done', message: [pages, ...warnings].join('. ') })
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
