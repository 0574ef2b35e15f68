import type { Block, Inline, ListBlock } from '../../../shared/document/document.ts'

/** The level of a list paragraph as Word copies it (`mso-list: l0 level2 lfo1`), from 1; null for anything else. */
export function wordListLevel(element: HTMLElement): number | null {
  const style = element.getAttribute('style') ?? ''
  const match = /mso-list:\s*l\d+\s+level(\d+)/i.exec(style)
  return match ? Number(match[1]) : null
}

/** Takes Word's own bullet or number out of the paragraph and gives it back. */
function takeMarker(element: HTMLElement): string {
  const marker = element.querySelector<HTMLElement>('[style*="mso-list:Ignore" i], [style*="mso-list: Ignore" i]')
  const text = marker?.textContent?.replace(/\u00a0/g, ' ').trim() ?? ''
  marker?.remove()
  return text
}

const isNumber = (marker: string) => /^(\d+|[a-z]{1,3}|[ivxlcdm]+)[.)]$/i.test(marker)

/**
 * Word copies a list as paragraphs that name their level and carry their bullet as text; this makes the list again.
 * Known to the editor's makers as lexical issues 4761 and 4922.
 */
export function wordLists(paragraphs: readonly HTMLElement[], lineOf: (paragraph: HTMLElement) => Inline[]): Block[] {
  const top: ListBlock[] = []
  const open: { level: number; list: ListBlock }[] = []
  for (const paragraph of paragraphs) {
    const level = wordListLevel(paragraph) ?? 1
    const kind = isNumber(takeMarker(paragraph)) ? 'number' : 'bullet'
    while ((open.at(-1)?.level ?? 0) > level) open.pop()
    let current = open.at(-1)
    if (current?.level === level && current.list.kind !== kind) {
      open.pop()
      current = open.at(-1)
    }
    if (!current || current.level < level) {
      const list: ListBlock = { type: 'list', kind, items: [] }
      const above = current?.list.items.at(-1)
      if (above) above.children.push(list)
      else top.push(list)
      current = { level, list }
      open.push(current)
    }
    current.list.items.push({ children: [{ type: 'paragraph', children: lineOf(paragraph) }] })
  }
  return top
}
