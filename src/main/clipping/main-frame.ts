import { decodePage } from './extract/decode-page.ts'
import { attribute, elementsOf, findElement, parsePage, textOf } from './extract/page-tree.ts'
import type { PageParts } from './page-parts.ts'
import { resourceMime } from './resource-mime.ts'

const MAX_NESTING = 3

interface FrameSource {
  bytes: Uint8Array
  contentType?: string
  /** The saved file it came from; absent for the page itself. */
  from?: string
}

/** A page of frames has no text of its own: the frame with the most text stands for it. Any other page is itself. */
export function mainFrame(parts: PageParts): FrameSource {
  let source: FrameSource = { bytes: parts.bytes, contentType: parts.contentType }
  for (let depth = 0; depth < MAX_NESTING; depth++) {
    const next = largestFrame(source, parts)
    if (!next) return source
    source = next
  }
  return source
}

function largestFrame(source: FrameSource, parts: PageParts): FrameSource | undefined {
  const start = Buffer.from(source.bytes.buffer, source.bytes.byteOffset, source.bytes.byteLength)
  if (parts.resources.size === 0 || !/<frameset/i.test(start.subarray(0, 256 * 1024).toString('latin1')))
    return undefined
  const document = parsePage(decodePage(source.bytes, source.contentType).text)
  const frameset = findElement(document, element => element.tagName === 'frameset')
  if (!frameset) return undefined
  let best: FrameSource | undefined
  let most = -1
  for (const frame of elementsOf(frameset)) {
    const reference = frame.tagName === 'frame' ? attribute(frame, 'src') : undefined
    const key = reference && parts.resources.find(reference, { from: source.from, base: parts.url })
    const bytes = key === undefined || key === '' ? undefined : parts.read(key)
    if (!bytes || resourceMime(bytes, 'frame') !== 'text/html') continue
    const inside = parsePage(decodePage(bytes).text)
    const isSet = findElement(inside, element => element.tagName === 'frameset') !== undefined
    const length = isSet ? 1 : textOf(inside).length
    if (length > most) {
      most = length
      best = { bytes, from: key }
    }
  }
  return best
}
