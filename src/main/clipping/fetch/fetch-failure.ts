import { networkInterfaces } from 'node:os'
import { AppError } from '../../../shared/rpc/result.ts'

const STATUS: Record<number, string> = {
  401: 'asks for a name and a password. Open it in your browser, save the page and clip the file.',
  402: 'asks for payment. If you can read it in your browser, save the page there and clip the file.',
  403: 'refuses to give the page to programs. Open it in your browser, save the page and clip the file.',
  404: 'does not have this page (404). Check the address.',
  407: 'is behind a proxy that asks for a password.',
  410: 'has taken this page away (410).',
  429: 'has had too many requests for now (429). Try again in a few minutes.',
  451: 'may not show this page here for legal reasons (451).',
}

/** A refusing answer of a server as a sentence. */
export function statusFailure(url: URL, status: number): AppError {
  const sentence =
    STATUS[status] ??
    (status >= 500
      ? `has a problem of its own (${status}). Try again later.`
      : `did not give the page (status ${status}).`)
  return new AppError('network', `${url.host} ${sentence}`, { details: { status } })
}

/** Codes along the chain of causes, the outermost first. */
function codesOf(error: unknown): string[] {
  const codes: string[] = []
  for (let at = error; at instanceof Error; at = at.cause) {
    if ('code' in at) codes.push(String(at.code))
    if (at instanceof AggregateError) codes.push(...at.errors.flatMap(codesOf))
  }
  return codes
}

function isOffline(): boolean {
  return !Object.values(networkInterfaces()).some(each => each?.some(address => !address.internal))
}

/** Whatever went wrong on the way as a sentence; what is a sentence already stays. */
export function networkFailure(error: unknown, url: URL): AppError {
  for (let at = error; at instanceof Error; at = at.cause) if (at instanceof AppError) return at
  const codes = codesOf(error)
  const is = (pattern: RegExp) => codes.some(code => pattern.test(code))
  const fail = (sentence: string) => new AppError('network', sentence, { cause: error })
  if (is(/^(ENETUNREACH|ENETDOWN)$/) || (is(/^(ENOTFOUND|EAI_AGAIN)$/) && isOffline()))
    return fail(`This machine is offline, so ${url.host} could not be asked. Connect and try again.`)
  if (is(/^EAI_AGAIN$/))
    return fail(`The name ${url.hostname} could not be looked up just now. Check the connection and try again.`)
  if (is(/^ENOTFOUND$/)) return fail(`No machine is called ${url.hostname}. Check the address.`)
  if (is(/TIMEOUT|ETIMEDOUT/))
    return new AppError('timeout', `${url.host} did not answer in time. Try again later.`, { cause: error })
  if (is(/CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO|EPROTO/))
    return fail(`The connection to ${url.host} could not be made secure (${codes[0]}), so nothing was fetched.`)
  if (is(/^ECONNREFUSED$/)) return fail(`${url.host} does not answer: nothing listens there.`)
  if (is(/^(ECONNRESET|EPIPE|UND_ERR_SOCKET)$/)) return fail(`${url.host} broke the connection off. Try again.`)
  if (is(/^EHOSTUNREACH$/)) return fail(`${url.host} cannot be reached from here.`)
  const message = error instanceof Error ? error.message : String(error)
  return fail(`${url.host} could not be fetched: ${message}.`)
}
