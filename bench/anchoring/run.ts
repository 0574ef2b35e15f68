import { type LocatedQuote, locateQuotes, type Quote } from '../../src/shared/anchoring/locate-quotes.ts'
import { type EditedText, editText, type SplitText } from './edited-text.ts'
import { locateByApproxMatch, locateByDomAnchor, type PeerPlace } from './peers.ts'
import { chineseText, englishText, syntheticText } from './sample-texts.ts'

const CHANGED_SHARES = [0.05, 0.1, 0.2]
const QUOTES = 1_000
const MIN_OVERLAP = 0.8
const TURNS = 5
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

/** The libraries are slow, so they are tried with some of the quotations; their time is scaled up to all of them. */
const PEERS: { way: string; tried: number; find: (quote: Quote, newText: string) => PeerPlace | null }[] = [
  { way: 'dom-anchor-text-quote', tried: 20, find: locateByDomAnchor },
  { way: 'approx-string-match', tried: 60, find: locateByApproxMatch },
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

interface Trial {
  name: string
  minWords: number
  maxWords: number
  changedShare: number
}

function rowOf(trial: Trial, way: string, edited: EditedText, places: (Place | null)[], ms: number): Row {
  const { name, minWords, maxWords, changedShare } = trial
  return {
    text: name,
    quotes: `${minWords}–${maxWords} words`,
    changed: `${100 * changedShare} %`,
    way,
    ...scorePlaces(edited, places),
    ms: ms.toFixed(0),
  }
}

/** The time is that of the quickest of some runs: the machine may be busy. */
function runOurs(trial: Trial, edited: EditedText): Row[] {
  const quotes = edited.quotes.map(({ quote }) => quote)
  return OUR_WAYS.map(({ way, run }) => {
    const times: number[] = []
    let located: LocatedQuote[] = []
    for (let turn = 0; turn < TURNS; turn++) {
      const startedAt = performance.now()
      located = run(edited, quotes)
      times.push(performance.now() - startedAt)
    }
    const places = located.map(place => (place.status === 'orphan' ? null : place))
    return rowOf(trial, way, edited, places, Math.min(...times))
  })
}

function runPeers(trial: Trial, edited: EditedText): Row[] {
  return PEERS.map(({ way, tried, find }) => {
    const startedAt = performance.now()
    const places = edited.quotes.slice(0, tried).map(({ quote }) => {
      const place = find(quote, edited.newText)
      return place && { ...place, uncertain: false }
    })
    const ms = ((performance.now() - startedAt) * edited.quotes.length) / tried
    return rowOf(trial, `${way} (${tried})`, edited, places, ms)
  })
}

function runText(name: string, source: SplitText, minWords: number, maxWords: number, hasPeers: boolean): Row[] {
  return CHANGED_SHARES.flatMap(changedShare => {
    const trial = { name, minWords, maxWords, changedShare }
    const edited = editText(source, { seed: SEED, changedShare, quotes: QUOTES, minWords, maxWords })
    return [...runOurs(trial, edited), ...(hasPeers ? runPeers(trial, edited) : [])]
  })
}

const isQuick = process.argv.includes('--quick')
console.log(`Re-anchoring ${QUOTES} quotations; found: overlap with the true place at least ${MIN_OVERLAP}. Of the words, the share named is
changed (70 % replaced, 15 % deleted, 15 % inserted); 5 % of the paragraphs are deleted, 5 % inserted, 2 % moved. "ms" is the quickest of
${TURNS} runs over all quotations. The other libraries are tried with as many quotations as stand in brackets, their time scaled up to
${QUOTES}; --quick leaves them out.`)
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
  console.table(runText(name, source, 6, 60, !isQuick))
  console.table(runText(name, source, 2, 5, false))
}
