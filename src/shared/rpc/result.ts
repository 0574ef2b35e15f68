/** What can go wrong, in words stable enough for scripts and for the renderer to branch on. */
export type AppErrorCode =
  | 'invalid-input'
  | 'not-found'
  | 'conflict'
  | 'unsupported'
  | 'unreadable'
  | 'too-large'
  | 'timeout'
  | 'cancelled'
  | 'network'
  | 'library-locked'
  | 'library-read-only'
  | 'library-damaged'
  | 'library-from-future'
  | 'disk-full'
  | 'internal'

/** A failure as it crosses every boundary. `message` is a sentence for a person: what happened, to what, what to do. */
export interface AppFailure {
  code: AppErrorCode
  message: string
  details?: unknown
}

export type Result<T> = { ok: true; value: T } | { ok: false; error: AppFailure }

/** The error thrown inside one runtime; it becomes an `AppFailure` at the boundary. */
export class AppError extends Error {
  readonly code: AppErrorCode
  readonly details?: unknown
  constructor(code: AppErrorCode, message: string, options?: { details?: unknown; cause?: unknown }) {
    super(message, { cause: options?.cause })
    this.name = 'AppError'
    this.code = code
    this.details = options?.details
  }
}

export function ok<T>(value: T): Result<T> {
  return { ok: true, value }
}

/** Any thrown thing as a failure; unexpected errors keep their message but are coded `internal`. */
export function toFailure(error: unknown): AppFailure {
  if (error instanceof AppError) {
    return {
      code: error.code,
      message: error.message,
      ...(error.details === undefined ? {} : { details: error.details }),
    }
  }
  const message = error instanceof Error ? error.message : String(error)
  return { code: 'internal', message: `Something went wrong inside Commonplace: ${message}` }
}

export function fail<T = never>(error: unknown): Result<T> {
  return { ok: false, error: toFailure(error) }
}

/** The value, or the failure thrown as an `AppError`. */
export function unwrap<T>(result: Result<T>): T {
  if (result.ok) return result.value
  throw new AppError(result.error.code, result.error.message, { details: result.error.details })
}
