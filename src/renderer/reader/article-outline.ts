import { pointToOffset } from '../../shared/anchoring/text-points.ts'
import type { FrameArticle } from './frame-article.ts'

export interface OutlineEntry {
  /** 1 for the highest heading of the article, whatever its tag. */
  level: number
  text: string
  /** Canonical offset of its first character. */
  offset: number
}

/** The headings of an article that hold words, in order. */
export function outlineOf(article: FrameArticle): OutlineEntry[] {
  const headings = [...article.root.querySelectorAll('h1, h2, h3, h4, h5, h6')].flatMap(heading => {
    const text = (heading.textContent ?? '').replaceAll(/\s+/g, ' ').trim()
    const offset = pointToOffset(article.index, heading, 0)
    return text && offset !== null ? [{ level: Number(heading.localName[1]), text, offset }] : []
  })
  const highest = Math.min(...headings.map(heading => heading.level))
  return headings.map(heading => ({ ...heading, level: heading.level - highest + 1 }))
}

/** The entry in whose part an offset lies; -1 before the first heading. */
export function entryAt(outline: readonly OutlineEntry[], offset: number): number {
  return outline.findLastIndex(entry => entry.offset <= offset)
}
