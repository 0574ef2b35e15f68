import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseHTML } from 'linkedom'
import { canonicalText } from '../../src/shared/anchoring/canonical-text.ts'
import type { SplitText } from './edited-text.ts'
import { seededRandom } from './seeded-random.ts'

const TEXT_CHARACTERS = 1_000_000
const VOCABULARY_WORDS = 30_000
const ZIPF_EXPONENT = 1.07
const CORPORA = join(import.meta.dirname, '../../../shared/corpora')

/** A made-up text of 1 MB: words of a Zipf vocabulary in paragraphs of 20 to 140 words. */
export function syntheticText(seed: number): SplitText {
  const random = seededRandom(seed)
  const letters = 'etaoinshrdlucmfwypvbgkjqxz'
  const vocabulary = Array.from({ length: VOCABULARY_WORDS }, (_, rank) => {
    const length = 2 + Math.floor(random() * (rank < 200 ? 4 : 9))
    return Array.from({ length }, () => letters[Math.floor(random() ** 1.6 * letters.length)]).join('')
  })
  const cumulated: number[] = []
  let sum = 0
  for (let rank = 1; rank <= VOCABULARY_WORDS; rank++) {
    sum += 1 / rank ** ZIPF_EXPONENT
    cumulated.push(sum)
  }
  const anyWord = () => {
    const wanted = random() * sum
    const rank = cumulated.findIndex(value => value >= wanted)
    return vocabulary[rank] as string
  }
  const paragraphs: string[][] = []
  for (let length = 0; length < TEXT_CHARACTERS; ) {
    const words = Array.from({ length: 20 + Math.floor(random() * 120) }, anyWord)
    length += words.join(' ').length + 1
    paragraphs.push(words)
  }
  return { paragraphs, separator: ' ' }
}

/** Real articles with whole pages that occur twice, from the shared test pages; null where they are not at hand. */
export function englishText(): SplitText | null {
  const folder = join(CORPORA, 'readability/pages')
  if (!existsSync(folder)) return null
  const pages: string[] = []
  for (const page of readdirSync(folder).sort()) {
    const file = join(folder, page, 'expected.html')
    if (!existsSync(file)) continue
    pages.push(
      canonicalText(parseHTML(`<!doctype html><html><body>${readFileSync(file, 'utf8')}</body></html>`).document.body),
    )
  }
  return splitWords(pages.join('\n').slice(0, TEXT_CHARACTERS))
}

/** Chinese articles, cut into words with the punctuation after them; null where they are not at hand. */
export function chineseText(): SplitText | null {
  const folder = join(CORPORA, 'chinese/cleaned')
  if (!existsSync(folder)) return null
  const pages = readdirSync(folder)
    .sort()
    .map(file => readFileSync(join(folder, file), 'utf8'))
  const paragraphs = pages
    .join('\n')
    .split(/\s*\n\s*/)
    .filter(line => line !== '')
  return { paragraphs: paragraphs.map(segmentWords), separator: '' }
}

function segmentWords(line: string): string[] {
  const words: string[] = []
  for (const { segment, isWordLike } of new Intl.Segmenter('zh', { granularity: 'word' }).segment(line)) {
    if (isWordLike || words.length === 0) words.push(segment)
    else words.push(`${words.pop()}${segment}`)
  }
  return words
}

function splitWords(text: string): SplitText {
  const paragraphs = text.split('\n').map(line => line.split(' ').filter(word => word !== ''))
  return { paragraphs: paragraphs.filter(words => words.length > 0), separator: ' ' }
}
