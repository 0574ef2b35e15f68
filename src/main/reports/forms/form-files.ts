import { imageHashes } from '../typeset/compose.ts'
import { imageFormat } from '../typeset/image-formats.ts'
import type { TypesetInput } from '../typeset/report-source.ts'

/** A file that belongs to an exported report, by its path among the others. */
export interface FormFile {
  path: string
  bytes: Uint8Array
}

/** The images of a report as files named by their hash, and which file holds which. */
export function placeImageFiles(input: TypesetInput): { files: FormFile[]; paths: ReadonlyMap<string, string> } {
  const paths = new Map<string, string>()
  const files: FormFile[] = []
  for (const hash of imageHashes(input)) {
    const image = input.images(hash)
    if (image === undefined) continue
    const format = imageFormat(image)
    const extension = 'extension' in format ? format.extension : image.mime === 'image/avif' ? 'avif' : undefined
    if (extension === undefined) continue
    const path = `${hash.slice(0, 16)}.${extension}`
    paths.set(hash, path)
    files.push({ path, bytes: image.bytes })
  }
  return { files, paths }
}
