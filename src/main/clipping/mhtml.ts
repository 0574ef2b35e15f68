import { AppError } from '../../shared/rpc/result.ts'

const MAX_PARTS = 20_000
const MAX_NESTING = 10
const MAX_HEADER_BYTES = 64 * 1024

/** One decoded part of an MHTML file. */
export interface MhtmlPart {
  /** The whole header, with its charset. */
  contentType: string
  /** Absolute where it could be made so. */
  location?: string
  contentId?: string
  bytes: Uint8Array
}

export interface Mhtml {
  /** The page itself. */
  root: MhtmlPart
  /** All parts, the root included. */
  parts: MhtmlPart[]
  /** Where the page was saved from, when the file says so. */
  url?: string
}

type Headers = Map<string, string>

/** True when the bytes are a MIME message with several parts, whatever the file is called. */
export function looksLikeMhtml(bytes: Uint8Array): boolean {
  const head = latin1(bytes.subarray(0, 8_192))
  return /^(?:\xef\xbb\xbf)?\s*[a-z][\w-]*:[^<]*/i.test(head) && /^content-type:\s*multipart\//im.test(head)
}

/**
 * A saved MHTML page (RFC 2557) taken apart: nested multiparts, every transfer encoding, `Content-Location` made absolute.
 * Errors: `unreadable` when no page is in it.
 */
export function parseMhtml(bytes: Uint8Array): Mhtml {
  const { headers, bodyStart } = readHeaders(bytes, 0)
  const saved = headers.get('snapshot-content-location') ?? headers.get('content-location')
  const parts: MhtmlPart[] = []
  const start = collectParts({ headers, body: bytes.subarray(bodyStart), base: absolute(saved, undefined) }, parts, 0)
  const root =
    (start && parts.find(part => part.contentId === start)) ??
    parts.find(part => /^(text\/html|application\/xhtml\+xml)/i.test(part.contentType)) ??
    parts.find(part => /^text\/plain/i.test(part.contentType))
  if (!root) throw new AppError('unreadable', 'No page was found in this MHTML file; it is damaged or holds only mail.')
  return { root, parts, url: absolute(saved, undefined) ?? absolute(root.location, undefined) }
}

interface Entity {
  headers: Headers
  body: Uint8Array
  base: string | undefined
}

/** Adds the entity's parts; the answer is the `start` its multipart header names. */
function collectParts({ headers, body, base }: Entity, into: MhtmlPart[], depth: number): string | undefined {
  const contentType = headers.get('content-type') ?? 'text/plain'
  const own = absolute(headers.get('content-base') ?? headers.get('content-location'), base)
  if (!/^multipart\//i.test(contentType)) {
    if (into.length < MAX_PARTS) into.push(decodePart(headers, body, base))
    return undefined
  }
  const boundary = parameter(contentType, 'boundary')
  if (!boundary || depth >= MAX_NESTING) return undefined
  let innerStart: string | undefined
  for (const [from, to] of boundedBodies(body, boundary)) {
    const part = readHeaders(body.subarray(from, to), 0)
    const inner = { headers: part.headers, body: body.subarray(from + part.bodyStart, to), base: own ?? base }
    innerStart ??= collectParts(inner, into, depth + 1)
  }
  const start = parameter(contentType, 'start')
  return start ? bareId(start) : innerStart
}

function decodePart(headers: Headers, body: Uint8Array, base: string | undefined): MhtmlPart {
  const location = headers.get('content-location')
  const id = headers.get('content-id')
  return {
    contentType: headers.get('content-type') ?? 'text/plain',
    ...(location ? { location: absolute(location, base) ?? location } : {}),
    ...(id ? { contentId: bareId(id) } : {}),
    bytes: decodeTransfer(body, headers.get('content-transfer-encoding') ?? '8bit'),
  }
}

function decodeTransfer(body: Uint8Array, encoding: string): Uint8Array {
  switch (encoding.trim().toLowerCase()) {
    case 'base64':
      return Buffer.from(latin1(body), 'base64')
    case 'quoted-printable':
      return decodeQuotedPrintable(body)
    default:
      return body
  }
}

const LF = 10
const CR = 13
const EQUALS = 61

const isBlank = (byte: number | undefined) => byte === 32 || byte === 9

/** The value of a hexadecimal digit's byte; -1 for any other. */
function hexDigit(byte = 0): number {
  if (byte >= 48 && byte <= 57) return byte - 48
  const letter = byte | 32
  return letter >= 97 && letter <= 102 ? letter - 87 : -1
}

function decodeQuotedPrintable(body: Uint8Array): Uint8Array {
  const out = new Uint8Array(body.length)
  let length = 0
  for (let at = 0; at < body.length; at++) {
    const byte = body[at] as number
    if (byte !== EQUALS) {
      out[length++] = byte
      continue
    }
    let end = at + 1
    while (isBlank(body[end])) end++
    if (body[end] === CR || body[end] === LF || end >= body.length) {
      at = body[end] === CR && body[end + 1] === LF ? end + 1 : end
      continue
    }
    const [high, low] = [hexDigit(body[at + 1]), hexDigit(body[at + 2])]
    const isHex = high >= 0 && low >= 0
    out[length++] = isHex ? high * 16 + low : byte
    if (isHex) at += 2
  }
  return out.subarray(0, length)
}

/** Start and end of what stands between the boundary lines; a file cut off in the middle still gives its last part. */
function* boundedBodies(body: Uint8Array, boundary: string): Generator<[number, number]> {
  const buffer = Buffer.from(body.buffer, body.byteOffset, body.byteLength)
  const mark = Buffer.from(`--${boundary}`, 'latin1')
  let open: number | undefined
  for (let at = buffer.indexOf(mark); at >= 0; at = buffer.indexOf(mark, at + mark.length)) {
    if (at > 0 && buffer[at - 1] !== LF) continue
    let end = at + mark.length
    const closes = buffer[end] === 45 && buffer[end + 1] === 45
    if (closes) end += 2
    while (isBlank(buffer[end])) end++
    if (end < buffer.length && buffer[end] !== CR && buffer[end] !== LF) continue
    if (open !== undefined) yield [open, Math.max(open, lineBreakBefore(buffer, at))]
    if (closes) return
    open = buffer[end] === CR && buffer[end + 1] === LF ? end + 2 : end + 1
  }
  if (open !== undefined && open < buffer.length) yield [open, buffer.length]
}

/** The line break before a boundary belongs to the boundary (RFC 2046, 5.1.1). */
function lineBreakBefore(buffer: Buffer, at: number): number {
  if (buffer[at - 1] !== LF) return at
  return buffer[at - 2] === CR ? at - 2 : at - 1
}

function readHeaders(bytes: Uint8Array, from: number): { headers: Headers; bodyStart: number } {
  const { end, bodyStart } = blankLine(bytes, from)
  const headers: Headers = new Map()
  for (const line of latin1(bytes.subarray(from, end))
    .replace(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/)) {
    const colon = line.indexOf(':')
    const name = line.slice(0, Math.max(0, colon)).trim().toLowerCase()
    if (name && !headers.has(name)) headers.set(name, decodeWords(line.slice(colon + 1).trim()))
  }
  return { headers, bodyStart }
}

/** Where the headers end and the body begins: at the first empty line. */
function blankLine(bytes: Uint8Array, from: number): { end: number; bodyStart: number } {
  const limit = Math.min(bytes.length, from + MAX_HEADER_BYTES)
  let lineStart = from
  for (let at = from; at < limit; at++) {
    if (bytes[at] !== LF) continue
    const isEmpty = at === lineStart || (at === lineStart + 1 && bytes[lineStart] === CR)
    if (isEmpty) return { end: lineStart, bodyStart: at + 1 }
    lineStart = at + 1
  }
  return { end: limit, bodyStart: limit }
}

/** Encoded words (RFC 2047), which some programs put even into `Content-Location`. */
function decodeWords(value: string): string {
  return value
    .replace(/(\?=)\s+(=\?)/g, '$1$2')
    .replace(/=\?([^?]+)\?([bq])\?([^?]*)\?=/gi, (whole, charset: string, kind: string, text: string) => {
      try {
        const bytes =
          kind.toLowerCase() === 'b'
            ? Buffer.from(text, 'base64')
            : decodeQuotedPrintable(Buffer.from(text.replaceAll('_', ' '), 'latin1'))
        return new TextDecoder(charset).decode(bytes)
      } catch {
        return whole
      }
    })
}

function parameter(header: string, name: string): string | undefined {
  const found = new RegExp(`;\\s*${name}\\s*=\\s*(?:"((?:[^"\\\\]|\\\\.)*)"|([^\\s;]+))`, 'i').exec(header)
  return found?.[1]?.replace(/\\(.)/g, '$1') ?? found?.[2]
}

const bareId = (id: string) => id.trim().replace(/^<|>$/g, '')

function absolute(location: string | undefined, base: string | undefined): string | undefined {
  if (!location) return undefined
  // A long address may have been folded over several lines.
  return URL.parse(location.replaceAll(/\s+/g, ''), base)?.href
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
}
