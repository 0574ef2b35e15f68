import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { NodeCompiler, type NodeError, type NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler'
import type { FontChoice } from './report-fonts.ts'

/** One complaint of Typst's. */
export interface Diagnostic {
  message: string
  hints: string[]
}

export class TypstError extends Error {
  readonly diagnostics: Diagnostic[]
  constructor(diagnostics: Diagnostic[]) {
    super(diagnostics.map(diagnostic => diagnostic.message).join('; '))
    this.name = 'TypstError'
    this.diagnostics = diagnostics
  }
}

export interface PdfOptions {
  pdfStandard?: string
  pdfTags?: boolean
  creationTimestamp: number
}

/**
 * Typst over files that exist in memory only: its workspace is a folder that is never made, so a document can read
 * nothing but what it was given. Keeps what it has laid out, so that the next, little changed report is fast.
 */
export class TypstEngine {
  readonly #workspace = join(tmpdir(), `commonplace-typeset-${randomUUID()}`)
  readonly #mapped = new Map<string, string | Uint8Array>()
  #compiler: NodeCompiler | undefined
  #fontKey = ''

  get workspace(): string {
    return this.#workspace
  }

  /** Lays out `main.typ`. Throws `TypstError`. */
  compile(files: ReadonlyMap<string, string | Uint8Array>, fonts: FontChoice): NodeTypstDocument {
    const compiler = this.#compilerWith(files, fonts)
    const outcome = compiler.compile({ mainFilePath: join(this.#workspace, 'main.typ') })
    const document = outcome.result
    compiler.evictCache(KEPT_GENERATIONS)
    if (document === null) throw new TypstError(diagnosticsOf(compiler, outcome.takeError()))
    return document
  }

  /** The body of `main.typ` as HTML. Throws `TypstError`. */
  html(files: ReadonlyMap<string, string | Uint8Array>, fonts: FontChoice): string {
    const compiler = this.#compilerWith(files, fonts)
    const outcome = compiler.tryHtml({ mainFilePath: join(this.#workspace, 'main.typ') })
    const output = outcome.result
    if (output === null) throw new TypstError(diagnosticsOf(compiler, outcome.takeError()))
    return output.body()
  }

  /** The laid out document as a PDF. Throws `TypstError`, for example naming what a PDF standard forbids. */
  pdf(document: NodeTypstDocument, options: PdfOptions): Uint8Array {
    const compiler = this.#compiler
    if (compiler === undefined) throw new Error('Nothing has been laid out yet')
    try {
      return compiler.pdf(document, options)
    } catch (error) {
      throw new TypstError(diagnosticsOfThrown(error))
    }
  }

  #compilerWith(files: ReadonlyMap<string, string | Uint8Array>, fonts: FontChoice): NodeCompiler {
    const compiler = this.#compilerFor(fonts)
    for (const path of this.#mapped.keys()) {
      if (files.has(path)) continue
      compiler.unmapShadow(join(this.#workspace, path))
      this.#mapped.delete(path)
    }
    for (const [path, content] of files) {
      if (this.#mapped.get(path) === content) continue
      const bytes =
        typeof content === 'string'
          ? Buffer.from(content)
          : Buffer.from(content.buffer, content.byteOffset, content.byteLength)
      compiler.mapShadow(join(this.#workspace, path), bytes)
      this.#mapped.set(path, content)
    }
    return compiler
  }

  #compilerFor(fonts: FontChoice): NodeCompiler {
    const key = fonts.files.join('\n')
    if (this.#compiler === undefined || this.#fontKey !== key) {
      // Read here and handed over as bytes: the files may lie inside the program's archive.
      const fontBlobs = fonts.files.map(file => readFileSync(file))
      this.#compiler = NodeCompiler.create({ workspace: this.#workspace, fontArgs: [{ fontBlobs }] })
      this.#fontKey = key
      this.#mapped.clear()
    }
    return this.#compiler
  }
}

const KEPT_GENERATIONS = 10

function diagnosticsOf(compiler: NodeCompiler, error: NodeError | null): Diagnostic[] {
  if (error === null) return [{ message: 'no document came out', hints: [] }]
  return compiler.fetchDiagnostics(error).map(toDiagnostic)
}

function toDiagnostic(raw: unknown): Diagnostic {
  const record = typeof raw === 'object' && raw !== null ? (raw as Record<string, unknown>) : {}
  const hints = Array.isArray(record.hints) ? record.hints.map(String) : []
  return { message: String(record.message ?? raw), hints }
}

/** An export throws a JavaScript error whose message is Typst's own list of complaints in Rust's debug form. */
function diagnosticsOfThrown(error: unknown): Diagnostic[] {
  const text = error instanceof Error ? error.message : String(error)
  const messages = Array.from(text.matchAll(/message: "((?:[^"\\]|\\.)*)"/g), match => unescapeRust(match[1] ?? ''))
  return (messages.length > 0 ? messages : [text]).map(message => ({ message, hints: [] }))
}

function unescapeRust(text: string): string {
  return text
    .replace(/\\u\{([0-9a-f]+)\}/gi, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)))
    .replace(/\\(["'\\])/g, '$1')
}
