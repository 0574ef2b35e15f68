import { randomBytes } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { AppError, fail, type Result } from '../../shared/rpc/result.ts'
import { withSecurityHeaders } from '../http/security-headers.ts'
import type { Backend } from '../rpc/backend-types.ts'
import { drainable } from './drain-server.ts'
import { EventStreams } from './event-streams.ts'
import { cookieName, type Door, judgeRequest } from './request-rules.ts'

const MAX_CALL_BYTES = 64 * 1024 * 1024
const DRAIN_TIMEOUT_MS = 5_000

export interface BrowserHost {
  /** The address that lets one browser in, once. */
  url: string
  /** Takes no new requests, lets running ones finish (5 s at most), and frees the port. The backend stays open. */
  close(): Promise<void>
}

/**
 * Serves a backend to browsers of this machine, on 127.0.0.1 only. `port` 0, or none, takes a free one.
 * Errors: `conflict` when the port is taken.
 */
export async function startBrowserHost(backend: Backend, options: { port?: number } = {}): Promise<BrowserHost> {
  const door: Door = { port: 0, token: newSecret(), tokenUsed: false, secret: newSecret() }
  const events = new EventStreams(backend)
  const server = createServer(
    getRequestListener(async request => withSecurityHeaders(await answer(request, { backend, door, events })), {
      overrideGlobalObjects: false,
    }),
  )
  const drain = drainable(server, DRAIN_TIMEOUT_MS)
  door.port = await listen(server, options.port ?? 0)
  return {
    url: `http://127.0.0.1:${door.port}/?token=${door.token}`,
    close: async () => {
      const drained = drain()
      events.close()
      await drained
    },
  }
}

interface Parts {
  backend: Backend
  door: Door
  events: EventStreams
}

async function answer(request: Request, { backend, door, events }: Parts): Promise<Response> {
  const verdict = judgeRequest(request, door)
  if (verdict.kind === 'refused') return plainText(verdict.sentence, verdict.status)
  const { pathname, searchParams } = new URL(request.url)
  if (verdict.kind === 'entering') {
    door.tokenUsed = true
    return toCleanAddress({
      'set-cookie': `${cookieName(door.port)}=${door.secret}; Path=/; HttpOnly; SameSite=Strict`,
    })
  }
  if (pathname === '/' && searchParams.has('token')) return toCleanAddress()
  if (pathname.startsWith('/rpc/')) return call(request, pathname.slice('/rpc/'.length), backend)
  if (pathname === '/events' && request.method === 'GET') return events.respond()
  return backend.fetch(request)
}

async function call(request: Request, method: string, backend: Backend): Promise<Response> {
  if (request.method !== 'POST') return plainText('Methods are called with POST.', 405)
  if (request.headers.get('content-type')?.split(';')[0] !== 'application/json') {
    return plainText('Methods take JSON.', 415)
  }
  if (Number(request.headers.get('content-length') ?? 0) > MAX_CALL_BYTES) {
    return json(fail(new AppError('too-large', `This is more than ${MAX_CALL_BYTES / 1024 / 1024} MB at once.`)), 413)
  }
  let input: unknown
  try {
    input = await request.json()
  } catch {
    return json(fail(new AppError('invalid-input', `What ${method} was called with is not JSON.`)), 400)
  }
  return json(await backend.call(method, input), 200)
}

function json(result: Result<unknown>, status: number): Response {
  return Response.json(result, { status, headers: { 'cache-control': 'no-store' } })
}

function plainText(sentence: string, status: number): Response {
  return new Response(`${sentence}\n`, {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  })
}

function toCleanAddress(headers: Record<string, string> = {}): Response {
  return new Response(null, { status: 303, headers: { location: '/', 'cache-control': 'no-store', ...headers } })
}

function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** Resolves to the port. */
function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE' || error.code === 'EACCES'
      reject(taken ? new AppError('conflict', `Port ${port} is not free. Choose another with --port.`) : error)
    })
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    })
  })
}
