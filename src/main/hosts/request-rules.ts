import { createHash, timingSafeEqual } from 'node:crypto'

/** What one run of the browser host knows about who may ask. */
export interface Door {
  port: number
  /** In the printed address; taken once, for the cookie. */
  token: string
  tokenUsed: boolean
  /** The cookie's value. */
  secret: string
}

export type Verdict =
  | { kind: 'allowed' }
  | { kind: 'entering' }
  | { kind: 'refused'; status: 401 | 403 | 421; sentence: string }

/** Cookies are shared by all ports of a host, so each host's cookie names its port. */
export function cookieName(port: number): string {
  return `commonplace-${port}`
}

/** Whether a Host header names this server. A page whose own name was rebound to 127.0.0.1 sends its own name here. */
export function isOwnHost(host: string | null, port: number): boolean {
  return host === `127.0.0.1:${port}` || host === `localhost:${port}`
}

/**
 * Whether a request was made by the program's own page or by the person (an address typed or opened from outside the
 * browser). Another page, also one of another port of this machine, is refused, because it could act with our cookie.
 */
export function isOwnPage(method: string, headers: Headers): boolean {
  const site = headers.get('sec-fetch-site')
  if (site !== null && site !== 'same-origin' && site !== 'none') return false
  const origin = headers.get('origin')
  if (origin !== null) return origin === `http://${headers.get('host')}`
  return method === 'GET' || method === 'HEAD'
}

/** The value of a cookie in a Cookie header (RFC 6265), or undefined. */
export function cookieValue(header: string | null, name: string): string | undefined {
  const pair = header?.split(';').find(each => each.trim().startsWith(`${name}=`))
  return pair?.slice(pair.indexOf('=') + 1).trim()
}

/** Compares in a time that tells nothing about where two secrets differ. */
export function isSameSecret(given: string, secret: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(secret))
}

/** Decides on a request before anything else looks at it. */
export function judgeRequest(request: Request, door: Door): Verdict {
  const { method, headers } = request
  const url = new URL(request.url)
  if (!isOwnHost(headers.get('host'), door.port)) {
    return refused(421, 'This server answers to 127.0.0.1 only.')
  }
  if (!isOwnPage(method, headers)) return refused(403, 'Another page may not use Commonplace.')
  const cookie = cookieValue(headers.get('cookie'), cookieName(door.port))
  if (cookie !== undefined && isSameSecret(cookie, door.secret)) return { kind: 'allowed' }
  const token = url.searchParams.get('token')
  if (method !== 'GET' || url.pathname !== '/' || token === null) {
    return refused(401, 'Open Commonplace with the address that it printed when it started.')
  }
  if (!isSameSecret(token, door.token))
    return refused(401, 'This address is not from the run of Commonplace that is going on.')
  if (door.tokenUsed) {
    return refused(401, 'This address has been used. Go on in the window that opened it, or start Commonplace again.')
  }
  return { kind: 'entering' }
}

function refused(status: 401 | 403 | 421, sentence: string): Verdict {
  return { kind: 'refused', status, sentence }
}
