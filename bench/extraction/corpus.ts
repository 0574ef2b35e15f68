import fs from 'node:fs'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'

export interface CorpusPage {
  id: string
  file: string
  bytes: Uint8Array
  url?: string
}

/** The ids of the pages in one set of the corpora. */
export function listPages(root: string, set: string): string[] {
  if (set === 'pages') return names(path.join(root, 'pages/ground-truth'), '.json')
  if (set === 'chinese') return names(path.join(root, 'chinese/cleaned'), '.txt')
  if (set === 'readability') return fs.readdirSync(path.join(root, 'readability/pages')).sort()
  throw new Error(`unknown corpus ${set}`)
}

function names(folder: string, extension: string): string[] {
  return fs
    .readdirSync(folder)
    .filter(name => name.endsWith(extension))
    .map(name => name.slice(0, -extension.length))
    .sort()
}

export function readPage(root: string, set: string, id: string): CorpusPage {
  if (set === 'pages') {
    const file = path.join(root, 'pages/html', `${id}.html.gz`)
    return { id, file, bytes: gunzipSync(fs.readFileSync(file)) }
  }
  const file =
    set === 'chinese'
      ? path.join(root, 'chinese/original', `${id}.html`)
      : path.join(root, 'readability/pages', id, 'source.html')
  return { id, file, bytes: fs.readFileSync(file) }
}
