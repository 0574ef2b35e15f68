import { describe, expect, it } from 'vitest'
import { CITATION_STYLES } from '../../../shared/contract/citation-styles.ts'
import { citationFiles, readCitationTexts } from './citation-texts.ts'
import { citationClassOf } from './composition.ts'
import { chooseFonts } from './report-fonts.ts'
import { sampleReport } from './testing/sample-report.ts'
import { TypstEngine } from './typst-engine.ts'

const CLASSES: Record<string, string> = { 'Author and date': 'author-date', Numbers: 'numeric', Notes: 'note' }
const engine = new TypstEngine()

/** How the citation comes out, told by Typst's own result. */
function shownAs(citationStyle: string): string {
  const input = { ...sampleReport({ citationStyle }), images: {} }
  const files = citationFiles(input, [{ items: [{ sourceId: 'southward' }], inFootnote: false }])
  const [group] = readCitationTexts(engine.html(files, chooseFonts('', 'en')), 1).groups
  if (group?.note !== undefined) return 'note'
  return group?.inPlace.some(run => run.text.includes('Southward')) ? 'author-date' : 'numeric'
}

describe.each(CITATION_STYLES)('styles under “$group”', ({ group, items }) => {
  it.each(items)('$label cites so', ({ value }) => {
    expect(shownAs(value)).toBe(CLASSES[group])
    expect(citationClassOf(value)).toBe(CLASSES[group])
  })
})
