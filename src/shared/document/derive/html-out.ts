import type { Block, CitationItem, Inline, Mark, NoteDocument, ReferenceTarget, TableCell } from '../document.ts'

/** How a document's pointers are shown in HTML. Strings marked HTML are taken as they are; all others are escaped. */
export interface HtmlExport {
  imageUrl?: (blob: string) => string | undefined
  referenceUrl?: (target: ReferenceTarget) => string | undefined
  /** The words of a citation in its place, as text. */
  citation?: (items: readonly CitationItem[]) => string
  /** A formula as HTML (MathML). */
  math?: (tex: string, display: boolean) => string | undefined
  /** What stands below a quotation, as text. */
  attribution?: (sourceId: string) => string
}

interface HtmlOutput {
  options: HtmlExport
  footnotes: string[]
}

/**
 * A document as an HTML fragment: text and attributes escaped, links to http, https and mailto only, no styles, no
 * scripts. Footnotes follow at the end; comments to oneself are left out.
 */
export function documentToHtml(document: NoteDocument, options: HtmlExport = {}): string {
  const output: HtmlOutput = { options, footnotes: [] }
  const body = blocksHtml(document.blocks, output)
  if (output.footnotes.length === 0) return body
  const notes = output.footnotes.map((note, index) => `<li id="fn-${index + 1}">${note}</li>`).join('')
  return `${body}<section class="footnotes" role="doc-endnotes"><ol>${notes}</ol></section>`
}

/** Text for HTML content and double-quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`)
}

function blocksHtml(blocks: readonly Block[], output: HtmlOutput): string {
  return blocks.map(block => blockHtml(block, output)).join('\n')
}

function idAttribute(block: Block): string {
  return block.id === undefined ? '' : ` id="${escapeHtml(block.id)}"`
}

function blockHtml(block: Block, output: HtmlOutput): string {
  const id = idAttribute(block)
  switch (block.type) {
    case 'paragraph':
      return block.children.length === 0 ? '' : `<p${id}>${inlinesHtml(block.children, output)}</p>`
    case 'heading':
      return `<h${block.level}${id}>${inlinesHtml(block.children, output)}</h${block.level}>`
    case 'list':
      return listHtml(block, id, output)
    case 'quote':
      return `<blockquote${id}>${blocksHtml(block.children, output)}</blockquote>`
    case 'callout': {
      const title = block.title ? `<p class="callout-title">${escapeHtml(block.title)}</p>` : ''
      return `<aside${id} class="callout callout-${block.kind}">${title}${blocksHtml(block.children, output)}</aside>`
    }
    case 'code': {
      const language = block.language ? ` class="language-${escapeHtml(block.language)}"` : ''
      return `<pre${id}><code${language}>${escapeHtml(block.text)}</code></pre>`
    }
    case 'math':
      return `<p${id} class="math">${mathHtml(block.tex, true, output)}</p>`
    case 'image':
      return imageHtml(block, id, output)
    case 'table':
      return tableHtml(block, id, output)
    case 'rule':
      return `<hr${id}>`
    case 'quotation': {
      const words = block.text
        .split(/\n+/)
        .filter(line => line.trim() !== '')
        .map(line => `<p>${escapeHtml(line)}</p>`)
      const source = output.options.attribution?.(block.sourceId)
      const footer = source ? `<footer>${escapeHtml(source)}</footer>` : ''
      return `<blockquote${id} class="quotation">${words.join('')}${footer}</blockquote>`
    }
    case 'embed': {
      const url = output.options.referenceUrl?.(block.target)
      return url === undefined ? '' : `<p${id}><a href="${escapeHtml(url)}">${escapeHtml(block.target.id)}</a></p>`
    }
    case 'unknown':
      return `<p${id}>${escapeHtml(block.text)}</p>`
  }
}

function listHtml(block: Extract<Block, { type: 'list' }>, id: string, output: HtmlOutput): string {
  const items = block.items.map(item => {
    const [only] = item.children
    const isTight = item.children.length === 1 && only?.type === 'paragraph'
    const body = isTight ? inlinesHtml(only.children, output) : blocksHtml(item.children, output)
    const checked = item.checked ? ' checked' : ''
    const box = block.kind === 'check' ? `<input type="checkbox" disabled${checked}> ` : ''
    return `<li>${box}${body}</li>`
  })
  if (block.kind !== 'number') return `<ul${id}>${items.join('')}</ul>`
  const start = block.start === undefined || block.start === 1 ? '' : ` start="${Math.trunc(block.start)}"`
  return `<ol${id}${start}>${items.join('')}</ol>`
}

function imageHtml(block: Extract<Block, { type: 'image' }>, id: string, output: HtmlOutput): string {
  const url = output.options.imageUrl?.(block.blob)
  const width = block.width === undefined ? '' : ` style="width:${(block.width * 100).toFixed(2)}%"`
  const picture =
    url === undefined
      ? `<span class="missing-image">${escapeHtml(block.alt)}</span>`
      : `<img src="${escapeHtml(url)}" alt="${escapeHtml(block.alt)}"${width}>`
  const caption = block.caption?.length ? `<figcaption>${inlinesHtml(block.caption, output)}</figcaption>` : ''
  return `<figure${id}>${picture}${caption}</figure>`
}

function tableHtml(block: Extract<Block, { type: 'table' }>, id: string, output: HtmlOutput): string {
  const caption = block.caption?.length ? `<caption>${inlinesHtml(block.caption, output)}</caption>` : ''
  const rows = block.rows.map(row => `<tr>${row.map(cell => cellHtml(cell, output)).join('')}</tr>`)
  const leading = block.rows.findIndex(row => row.length === 0 || !row.every(cell => cell.header === true))
  const headerRows = leading === -1 ? rows.length : leading
  const head = headerRows === 0 ? '' : `<thead>${rows.slice(0, headerRows).join('')}</thead>`
  return `<table${id}>${caption}${head}<tbody>${rows.slice(headerRows).join('')}</tbody></table>`
}

function cellHtml(cell: TableCell, output: HtmlOutput): string {
  const tag = cell.header ? 'th' : 'td'
  const [only] = cell.children
  const isLine = cell.children.length === 1 && only?.type === 'paragraph'
  const attributes = [
    cell.colspan && cell.colspan > 1 ? ` colspan="${cell.colspan}"` : '',
    cell.rowspan && cell.rowspan > 1 ? ` rowspan="${cell.rowspan}"` : '',
    cell.align === undefined ? '' : ` style="text-align:${cell.align}"`,
  ]
  const body = isLine ? inlinesHtml(only.children, output) : blocksHtml(cell.children, output)
  return `<${tag}${attributes.join('')}>${body}</${tag}>`
}

function inlinesHtml(inlines: readonly Inline[], output: HtmlOutput): string {
  return inlines.map(inline => inlineHtml(inline, output)).join('')
}

const MARK_ELEMENTS: Record<Mark, string> = {
  code: 'code',
  superscript: 'sup',
  subscript: 'sub',
  italic: 'em',
  bold: 'strong',
  strike: 's',
  underline: 'u',
  highlight: 'mark',
}

function inlineHtml(inline: Inline, output: HtmlOutput): string {
  switch (inline.type) {
    case 'text':
      return Object.entries(MARK_ELEMENTS)
        .filter(([mark]) => inline.marks?.includes(mark as Mark))
        .reduce((inner, [, tag]) => `<${tag}>${inner}</${tag}>`, escapeHtml(inline.text))
    case 'break':
      return '<br>'
    case 'link': {
      const body = inlinesHtml(inline.children, output)
      if (!/^(https?:\/\/|mailto:)\S+$/i.test(inline.href)) return body
      return `<a href="${escapeHtml(inline.href)}" rel="noopener noreferrer">${body}</a>`
    }
    case 'reference': {
      const url = output.options.referenceUrl?.(inline.target)
      const text = escapeHtml(inline.text)
      return url === undefined ? text : `<a href="${escapeHtml(url)}">${text}</a>`
    }
    case 'citation':
      return `<cite>${escapeHtml(output.options.citation?.(inline.items) ?? '')}</cite>`
    case 'math':
      return mathHtml(inline.tex, false, output)
    case 'footnote': {
      // The place is taken first, so that a note inside a note gets a later number.
      const number = output.footnotes.push('')
      output.footnotes[number - 1] = blocksHtml(inline.children, output)
      return `<sup><a href="#fn-${number}" role="doc-noteref">${number}</a></sup>`
    }
    case 'comment':
      return ''
  }
}

function mathHtml(tex: string, display: boolean, output: HtmlOutput): string {
  return output.options.math?.(tex, display) ?? `<code class="math">${escapeHtml(tex)}</code>`
}
