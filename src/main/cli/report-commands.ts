import type { CheckFinding } from '../../shared/contract/reports.ts'
import { AppError, unwrap } from '../../shared/rpc/result.ts'
import type { OpenLibrary } from '../backend.ts'
import { EXIT, printError, printLine } from './output.ts'
import { type LibraryOption, withLibrary } from './with-library.ts'

type JsonOption = LibraryOption & { json?: boolean }

async function kindOf(library: OpenLibrary, id: string): Promise<'note' | 'report'> {
  return (await library.call('reports.get', { id })).ok ? 'report' : 'note'
}

export interface ReportOptions extends JsonOption {
  to?: string
  style?: string
  template?: string
}

/** `commonplace report`: a note or a report as PDF. */
export async function reportCommand(id: string | undefined, options: ReportOptions): Promise<number> {
  const { to } = options
  if (id === undefined) throw new AppError('invalid-input', 'Say which note or report, by its id.')
  if (to === undefined) throw new AppError('invalid-input', 'Say which file to write: --to report.pdf')
  if (!/\.pdf$/i.test(to)) throw new AppError('invalid-input', `${to} must end in .pdf.`)
  return withLibrary(options, async library => {
    const settings = { citationStyle: options.style, template: options.template as 'article' | undefined }
    const given = Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined))
    const target = { kind: await kindOf(library, id), id, settings: given }
    const { pageCount, warnings } = await library.exports.exportTo(to, target)
    for (const warning of warnings) printError(warning)
    printLine(
      options.json ? { file: to, pageCount, warnings } : `${to}: ${pageCount} ${pageCount === 1 ? 'page' : 'pages'}`,
    )
    return EXIT.ok
  })
}

/** `commonplace report check`: 1 when an error was found that nobody waived. */
export async function checkReportCommand(id: string, options: JsonOption): Promise<number> {
  return withLibrary(options, async library => {
    const what = { kind: await kindOf(library, id), id }
    const findings = unwrap(await library.call('reports.check', what)) as CheckFinding[]
    for (const finding of findings) printLine(options.json ? finding : findingLine(finding))
    if (findings.length === 0 && !options.json) printLine('Nothing to look at.')
    const isBlocked = findings.some(({ severity, waived }) => severity === 'error' && waived === undefined)
    return isBlocked ? EXIT.someFailed : EXIT.ok
  })
}

function findingLine({ severity, noteTitle, message, waived }: CheckFinding): string {
  return `${severity}  ${noteTitle}: ${message}${waived === undefined ? '' : ` (waived: ${waived})`}`
}
