import temml from 'temml'
import { documentToHtml, escapeHtml, type HtmlExport } from '../../../shared/document/derive/html-out.ts'
import { inlineText } from '../../../shared/document/derive/lines.ts'
import type { Block, HeadingBlock, Inline } from '../../../shared/document/document.ts'
import { imageFormat } from '../typeset/image-formats.ts'
import type { ReportImage, TypesetInput } from '../typeset/report-source.ts'
import { wordsFor } from '../typeset/report-words.ts'
import type { CitedReport } from './cited-report.ts'
import { HTML_STYLE } from './html-style.ts'

// Nothing may run, and nothing may be fetched: the page is whole in itself.
const POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

/** A report as one HTML page that needs no other file and no network. */
export function htmlForm(input: TypesetInput, report: CitedReport): string {
  const { title, language } = input
  const html = (blocks: readonly Block[]) =>
    documentToHtml({ version: 1, blocks: blocks.map(belowTitle) }, pointers(input, report))
  const body = html(report.blocks)
  // Footnotes come last in the fragment; bibliography and evidence stand between them and the text.
  const notesAt = body.indexOf('<section class="footnotes"')
  const [text, notes] = notesAt < 0 ? [body, ''] : [body.slice(0, notesAt), body.slice(notesAt)]
  const parts = [
    `<!doctype html>`,
    `<html lang="${escapeHtml(language)}">`,
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${escapeHtml(POLICY)}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeHtml(title)}</title>`,
    `<style>${HTML_STYLE}</style>`,
    '</head>',
    '<body>',
    '<article dir="auto">',
    header(input),
    input.settings.toc ? contents(input, report.blocks) : '',
    text,
    bibliography(report),
    html(report.evidence),
    notes,
    '</article>',
    '</body>',
    '</html>',
  ]
  return `${parts.filter(part => part !== '').join('\n')}\n`
}

/** The title is the page's first heading; all others stand below it. */
function belowTitle(block: Block): Block {
  return block.type === 'heading' ? { ...block, level: Math.min(block.level + 1, 6) as HeadingBlock['level'] } : block
}

function pointers(input: TypesetInput, report: CitedReport): HtmlExport {
  return {
    imageUrl: blob => {
      const image = input.images(blob)
      return image === undefined ? undefined : dataUrl(image)
    },
    referenceUrl: target => {
      const anchor = report.anchorOf(target)
      return anchor === undefined ? undefined : `#${anchor}`
    },
    math: mathMl,
  }
}

const MEDIA_TYPES = { png: 'image/png', jpg: 'image/jpeg', gif: 'image/gif', webp: 'image/webp', svg: 'image/svg+xml' }

/** The image by what its bytes are; AVIF, which browsers show and paper does not, by its name. */
function dataUrl(image: ReportImage): string | undefined {
  const format = imageFormat(image)
  const type =
    'extension' in format ? MEDIA_TYPES[format.extension] : image.mime === 'image/avif' ? image.mime : undefined
  return type === undefined ? undefined : `data:${type};base64,${Buffer.from(image.bytes).toString('base64')}`
}

function mathMl(tex: string, displayMode: boolean): string | undefined {
  try {
    return temml.renderToString(tex, { throwOnError: true, displayMode, maxExpand: 1_000, trust: false })
  } catch {
    return undefined
  }
}

function header({ title, subtitle, authors, date, abstract, language }: TypesetInput): string {
  const people = (authors ?? []).map(({ name, affiliation }) => (affiliation ? `${name} (${affiliation})` : name))
  const line = [people.join(', '), date ?? ''].filter(part => part !== '').join(' · ')
  const paragraphs = (abstract ?? '').split(/\n\s*\n/).filter(part => part.trim() !== '')
  return [
    '<header>',
    `<h1>${escapeHtml(title)}</h1>`,
    subtitle ? `<p class="subtitle">${escapeHtml(subtitle)}</p>` : '',
    line === '' ? '' : `<p class="byline">${escapeHtml(line)}</p>`,
    paragraphs.length === 0
      ? ''
      : `<section class="abstract"><p><b>${escapeHtml(wordsFor(language).abstract)}</b></p>${paragraphs.map(part => `<p>${escapeHtml(part)}</p>`).join('')}</section>`,
    '</header>',
  ].join('')
}

function listedHeadings(blocks: readonly Block[]): HeadingBlock[] {
  return blocks.filter((block): block is HeadingBlock => block.type === 'heading' && block.level <= 3)
}

function contents({ language }: TypesetInput, blocks: readonly Block[]): string {
  const items = listedHeadings(blocks).map(
    ({ id, level, children }) =>
      `<li class="level-${level}"><a href="#${escapeHtml(id ?? '')}">${escapeHtml(inlineText(children).trim())}</a></li>`,
  )
  const title = wordsFor(language).contents ?? 'Contents'
  return items.length === 0 ? '' : `<nav aria-label="${escapeHtml(title)}"><ol>${items.join('')}</ol></nav>`
}

function bibliography({ bibliography: { title, entries } }: CitedReport): string {
  if (entries.length === 0) return ''
  const items = entries.map(entry => `<li>${inlineHtml(entry)}</li>`)
  return `<section class="bibliography" role="doc-bibliography"><h2>${escapeHtml(title)}</h2><ul>${items.join('')}</ul></section>`
}

function inlineHtml(children: Inline[]): string {
  return documentToHtml({ version: 1, blocks: [{ type: 'paragraph', children }] }).replace(/^<p>|<\/p>$/g, '')
}
