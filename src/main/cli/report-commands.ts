import { readFileSync } from 'node:fs'
import { extname } from 'node:path'
import { type CheckFinding, ReportForm, type ReportSettings } from '../../shared/contract/reports.ts'
import { AppError, unwrap } from '../../shared/rpc/result.ts'
import type { OpenLibrary } from '../backend.ts'
import { type MadeForm, makeForm } from '../reports/forms/make-form.ts'
import { assetFolderOf, writeForm } from '../reports/forms/write-form.ts'
import { readBibliography, readMarkdownFolder } from '../reports/markdown-folder.ts'
import { EXIT, printError, printLine } from './output.ts'
import { type LibraryOption, withLibrary } from './with-library.ts'

type JsonOption = LibraryOption & { json?: boolean }

async function kindOf(library: OpenLibrary, id: string): Promise<'note' | 'report'> {
  return (await library.call('reports.get', { id })).ok ? 'report' : 'note'
}

/** The form by the file's ending. */
function formOf(file: string): ReportForm {
  const form = ReportForm.safeParse(extname(file).slice(1).toLowerCase())
  if (!form.success)
    throw new AppError('invalid-input', `${file} must end in ${ReportForm.options.map(each => `.${each}`).join(', ')}.`)
  return form.data
}

function printMade(file: string, { pageCount, assets, warnings }: MadeForm, json: boolean | undefined): void {
  for (const warning of warnings) printError(warning)
  const pages = pageCount === undefined ? '' : `: ${pageCount} ${pageCount === 1 ? 'page' : 'pages'}`
  const beside = assets.length === 0 ? '' : ` and ${assetFolderOf(file)}`
  const files = assets.length === 0 ? {} : { assetFolder: assetFolderOf(file) }
  printLine(json ? { file, pageCount, ...files, warnings } : `${file}${beside}${pages}`)
}

interface LookOptions {
  style?: string
  template?: ReportSettings['template']
  pdfStandard?: NonNullable<ReportSettings['pdfStandard']>
}

export interface ReportOptions extends JsonOption, LookOptions {
  to?: string
  evidence?: boolean
}

/** `commonplace report`: a note or a report as PDF, DOCX, HTML, Markdown or Typst source, by the file's ending. */
export async function reportCommand(id: string | undefined, options: ReportOptions): Promise<number> {
  const { to, style, template, evidence, pdfStandard, json } = options
  if (id === undefined) throw new AppError('invalid-input', 'Say which note or report, by its id.')
  if (to === undefined) throw new AppError('invalid-input', 'Say which file to write: --to report.pdf')
  const form = formOf(to)
  return withLibrary(options, async library => {
    const asked = { citationStyle: style, template, evidence, pdfStandard }
    const settings = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined))
    const target = { kind: await kindOf(library, id), id, form, settings }
    printMade(to, await library.exports.exportTo(to, target), json)
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

export interface TypesetCommandOptions extends LookOptions {
  to: string
  bibliography?: string
  title?: string
  language?: string
  toc?: boolean
  numbering?: boolean
  json?: boolean
}

/** `commonplace typeset`: a folder of Markdown files as one report; touches no library. */
export async function typesetCommand(folder: string, options: TypesetCommandOptions): Promise<number> {
  const {
    to,
    style = 'apa',
    template = 'article',
    toc = false,
    numbering = false,
    pdfStandard,
    title,
    language,
  } = options
  const form = formOf(to)
  const { input, unknownKeys, missingImages } = readMarkdownFolder(folder, {
    title,
    language,
    bibliography: options.bibliography === undefined ? new Map() : readBibliography(options.bibliography),
    settings: {
      template,
      pageSize: 'a4',
      citationStyle: /\.csl$/i.test(style) ? readFileSync(style) : style,
      toc,
      numbering,
      bibliography: 'cited',
      evidence: false,
      pdfStandard,
    },
  })
  const made = await makeForm(input, form, { folder: assetFolderOf(to) })
  writeForm(to, made)
  const warnings = [
    ...unknownKeys.map(key => `The bibliography has no item “${key}”; the citation stays as it was typed.`),
    ...missingImages.map(source => `The image ${source} is not in the folder and is left out.`),
    ...made.warnings,
  ]
  printMade(to, { ...made, warnings }, options.json)
  return EXIT.ok
}
