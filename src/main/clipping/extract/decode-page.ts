import { isUtf8 } from 'node:buffer'
import { AppError } from '../../../shared/rpc/result.ts'

export const MAX_PAGE_BYTES = 100 * 1024 * 1024
/** Encodings declared further in than this are not looked for. */
const DECLARATION_BYTES = 8192
const SAMPLE_BYTES = 64 * 1024

export interface DecodedPage {
  text: string
  charset: string
  /** What decided: the order of trust. */
  decidedBy: 'bom' | 'valid-utf-8' | 'header' | 'meta' | 'detected'
}

/**
 * Bytes as text: byte order mark, then UTF-8 that proves itself by being valid, then the MIME header, the page's own
 * declaration, and at last detection. Throws `too-large` above 100 MB.
 */
export function decodePage(bytes: Uint8Array, contentType?: string): DecodedPage {
  if (bytes.byteLength > MAX_PAGE_BYTES) {
    throw new AppError(
      'too-large',
      'The page is larger than 100 MB and was not clipped. Save only the part that is needed.',
    )
  }
  const bom = byteOrderMark(bytes)
  if (bom) return { text: decode(bytes, bom), charset: bom, decidedBy: 'bom' }
  const wide = wideWithoutMark(bytes)
  if (wide) return { text: decode(bytes, wide), charset: wide, decidedBy: 'detected' }
  if (isUtf8(bytes)) return { text: decode(bytes, 'utf-8'), charset: 'utf-8', decidedBy: 'valid-utf-8' }
  const header = knownCharset(/charset\s*=\s*["']?([^\s;"']+)/i.exec(contentType ?? '')?.[1])
  if (header && header !== 'utf-8') return { text: decode(bytes, header), charset: header, decidedBy: 'header' }
  const meta = declaredCharset(bytes)
  if (meta && meta !== 'utf-8') return { text: decode(bytes, meta), charset: meta, decidedBy: 'meta' }
  if ((header ?? meta) === 'utf-8' && mostlyUtf8(bytes)) {
    return { text: decode(bytes, 'utf-8'), charset: 'utf-8', decidedBy: header ? 'header' : 'meta' }
  }
  const detected = detectCharset(bytes)
  return { text: decode(bytes, detected), charset: detected, decidedBy: 'detected' }
}

function decode(bytes: Uint8Array, charset: string): string {
  return new TextDecoder(charset).decode(bytes)
}

function byteOrderMark(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return undefined
}

/** UTF-16 without a mark: every other byte of the Latin mark-up is zero. */
function wideWithoutMark(bytes: Uint8Array): string | undefined {
  const end = Math.min(bytes.length & ~1, 2048)
  if (end < 8) return undefined
  let even = 0
  let odd = 0
  for (let i = 0; i < end; i += 2) {
    if (bytes[i] === 0) even++
    if (bytes[i + 1] === 0) odd++
  }
  if (odd > end * 0.2 && even < end * 0.02) return 'utf-16le'
  if (even > end * 0.2 && odd < end * 0.02) return 'utf-16be'
  return undefined
}

function knownCharset(label: string | undefined): string | undefined {
  if (!label) return undefined
  try {
    return new TextDecoder(label.trim().toLowerCase()).encoding
  } catch {
    return undefined
  }
}

function declaredCharset(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, DECLARATION_BYTES)).toString('latin1')
  const declared =
    /<meta[^>]+charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(head)?.[1] ??
    /^\s*<\?xml[^>]+encoding\s*=\s*["']([\w.:-]+)/i.exec(head)?.[1]
  const known = knownCharset(declared)
  // A page that could read its own declaration is not UTF-16 (HTML standard, prescan step).
  return known?.startsWith('utf-16') ? 'utf-8' : known
}

function mostlyUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder('utf-8').decode(bytes.subarray(0, 2 * 1024 * 1024))
  const broken = text.match(/\ufffd/g)?.length ?? 0
  const wide = text.match(/[\u0080-\ufffc]/g)?.length ?? 0
  return broken <= wide * 0.2 + 2
}

const COMMON_HAN_SIMPLIFIED =
  /[的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年]/g
const COMMON_HAN_TRADITIONAL =
  /[的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年]/g
const LETTERS: Record<string, RegExp> = {
  gb18030: COMMON_HAN_SIMPLIFIED,
  big5: COMMON_HAN_TRADITIONAL,
  shift_jis: /[\u3041-\u3093\u30a1-\u30f6]/g,
  'euc-jp': /[\u3041-\u3093\u30a1-\u30f6]/g,
  'euc-kr': /[이다는의에가을를은고하지도한로사]/g,
  'windows-1251': /[оеаинтсрвлкмдпуяыьгзбчй]/g,
  'koi8-r': /[оеаинтсрвлкмдпуяыьгзбчй]/g,
  'windows-1253': /[αοιετσνηυρπκμλςάέήίόύώ]/g,
  'windows-1250': /[ąćęłńśźżáčďéěíňóřšťúůýžőű]/g,
  'windows-1252': /[äöüßéèàçêâîôûñáíóúãõåøæ]/g,
  'windows-1254': /[ğışçöüİ]/g,
}
/** How many bytes one such letter takes, so that scores compare per byte. */
const LETTER_BYTES: Record<string, number> = { gb18030: 6, big5: 6, shift_jis: 2, 'euc-jp': 2, 'euc-kr': 6 }

/** The encoding under which the non-ASCII bytes read most like a language; windows-1252 when nothing stands out. */
function detectCharset(bytes: Uint8Array): string {
  const sample = nonAsciiSample(bytes)
  let best = 'windows-1252'
  let bestScore = 0
  for (const [charset, letters] of Object.entries(LETTERS)) {
    const text = new TextDecoder(charset).decode(sample)
    const broken = text.match(/[\ufffd\u0080-\u009f\ue000-\uf8ff]/g)?.length ?? 0
    const score = (text.match(letters)?.length ?? 0) * (LETTER_BYTES[charset] ?? 1) - broken * 8
    if (score > bestScore) {
      best = charset
      bestScore = score
    }
  }
  return best
}

function nonAsciiSample(bytes: Uint8Array): Uint8Array {
  const sample = new Uint8Array(SAMPLE_BYTES)
  let length = 0
  for (let i = 0; i < bytes.length && length < SAMPLE_BYTES; i++) {
    const wide = (bytes[i] as number) >= 0x80
    const followsWide = i > 0 && (bytes[i - 1] as number) >= 0x80
    if (wide || followsWide) sample[length++] = bytes[i] as number
  }
  return sample.subarray(0, length)
}
