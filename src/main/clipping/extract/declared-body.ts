import { firstMeta, type PageSources } from './page-sources.ts'
import { collapse, parsePiece, textOf } from './page-tree.ts'
import { type ReaderNode, readerElement } from './reader-node.ts'
import { decodeEntities } from './structured-data.ts'

/** Paragraphs of a page that shows no text of its own: the body it declares in JSON-LD, or at least its description. */
export function declaredParagraphs(sources: PageSources): string[] {
  for (const key of ['articleBody', 'text', 'description']) {
    for (const object of sources.jsonLd) {
      const value = object[key]
      if (typeof value === 'string' && value.trim()) return splitText(value)
    }
  }
  return splitText(firstMeta(sources, 'og:description', 'description', 'twitter:description') ?? '')
}

function splitText(raw: string): string[] {
  const text = /<(p|br|div)\b/i.test(raw) ? raw.replace(/<\/(p|div|li|h\d)>|<br\s*\/?>/gi, '\n') : raw
  return decodeEntities(text)
    .split(/\n+/)
    .map(line => (line.includes('<') ? textOf(parsePiece(line)) : collapse(line)))
    .filter(line => line !== '')
}

export function paragraphNodes(lines: string[]): ReaderNode[] {
  return lines.map(line => readerElement('p', [line]))
}
