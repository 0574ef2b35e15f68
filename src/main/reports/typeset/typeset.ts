import { type ChildProcess, fork } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { AppError, type AppFailure } from '../../../shared/rpc/result.ts'
import { workerEntry } from '../../workers/worker-entry.ts'
import type { CitationGroup, CitationTexts } from './citation-texts.ts'
import { imageHashes } from './compose.ts'
import type { PortableTypesetInput, ReportImage, TypesetInput } from './report-source.ts'
import type { CiteRequest, TypesetPhase, TypesetReply, TypesetRequest, TypesetResult } from './typeset-request.ts'

export interface TypesetOptions {
  /** Folder that holds `report/*.typ`; the program's own, when absent. */
  resourcesFolder?: string
  signal?: AbortSignal
  onPhase?: (phase: TypesetPhase) => void
  /** Seconds since 1970 for the PDF's creation date; now, when absent. The same input and date give the same bytes. */
  timestamp?: number
  /** For showing only, not for handing in: faster, without tags and without the search for characters no font has. */
  preview?: boolean
}

const IDLE_MS = 5 * 60_000

/**
 * Typesets reports in processes of its own. One is kept between reports, because it remembers what it laid out: a
 * report that changed little is then done in a fraction of the time.
 */
export class Typesetter {
  readonly #resourcesFolder: string
  #idle: ChildProcess | undefined
  #idleTimer: NodeJS.Timeout | undefined

  constructor(resourcesFolder: string) {
    this.#resourcesFolder = resourcesFolder
  }

  /** Errors: `cancelled`, `invalid-input` when the report cannot be typeset (saying why), `internal`. */
  async typeset(input: TypesetInput, options: TypesetOptions = {}): Promise<TypesetResult> {
    const request: TypesetRequest = {
      input: portable(input),
      resourcesFolder: this.#resourcesFolder,
      timestamp: options.timestamp ?? Math.floor(Date.now() / 1_000),
      preview: options.preview ?? false,
    }
    const reply = await this.#ask(request, options)
    if (reply.kind !== 'done') throw new AppError('internal', 'Typesetting answered something else.')
    return reply.result
  }

  /** Words citations and bibliography in the report's style. Errors: those of `typeset`. */
  async cite(input: TypesetInput, groups: CitationGroup[], options: TypesetOptions = {}): Promise<CitationTexts> {
    const request: CiteRequest = { cite: groups, input: { ...input, sections: [], embedded: {}, images: {} } }
    const reply = await this.#ask(request, options)
    if (reply.kind !== 'cited') throw new AppError('internal', 'Typesetting answered something else.')
    return reply.result
  }

  async #ask(request: TypesetRequest | CiteRequest, options: TypesetOptions): Promise<Finished> {
    if (options.signal?.aborted) throw cancelled()
    const child = this.#takeChild()
    try {
      const reply = await ask(child, request, options)
      this.#keep(child)
      return reply
    } catch (error) {
      child.kill('SIGKILL')
      throw error
    }
  }

  /** Starts the process ahead of the first report, which it spares about half a second. */
  warm(): void {
    if (this.#idle !== undefined) return
    const child = this.#takeChild()
    child.send('prepare')
    this.#keep(child)
  }

  /** Ends the process that was kept. */
  close(): void {
    clearTimeout(this.#idleTimer)
    this.#idle?.kill('SIGKILL')
    this.#idle = undefined
  }

  #takeChild(): ChildProcess {
    const kept = this.#idle
    this.#idle = undefined
    clearTimeout(this.#idleTimer)
    if (kept?.connected) {
      kept.ref()
      kept.channel?.ref()
      return kept
    }
    return fork(fileURLToPath(workerEntry('typst-worker')), { serialization: 'advanced' })
  }

  #keep(child: ChildProcess): void {
    this.close()
    this.#idle = child
    // A kept process must not keep the program alive.
    child.unref()
    child.channel?.unref()
    this.#idleTimer = setTimeout(() => this.close(), IDLE_MS).unref()
  }
}

const typesetters = new Map<string, Typesetter>()

/** Typesets a report in a process apart, see `Typesetter`. Errors: `cancelled`, `invalid-input`, `internal`. */
export function typeset(input: TypesetInput, options: TypesetOptions = {}): Promise<TypesetResult> {
  return typesetterFor(options).typeset(input, options)
}

/** Words a report's citations in a process apart. Errors: those of `typeset`. */
export function cite(
  input: TypesetInput,
  groups: CitationGroup[],
  options: TypesetOptions = {},
): Promise<CitationTexts> {
  return typesetterFor(options).cite(input, groups, options)
}

function typesetterFor(options: TypesetOptions): Typesetter {
  const folder = options.resourcesFolder ?? ownResources()
  const typesetter = typesetters.get(folder) ?? new Typesetter(folder)
  typesetters.set(folder, typesetter)
  return typesetter
}

/** The nearest `resources` folder above this file, whether it runs from source or built. */
export function ownResources(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'resources', 'report')) && dirname(folder) !== folder) folder = dirname(folder)
  return join(folder, 'resources')
}

function cancelled(): AppError {
  return new AppError('cancelled', 'The export was cancelled.')
}

/** The input as it can be sent: with the bytes of its images. */
export function portable(input: TypesetInput): PortableTypesetInput {
  const { images, ...rest } = input
  const found: Record<string, ReportImage> = {}
  for (const hash of imageHashes(input)) {
    const image = images(hash)
    if (image !== undefined) found[hash] = image
  }
  return { ...rest, images: found }
}

type Finished = Exclude<TypesetReply, { kind: 'progress' } | { kind: 'failed' }>

function ask(child: ChildProcess, request: TypesetRequest | CiteRequest, options: TypesetOptions): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const settle = (finish: () => void) => {
      child.off('message', onMessage)
      child.off('exit', onExit)
      child.off('error', onError)
      options.signal?.removeEventListener('abort', onAbort)
      finish()
    }
    const onMessage = (reply: TypesetReply) => {
      if (reply.kind === 'progress') options.onPhase?.(reply.phase)
      else if (reply.kind === 'failed') settle(() => reject(toError(reply.error)))
      else settle(() => resolve(reply))
    }
    const onExit = () =>
      settle(() =>
        reject(
          new AppError(
            'internal',
            'Typesetting stopped unexpectedly, perhaps for lack of memory. Try a shorter report.',
          ),
        ),
      )
    const onError = (error: Error) => settle(() => reject(new AppError('internal', error.message, { cause: error })))
    const onAbort = () => settle(() => reject(cancelled()))
    child.on('message', onMessage)
    child.once('exit', onExit)
    child.once('error', onError)
    options.signal?.addEventListener('abort', onAbort, { once: true })
    child.send(request)
  })
}

function toError(failure: AppFailure): AppError {
  return new AppError(failure.code, failure.message, { details: failure.details })
}
