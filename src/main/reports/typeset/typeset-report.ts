import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler'
import { AppError } from '../../../shared/rpc/result.ts'
import { type CitationTexts, citationFiles, readCitationTexts } from './citation-texts.ts'
import { type ComposedReport, composeReport } from './compose.ts'
import { chooseFonts, type FontChoice, fontsFile, mayMissGlyphs } from './report-fonts.ts'
import type { CiteRequest, TypesetPhase, TypesetRequest, TypesetResult } from './typeset-request.ts'
import { type PdfOptions, TypstEngine, TypstError } from './typst-engine.ts'

interface Layout {
  report: ComposedReport
  fonts: FontChoice
  document: NodeTypstDocument
  refused: ReadonlySet<string>
}

/** Typesets reports one after the other in the process it runs in, which it blocks. */
export class ReportTypesetter {
  readonly #engine = new TypstEngine()
  readonly #templates = new Map<string, string>()

  /** Errors: `invalid-input` when Typst or the chosen PDF standard refuses the report, saying why. */
  typeset(request: TypesetRequest, onPhase: (phase: TypesetPhase) => void): TypesetResult {
    onPhase('composing')
    const report = composeReport(request.input)
    onPhase('laying-out')
    const layout = this.#layOut(report, request)
    onPhase('writing')
    const warnings = [...layout.report.warnings]
    if (!request.preview && mayMissGlyphs(layout.report.text)) {
      warnings.push(...this.#missingGlyphs(layout.document, request.timestamp))
    }
    const { pdf, document } = this.#write(layout, request, warnings)
    return { pdf, pageCount: document.numOfPages, warnings }
  }

  /** Words the citations of a report. Errors: `invalid-input` when there is no such style. */
  cite({ cite, input }: CiteRequest): CitationTexts {
    try {
      const html = this.#engine.html(citationFiles(input, cite), chooseFonts('', 'en'))
      return readCitationTexts(html, cite.length)
    } catch (error) {
      throw error instanceof TypstError ? refusal(error) : error
    }
  }

  /** Loads fonts, citation styles and highlighting, which the first report would otherwise wait for. */
  prepare(): void {
    const source = '#raw(block: true, lang: "js", "a")\n#cite(label("a"))\n#bibliography("a.yml", style: "apa")'
    const files = new Map([
      ['main.typ', source],
      ['a.yml', '{"a":{"type":"book","title":"A"}}'],
    ])
    this.#engine.compile(files, chooseFonts('', 'en'))
  }

  #layOut(report: ComposedReport, request: TypesetRequest): Layout {
    const fonts = chooseFonts(report.text, request.input.language)
    const files = this.#withTemplate(report, fonts, request)
    try {
      return { report, fonts, refused: new Set(), document: this.#engine.compile(files, fonts) }
    } catch (error) {
      if (!(error instanceof TypstError)) throw error
      const refused = this.#refusedImages(report, fonts)
      if (refused.size === 0) throw refusal(error)
      const without = composeReport(request.input, { refused })
      const remaining = this.#withTemplate(without, fonts, request)
      try {
        return { report: without, fonts, refused, document: this.#engine.compile(remaining, fonts) }
      } catch (second) {
        throw second instanceof TypstError ? refusal(second) : second
      }
    }
  }

  #withTemplate(
    report: ComposedReport,
    fonts: FontChoice,
    { resourcesFolder, input }: TypesetRequest,
  ): Map<string, string | Uint8Array> {
    const files = new Map(report.files)
    for (const name of ['lib.typ', `${input.settings.template}.typ`]) {
      files.set(name, this.#template(join(resourcesFolder, 'report', name)))
    }
    return files.set('fonts.typ', fontsFile(fonts))
  }

  #template(path: string): string {
    const known = this.#templates.get(path)
    if (known !== undefined) return known
    const source = readFileSync(path, 'utf8')
    this.#templates.set(path, source)
    return source
  }

  /** Hashes of the images Typst cannot decode; it does not name them, so each is tried alone. */
  #refusedImages(report: ComposedReport, fonts: FontChoice): Set<string> {
    const refused = new Set<string>()
    for (const [path, hash] of report.imagePaths) {
      const bytes = report.files.get(path)
      if (bytes === undefined) continue
      try {
        this.#engine.compile(
          new Map<string, string | Uint8Array>([
            [path, bytes],
            ['main.typ', `#image("${path}", width: 1cm)`],
          ]),
          fonts,
        )
      } catch (error) {
        if (!(error instanceof TypstError)) throw error
        refused.add(hash)
      }
    }
    return refused
  }

  /** PDF/A forbids characters without a glyph, so an export to it lists them all. */
  #missingGlyphs(document: NodeTypstDocument, timestamp: number): string[] {
    try {
      this.#engine.pdf(document, { pdfStandard: 'a-2b', creationTimestamp: timestamp })
      return []
    } catch (error) {
      if (!(error instanceof TypstError)) throw error
      const missing = error.diagnostics.flatMap(
        ({ message }) => /the text `"(.*)"` could not be displayed/s.exec(message)?.[1] ?? [],
      )
      const distinct = Array.from(new Set(missing))
      if (distinct.length === 0) return []
      const shown = distinct.slice(0, 20).join(' ')
      return [`No font has these characters, which are printed as empty boxes: ${shown}`]
    }
  }

  /**
   * Writes the PDF. Typst's tagging has open bugs around links and hyphens; when it fails, the same report is tried
   * without hyphenation and then, unless a standard demands them, without tags.
   */
  #write(
    layout: Layout,
    request: TypesetRequest,
    warnings: string[],
  ): { pdf: Uint8Array; document: NodeTypstDocument } {
    const { pdfStandard } = request.input.settings
    const options: PdfOptions = { pdfStandard, creationTimestamp: request.timestamp }
    const { document } = layout
    if (request.preview) {
      return { pdf: this.#engine.pdf(document, { pdfTags: false, creationTimestamp: request.timestamp }), document }
    }
    try {
      return { pdf: this.#engine.pdf(document, options), document }
    } catch (error) {
      if (!(error instanceof TypstError)) throw error
      if (!isTaggingFailure(error)) throw refusal(error, pdfStandard)
    }
    const { refused, fonts } = layout
    const plain = composeReport(request.input, { refused, unhyphenated: true })
    const unhyphenated = this.#engine.compile(this.#withTemplate(plain, fonts, request), fonts)
    try {
      return { pdf: this.#engine.pdf(unhyphenated, options), document: unhyphenated }
    } catch (error) {
      if (!(error instanceof TypstError) || pdfStandard !== undefined) throw error
    }
    warnings.push('The PDF has no tags for screen readers, because its structure could not be written.')
    return { pdf: this.#engine.pdf(document, { ...options, pdfTags: false }), document }
  }
}

function isTaggingFailure(error: TypstError): boolean {
  return error.diagnostics.some(({ message }) => /internal error|expected .* in logical tree|tag/i.test(message))
}

function refusal(error: TypstError, pdfStandard?: string): AppError {
  const reasons = Array.from(new Set(error.diagnostics.map(({ message }) => message)))
  const list = reasons.slice(0, 10).join('; ')
  const message =
    pdfStandard === undefined
      ? `The report could not be typeset: ${list}`
      : `The report cannot be written as ${pdfStandard.toUpperCase()}: ${list}`
  return new AppError('invalid-input', message, { details: { reasons }, cause: error })
}
