import type { AppFailure } from '../../shared/rpc/result.ts'
import { toFailure } from '../../shared/rpc/result.ts'

/** Exit statuses that scripts rely on. */
export const EXIT = { ok: 0, someFailed: 1, usage: 2 } as const

export function printLine(value: unknown): void {
  process.stdout.write(`${typeof value === 'string' ? value : JSON.stringify(value)}\n`)
}

export function printError(message: string): void {
  process.stderr.write(`${message}\n`)
}

/** What goes into a JSON line about something that failed. */
export function errorField(error: unknown): Pick<AppFailure, 'code' | 'message'> {
  const { code, message } = toFailure(error)
  return { code, message }
}
