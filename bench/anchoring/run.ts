import { type LocatedQuote, locateQuotes, type Quote } from '../../src/shared/anchoring/locate-quotes.ts'
import { type EditedText, editText, type SplitText } from './edited-text.ts'
import { chineseText, englishText, syntheticText } from './sample-texts.ts'

const CHANGED_SHARES = [0.05, 0.1, 0.2]
const QUOTES = 1_000
const MIN_OVERLAP = 0.8
const SEED = 20_261_123

interface Row {
  text: string
  quotes: string
  changed: string
  way: string
  'found %': string
  'misplaced %': string
  'deleted, placed %': string
  'right, flagged %': string
  ms: string
}

interface Place {
  start: number
  end: number
  uncertain: boolean
}

const withoutOffsets = (quote: Quote): Quote => ({ ...quote, start: undefined, end: undefined })

const OUR_WAYS: { way: string; run: (edited: EditedText, quotes: Quote[]) => LocatedQuote[] }[] = [
  { way: 'old text, offsets', run: (edited, quotes) => locateQuotes(quotes, edited.newText, edited.oldText) },
  {
    way: 'old text',
    run: (edited, quotes) => locateQuotes(quotes.map(withoutOffsets), edited.newText, edited.oldText),
  },
  { way: 'offsets', run: (edited, quotes) => locateQuotes(quotes, edited.newText) },
  { way: 'quotations alone', run: (edited, quotes) => locateQuotes(quotes.map(withoutOffsets), edited.newText) },
]

function percent(part: number, whole: number): string {
  return whole === 0 ? '–' : ((100 * part) / whole).toFixed(1)
}

function scorePlaces(edited: EditedText, places: (Place | null)[]) {
  let found = 0
  let misplaced = 0
  let misplacedFlagged = 0
  let present = 0
  let deletedPlaced = 0
  let deletedFlagged = 0
  let rightFlagged = 0
  for (const [k, { truth }] of edited.quotes.slice(0, places.length).entries()) {
    const place = places[k] ?? null
    if (truth === null) {
      if (place === null) continue
      deletedPlaced++
      if (place.uncertain) deletedFlagged++
      continue
    }
    present++
    if (place === null) continue
    const shared = Math.min(place.end, truth.end) - Math.max(place.start, truth.start)
    const union = Math.max(place.end, truth.end) - Math.min(place.start, truth.start)
    if (shared / union >= MIN_OVERLAP) {
      found++
      if (place.uncertain) rightFlagged++
    } else {
      misplaced++
      if (place.uncertain) misplacedFlagged++
    }
  }
  const deleted = places.length - present
  return {
    'found %': percent(found, present),
    'misplaced %': `${percent(misplaced, present)} (${misplaced}, ${misplacedFlagged} flagged)`,
    'deleted, placed %': `${percent(deletedPlaced, deleted)} (${deletedPlaced} of ${deleted}, ${deletedFlagged} flagged)`,
    'right, flagged %': percent(rightFlagged, found),
  }
}

function runText(name: string, source: SplitText, minWords: number, maxWords: number): Row[] {
  const rows: Row[] = []
  for (const changedShare of CHANGED_SHARES) {
    const edited = editText(source, { seed: SEED, changedShare, quotes: QUOTES, minWords, maxWords })
    const quotes = edited.quotes.map(({ quote }) => quote)
    for (const { way, run } of OUR_WAYS) {
      run(edited, quotes)
      const startedAt = performance.now()
      const located = run(edited, quotes)
      const ms = performance.now() - startedAt
      const places = located.map(place => (place.status === 'orphan' ? null : place))
      rows.push({
        text: name,
        quotes: `${minWords}–${maxWords} words`,
        changed: `${100 * changedShare} %`,
        way,
        ...scorePlaces(edited, places),
        ms: ms.toFixed(0),
      })
    }
  }
  return rows
}

const texts: [string, SplitText | null][] = [
  ['synthetic', syntheticText(SEED)],
  ['English', englishText()],
  ['Chinese', chineseText()],
]
for (const [name, source] of texts) {
  if (source === null) {
    console.log(`${name}: skipped, the shared test pages are not at hand.`)
    continue
  }
  console.table(runText(name, source, 6, 60))
  console.table(runText(name, source, 2, 5))
}
