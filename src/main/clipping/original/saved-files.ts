import { decodePage } from '../extract/decode-page.ts'
import type { PageParts } from '../page-parts.ts'
import { resourceMime } from '../resource-mime.ts'
import { type OriginalFiles, originalPage } from './original-page.ts'
import { rewriteCss } from './rewrite-css.ts'

const MAX_FILES = 2_000
const MAX_FILE_BYTES = 50 * 1024 * 1024
const MAX_TOTAL_BYTES = 300 * 1024 * 1024

/** A file that the page as it was saved needs in order to look like itself. */
export interface SavedFile {
  key: string
  bytes: Uint8Array
  mime: string
}

/** The files of a page that its original view shows: images, style sheets and what these use, fonts, frames. */
export function filesOfOriginal(parts: PageParts): SavedFile[] {
  if (parts.format !== 'html' || parts.resources.size === 0) return []
  const found = new Map<string, SavedFile>()
  const sheets: string[] = []
  let total = 0
  const keep = (key: string, use: 'media' | 'style' | 'frame'): SavedFile | undefined => {
    const known = found.get(key)
    if (known) return known
    const bytes = parts.read(key)
    if (!bytes || bytes.length > MAX_FILE_BYTES || total + bytes.length > MAX_TOTAL_BYTES) return undefined
    const mime = resourceMime(bytes, use)
    if (!mime || found.size >= MAX_FILES) return undefined
    total += bytes.length
    const file = { key, bytes, mime }
    found.set(key, file)
    if (use === 'style') sheets.push(key)
    return file
  }
  const files: OriginalFiles = {
    address(reference, use, { from, base }) {
      const key = parts.resources.find(reference, { from, base })
      return key !== undefined && keep(key, use) ? 'kept' : undefined
    },
    frame(reference, { from, base }) {
      const key = parts.resources.find(reference, { from, base })
      return key === undefined ? undefined : keep(key, 'frame')
    },
  }
  originalPage(parts, files)
  for (let at = 0; at < sheets.length; at++) {
    const from = sheets[at] as string
    const css = decodePage((found.get(from) as SavedFile).bytes).text
    rewriteCss(css, (reference, use) => files.address(reference, use, { from }))
  }
  return [...found.values()]
}
