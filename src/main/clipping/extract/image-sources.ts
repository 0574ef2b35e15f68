import { noscriptSource } from './open-containers.ts'
import { attribute, elementsOf, isElement, type PageElement, parentElement, parsePiece } from './page-tree.ts'

/** Wider than any reader column on a dense screen; beyond it only bytes grow. */
const SENSIBLE_WIDTH = 2000

interface Candidate {
  url: string
  width: number
}

const LAZY_ATTRIBUTES = [
  'data-src',
  'data-original',
  'data-lazy-src',
  'data-lazy',
  'data-actualsrc',
  'data-hi-res-src',
  'data-full-src',
  'data-large-src',
  'data-image',
  'data-url',
  'data-img-src',
  'data-echo',
  'data-original-src',
  'data-orig-file',
  'data-large-file',
  'data-delayed-url',
]
const LAZY_SETS = ['data-srcset', 'data-lazy-srcset', 'data-original-set', 'data-sizes-srcset']

/** The addresses an image could be had from, the best first: the largest sensible, then larger ones, then placeholders. */
export function imageCandidates(image: PageElement): string[] {
  const found: Candidate[] = []
  const declared = Number.parseInt(attribute(image, 'width') ?? '', 10) || 0
  const around = parentElement(image)
  if (around?.tagName === 'picture') {
    for (const node of around.childNodes) {
      if (!isElement(node) || node.tagName !== 'source') continue
      addSet(found, attribute(node, 'srcset') ?? attribute(node, 'data-srcset'))
    }
  }
  addSet(found, attribute(image, 'srcset'))
  for (const name of LAZY_SETS) addSet(found, attribute(image, name))
  for (const name of LAZY_ATTRIBUTES) addUrl(found, attribute(image, name), declared || 600)
  addUrl(found, attribute(image, 'src'), declared || 500)
  for (const url of noscriptSources(image)) addUrl(found, url, 550)
  const background = /url\(\s*["']?([^"')]+)/i.exec(attribute(image, 'style') ?? '')?.[1]
  addUrl(found, background, 300)
  found.sort((a, b) => rank(b) - rank(a))
  return [...new Set(found.map(candidate => candidate.url))]
}

function rank({ url, width }: Candidate): number {
  if (isPlaceholder(url)) return -1
  return width <= SENSIBLE_WIDTH ? width : SENSIBLE_WIDTH - width / 1000
}

/** One-pixel fillers that lazy loading puts where the picture will be. */
export function isPlaceholder(url: string): boolean {
  if (/^data:image\/(gif|svg\+xml|png)/i.test(url)) return url.length < 400
  return /(^|\/)(blank|spacer|placeholder|pixel|transparent|1x1|loading|lazy)[^/]*\.(gif|png|svg|jpe?g)(\?|$)/i.test(
    url,
  )
}

function addUrl(found: Candidate[], url: string | undefined, width: number): void {
  const trimmed = url?.trim()
  if (trimmed && !trimmed.startsWith('javascript:') && trimmed !== '#' && !trimmed.startsWith('about:'))
    found.push({ url: trimmed, width })
}

/** `srcset` per the HTML standard: addresses may hold commas, descriptors end at one. */
function addSet(found: Candidate[], set: string | undefined): void {
  if (!set) return
  const pattern = /\s*([^\s,]\S*[^\s,]|[^\s,])(?:\s+([\d.]+)([wx]))?\s*(?:,|$)/g
  for (const [, url, size, unit] of set.matchAll(pattern)) {
    const value = Number.parseFloat(size ?? '')
    addUrl(found, url, Number.isFinite(value) ? (unit === 'w' ? value : value * 640) : 640)
  }
}

/** A lazy image's real address often stands only in the `<noscript>` beside it. */
function noscriptSources(image: PageElement): string[] {
  const around = parentElement(image)
  if (!around || around.tagName === 'noscript') return []
  const siblings = [
    ...around.childNodes,
    ...(parentElement(around)?.childNodes.length === 2 ? (parentElement(around)?.childNodes ?? []) : []),
  ]
  for (const node of siblings) {
    if (!isElement(node) || node.tagName !== 'noscript') continue
    for (const inner of elementsOf(parsePiece(noscriptSource(node)))) {
      if (inner.tagName !== 'img') continue
      const own: Candidate[] = []
      addSet(own, attribute(inner, 'srcset'))
      addUrl(own, attribute(inner, 'src'), 500)
      return own.sort((a, b) => rank(b) - rank(a)).map(candidate => candidate.url)
    }
  }
  return []
}
