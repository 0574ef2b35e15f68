import { decodePage } from '../extract/decode-page.ts'
import { imageCandidates } from '../extract/image-sources.ts'
import { openContainers } from '../extract/open-containers.ts'
import {
  attribute,
  elementsOf,
  findElement,
  isElement,
  isText,
  type PageElement,
  type PageNode,
  type PageParent,
  parsePage,
} from '../extract/page-tree.ts'
import { escapeHtml } from '../extract/reader-node.ts'
import { GONE_TAGS, isAllowedTag, isPlainAttribute, type Language, VOID_TAGS } from './allowed-markup.ts'
import { rewriteCss } from './rewrite-css.ts'

const MAX_FRAMES = 3

/** What a page's references may become. `from` is the saved file a reference stands in; undefined for the page itself. */
export interface OriginalFiles {
  /** An address of ours, or undefined when the file was not kept. */
  address(reference: string, use: 'media' | 'style', at: { from?: string; base?: string }): string | undefined
  /** The bytes of a frame that was saved with the page, and the key they were found under. */
  frame?(reference: string, at: { from?: string; base?: string }): { key: string; bytes: Uint8Array } | undefined
}

interface Place {
  files: OriginalFiles
  from?: string
  base?: string
  frames: number
  /** An element of SVG or MathML is around: no `<style>`, no way back out by a parser's other reading. */
  foreign: boolean
}

/** Loads nothing from anywhere, should the page ever be shown without the headers it is sent with. */
const POLICY =
  "default-src 'none'; script-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; form-action 'none'; base-uri 'none'"

/**
 * The page as it was saved, built anew from what is allowed: no script, frame, form target, refresh or foreign address;
 * images, styles and fonts come from the files saved with it.
 */
export function originalPage(
  { bytes, contentType, url }: { bytes: Uint8Array; contentType?: string; url?: string },
  files: OriginalFiles,
): string {
  const document = parsePage(decodePage(bytes, contentType).text)
  openContainers(document)
  const place: Place = { files, base: baseOf(document, url), frames: 0, foreign: false }
  const html = document.childNodes.find(node => isElement(node) && node.tagName === 'html') as PageElement | undefined
  const head = html?.childNodes.find(node => isElement(node) && node.tagName === 'head') as PageElement | undefined
  const body = html?.childNodes.find(
    node => isElement(node) && (node.tagName === 'body' || node.tagName === 'frameset'),
  ) as PageElement | undefined
  const title = findElement(document, element => element.tagName === 'title' && isHtml(element))
  const doctype = document.mode === 'quirks' ? '' : '<!doctype html>'
  return [
    doctype,
    `<html${html ? attributesOf(html, 'html', place) : ''}><head><meta charset="utf-8">`,
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
    `<title>${escapeHtml(title ? textIn(title) : '')}</title>`,
    head ? stylesOf(head, place) : '',
    `</head><body${body ? attributesOf(body, 'html', place) : ''}>`,
    body ? (body.tagName === 'frameset' ? framesOf(body, place) : contentOf(body, place)) : '',
    '</body></html>',
  ].join('')
}

function baseOf(document: PageParent, url: string | undefined): string | undefined {
  const base = findElement(document, element => element.tagName === 'base' && attribute(element, 'href') !== undefined)
  return (base && URL.parse(attribute(base, 'href') ?? '', url)?.href) ?? url
}

const isHtml = (element: PageElement) => languageOf(element) === 'html'

function languageOf(element: PageElement): Language | undefined {
  if (element.namespaceURI === 'http://www.w3.org/1999/xhtml') return 'html'
  if (element.namespaceURI === 'http://www.w3.org/2000/svg') return 'svg'
  return element.namespaceURI === 'http://www.w3.org/1998/Math/MathML' ? 'math' : undefined
}

const textIn = (element: PageElement) => element.childNodes.map(node => (isText(node) ? node.value : '')).join('')

function stylesOf(head: PageParent, place: Place): string {
  let out = ''
  for (const element of elementsOf(head)) out += styleSheet(element, place)
  return out
}

/** A `<style>` or a linked style sheet that was kept; '' for anything else. */
function styleSheet(element: PageElement, place: Place): string {
  if (!isHtml(element) || place.foreign) return ''
  const media = attribute(element, 'media')
  const mediaAttribute = media ? ` media="${escapeHtml(media)}"` : ''
  if (element.tagName === 'style') {
    return `<style${mediaAttribute}>${cssIn(textIn(element), place)}</style>`
  }
  if (element.tagName !== 'link') return ''
  const kinds = (attribute(element, 'rel') ?? '').toLowerCase().split(/\s+/)
  const href = attribute(element, 'href')
  if (!kinds.includes('stylesheet') || kinds.includes('alternate') || !href) return ''
  const inline = /^data:text\/css/i.test(href) ? dataText(href) : undefined
  if (inline !== undefined) return `<style${mediaAttribute}>${cssIn(inline, place)}</style>`
  const address = place.files.address(href, 'style', place)
  return address ? `<link rel="stylesheet" href="${escapeHtml(address)}"${mediaAttribute}>` : ''
}

function dataText(url: string): string | undefined {
  const comma = url.indexOf(',')
  try {
    const body = decodeURIComponent(url.slice(comma + 1))
    return /;\s*base64\s*$/i.test(url.slice(0, comma)) ? Buffer.from(body, 'base64').toString('utf8') : body
  } catch {
    return undefined
  }
}

const cssIn = (css: string, place: Place) =>
  rewriteCss(css, (reference, use) => place.files.address(reference, use, place))

function contentOf(parent: PageParent, place: Place): string {
  let out = ''
  for (const node of parent.childNodes) out += write(node, place)
  return out
}

function write(node: PageNode, place: Place): string {
  if (isText(node)) return escapeHtml(node.value)
  if (!isElement(node)) return ''
  const language = languageOf(node)
  if (!language) return ''
  const tag = node.tagName
  if (language === 'html' && (tag === 'style' || tag === 'link')) return styleSheet(node, place)
  if (language === 'html' && tag === 'video') return poster(node, place)
  if (language === 'html' && (tag === 'textarea' || tag === 'xmp' || tag === 'listing' || tag === 'plaintext'))
    return `<pre>${escapeHtml(textIn(node))}</pre>`
  if (language === 'html' && GONE_TAGS.has(tag)) return ''
  // Foreign elements are dropped whole: what was inside them could read differently outside.
  if (!isAllowedTag(language, tag)) return language === 'html' ? contentOf(node, place) : ''
  const inside: Place = language === 'html' ? place : { ...place, foreign: true }
  const start = `<${tag}${attributesOf(node, language, place)}>`
  if (language === 'html' && VOID_TAGS.has(tag)) return start
  const content = contentOf(node, inside)
  return `${start}${tag === 'pre' && content.startsWith('\n') ? '\n' : ''}${content}</${tag}>`
}

/** A film does not play here; its picture stands for it. */
function poster(video: PageElement, place: Place): string {
  const source = attribute(video, 'poster')
  const address = source ? imageAddress(source, place) : undefined
  return address ? `<img src="${escapeHtml(address)}" alt="">` : ''
}

function framesOf(frameset: PageElement, place: Place): string {
  let out = ''
  for (const frame of elementsOf(frameset)) {
    const source = frame.tagName === 'frame' ? attribute(frame, 'src') : undefined
    const found = source && place.frames < MAX_FRAMES ? place.files.frame?.(source, place) : undefined
    if (!found) continue
    const document = parsePage(decodePage(found.bytes).text)
    openContainers(document)
    const base = /^https?:/.test(found.key) ? found.key : place.base
    const inside: Place = { ...place, from: found.key, base: baseOf(document, base), frames: place.frames + 1 }
    const inner = findElement(document, element => element.tagName === 'frameset')
    out += `<section>${inner ? framesOf(inner, inside) : contentOf(document, inside)}</section>`
  }
  return out
}

function attributesOf(element: PageElement, language: Language, place: Place): string {
  let out = ''
  const add = (name: string, value: string | undefined) => {
    if (value !== undefined) out += ` ${name}="${escapeHtml(value)}"`
  }
  for (const { name, value, prefix } of element.attrs) {
    if (name === 'style') add('style', cssIn(value, place))
    else if (language === 'svg' && name === 'href' && (!prefix || prefix === 'xlink'))
      add('href', svgHref(element, value, place))
    else if (prefix) continue
    else if (name === 'type' && element.tagName === 'input' && value.toLowerCase() === 'image') add('type', 'button')
    else if (isPlainAttribute(language, name)) add(name, language === 'svg' ? presentation(value, place) : value)
    else if (language !== 'html') continue
    else if (name === 'href' && element.tagName === 'a') add('href', linkHref(value, place))
    else if (name === 'background') add('background', imageAddress(value, place))
  }
  if (language === 'html' && element.tagName === 'img') add('src', imageSource(element, place))
  if (language === 'html' && element.tagName === 'a' && out.includes(' href=')) out += ' rel="noreferrer noopener"'
  return out
}

function presentation(value: string, place: Place): string {
  return /url|src|image|\\/i.test(value) ? cssIn(value, place) : value
}

/** http, https and mail as they were, made absolute; a place in the same page; nothing else. */
function linkHref(href: string, place: Place): string | undefined {
  const trimmed = href.trim()
  if (trimmed.startsWith('#')) return trimmed
  const absolute = URL.parse(trimmed, place.base)
  return absolute && /^(https?|mailto):$/.test(absolute.protocol) ? absolute.href : undefined
}

function svgHref(element: PageElement, href: string, place: Place): string | undefined {
  const trimmed = href.trim()
  if (trimmed.startsWith('#')) return trimmed
  return element.tagName === 'image' ? imageAddress(trimmed, place) : undefined
}

function imageSource(image: PageElement, place: Place): string | undefined {
  for (const candidate of imageCandidates(image)) {
    const address = imageAddress(candidate, place)
    if (address) return address
  }
  return undefined
}

function imageAddress(reference: string, place: Place): string | undefined {
  if (/^data:/i.test(reference)) return /^data:image\/[\w.+-]+[;,]/i.test(reference) ? reference : undefined
  return place.files.address(reference, 'media', place)
}
