import type { CitationItem } from '../../../shared/document/document.ts'

type Label = NonNullable<CitationItem['label']>

/** What a locator can count: name, sign for one, sign for several. */
export const LOCATOR_LABELS: Record<Label, readonly [name: string, one: string, several: string]> = {
  page: ['Page', 'p. ', 'pp. '],
  paragraph: ['Paragraph', '¶ ', '¶¶ '],
  chapter: ['Chapter', 'ch. ', 'chs. '],
  section: ['Section', '§ ', '§§ '],
  figure: ['Figure', 'fig. ', 'figs. '],
  line: ['Line', 'l. ', 'll. '],
  verse: ['Verse', 'v. ', 'vv. '],
  note: ['Note', 'n. ', 'nn. '],
}

/** “p. 3”, “pp. 3–5”, “¶ 4”; empty without a locator. */
export function locatorText(item: Pick<CitationItem, 'label' | 'locator'>): string {
  const locator = item.locator?.trim()
  if (!locator) return ''
  const [, one, several] = LOCATOR_LABELS[item.label ?? 'page']
  return `${/[-–,&]/.test(locator) ? several : one}${locator}`
}
