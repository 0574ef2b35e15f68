import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5'
import type { CitationItem } from '../../../shared/document/document.ts'
import { bibliographyFile, webUrl } from './bibliography.ts'
import { blocksCode } from './block-code.ts'
import { startComposition } from './composition.ts'
import { citation } from './inline-code.ts'
import type { PortableTypesetInput } from './report-source.ts'
import { literal } from './typst-literal.ts'

/** One citation of a report, in its place. */
export interface CitationGroup {
  items: CitationItem[]
  inFootnote: boolean
}

/** A stretch of formatted text. */
export interface TextRun {
  text: string
  italic?: boolean
  bold?: boolean
  superscript?: boolean
  /** http, https or mailto. */
  href?: string
}

/** The citations and the bibliography as a style words them, for forms that Typst does not write. */
export interface CitationTexts {
  /** In the order of the groups; `note` is there when the style cites in notes, and then nothing stands in place. */
  groups: { inPlace: TextRun[]; note?: TextRun[] }[]
  bibliography: TextRun[][]
}

/** Typst files whose HTML holds every citation in an element of its own, then the bibliography. */
export function citationFiles(
  input: PortableTypesetInput,
  groups: readonly CitationGroup[],
): Map<string, string | Uint8Array> {
  const composition = startComposition(input, new Map(), blocksCode)
  const place = { noteId: '', headingShift: 0, depth: 0, embedding: [] }
  const lines = groups.map(({ items, inFootnote }, index) => {
    const code = citation(items, composition, { ...place, inFootnote }).join('; ')
    return `#html.elem("div", attrs: (id: "citation-${index}"), {${code}})`
  })
  const all = input.settings.bibliography === 'all'
  const listed = all ? [...composition.keys.keys()] : [...composition.cited]
  const items = listed.flatMap(id => {
    const [key, source] = [composition.keys.get(id), input.sources[id]]
    return key === undefined || source === undefined ? [] : [{ key, csl: source.csl }]
  })
  const style = input.settings.citationStyle
  const styleCode = typeof style === 'string' ? literal(style) : '"style.csl"'
  const language = /^[a-z]{2,3}/i.exec(input.language)?.[0].toLowerCase() ?? 'en'
  const main = [
    '#let prefixed(prefix, body) = { show regex("^[(\\[]"): bracket => bracket + prefix + " "; body }',
    `#set text(lang: ${literal(language)})`,
    ...lines,
    ...(items.length === 0 ? [] : [`#bibliography("references.yml", style: ${styleCode}, full: ${all}, title: none)`]),
  ]
  const files = new Map<string, string | Uint8Array>([['main.typ', `${main.join('\n')}\n`]])
  if (items.length > 0) files.set('references.yml', bibliographyFile(items))
  if (typeof style !== 'string') files.set('style.csl', style)
  return files
}

type Element = DefaultTreeAdapterTypes.Element
type Node = DefaultTreeAdapterTypes.ChildNode

/** Reads what Typst wrote for `citationFiles` back as text; no markup of it is handed on. */
export function readCitationTexts(html: string, groupCount: number): CitationTexts {
  const elements = elementsIn(parseFragment(html).childNodes)
  const byId = new Map(elements.map(element => [attribute(element, 'id'), element]))
  const groups = Array.from({ length: groupCount }, (_, index) => {
    const element = byId.get(`citation-${index}`)
    const reference = elementsIn(element?.childNodes ?? []).find(inner => attribute(inner, 'role') === 'doc-noteref')
    const note = reference && byId.get(attribute(reference, 'href')?.slice(1))
    const inPlace = trimmed(runsOf(element?.childNodes ?? []))
    return note === undefined ? { inPlace } : { inPlace: [], note: trimmed(runsOf(note.childNodes)) }
  })
  const list = elements.find(element => attribute(element, 'role') === 'doc-bibliography')
  const entries = elementsIn(list?.childNodes ?? []).filter(element => element.tagName === 'li')
  return { groups, bibliography: entries.map(entry => trimmed(runsOf(entry.childNodes))) }
}

function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find(candidate => candidate.name === name)?.value
}

function elementsIn(nodes: readonly Node[]): Element[] {
  return nodes.flatMap(node => ('tagName' in node ? [node, ...elementsIn(node.childNodes)] : []))
}

const MARKS: Record<string, Omit<TextRun, 'text'>> = {
  em: { italic: true },
  i: { italic: true },
  strong: { bold: true },
  b: { bold: true },
  sup: { superscript: true },
}

function runsOf(nodes: readonly Node[], format: Omit<TextRun, 'text'> = {}): TextRun[] {
  return nodes.flatMap((node): TextRun[] => {
    if ('value' in node) {
      const text = node.value.replace(/\s+/g, ' ')
      return text === '' ? [] : [{ text, ...format }]
    }
    if (!('tagName' in node)) return []
    const isLabel = attribute(node, 'class') === 'prefix'
    // The way back from a note is not part of its words; a list's own number is.
    if (attribute(node, 'role') === 'doc-backlink' && /^\d+$/.test(textOf(node))) return []
    const href = node.tagName === 'a' ? webUrl(attribute(node, 'href')) : undefined
    const inner = { ...format, ...MARKS[node.tagName], ...(href === undefined ? {} : { href }) }
    const runs = runsOf(node.childNodes, inner)
    return isLabel ? [...runs, { text: ' ', ...format }] : runs
  })
}

function textOf(node: Node): string {
  return 'value' in node ? node.value : 'tagName' in node ? node.childNodes.map(textOf).join('') : ''
}

/** Runs with like neighbours joined, and no space at either end. */
function trimmed(runs: readonly TextRun[]): TextRun[] {
  const joined: TextRun[] = []
  for (const run of runs) {
    const last = joined.at(-1)
    const { text: _text, ...format } = run
    const { text: before = '', ...lastFormat } = last ?? {}
    if (last !== undefined && JSON.stringify(format) === JSON.stringify(lastFormat)) {
      joined[joined.length - 1] = { ...last, text: (before + run.text).replace(/ {2,}/g, ' ') }
    } else joined.push(run)
  }
  const [first, last] = [joined[0], joined.at(-1)]
  if (first) first.text = first.text.trimStart()
  if (last) last.text = last.text.trimEnd()
  return joined.filter(run => run.text !== '')
}
