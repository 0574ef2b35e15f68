import fs from 'node:fs'
import path from 'node:path'
import type { PageElement } from '../../src/main/clipping/extract/page-tree.ts'
import { parsePiece, textOf } from '../../src/main/clipping/extract/page-tree.ts'
import { collectBlocks } from '../../src/main/clipping/extract/text-blocks.ts'

export interface Truth {
  text: string
  type: string
  title?: string
  author?: string
  date?: string
}

/** The reviewed text and metadata of one page of the corpora. */
export function readTruth(root: string, set: string, id: string): Truth {
  const read = (...parts: string[]) => fs.readFileSync(path.join(root, ...parts), 'utf8')
  const optional = (...parts: string[]) => {
    try {
      return read(...parts).trim()
    } catch {
      return undefined
    }
  }
  if (set === 'pages') {
    const file = JSON.parse(read('pages/ground-truth', `${id}.json`))
    const truth = file.ground_truth
    return {
      text: truth.main_content ?? '',
      type: file._internal?.page_type?.primary ?? 'article',
      title: truth.title,
      author: truth.author,
      date: truth.publish_date,
    }
  }
  if (set === 'chinese')
    return {
      text: read('chinese/cleaned', `${id}.txt`),
      type: 'article',
      author: optional('chinese/author', `${id}.txt`),
      date: optional('chinese/date', `${id}.txt`),
    }
  const piece = parsePiece(read('readability/pages', id, 'expected.html'))
  const meta = JSON.parse(read('readability/pages', id, 'expected-metadata.json'))
  const lines = collectBlocks(piece as unknown as PageElement).filter(block => block.container.tagName !== 'figcaption')
  return {
    text: lines.map(block => block.text).join('\n') || textOf(piece),
    type: 'article',
    title: meta.title,
    author: meta.byline,
    date: meta.publishedTime,
  }
}
