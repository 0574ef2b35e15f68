import { absoluteUrl } from './page-images.ts'

/** The address when it may stand in the reader: http, https, mailto or a place in the same document. */
export function safeHref(href: string | undefined, base: string | undefined): string | undefined {
  const trimmed = href?.trim()
  if (!trimmed) return undefined
  if (trimmed.startsWith('#')) return trimmed.length > 1 ? trimmed : undefined
  const absolute = absoluteUrl(trimmed, base)
  return absolute && /^(https?|mailto):/.test(absolute) ? absolute : undefined
}

/** The part after `#` when the address points into the page itself. */
export function fragmentOf(href: string | undefined, base: string | undefined): string | undefined {
  const trimmed = href?.trim() ?? ''
  const hash = trimmed.indexOf('#')
  if (hash < 0 || hash === trimmed.length - 1) return undefined
  if (hash > 0) {
    const absolute = absoluteUrl(trimmed, base)
    if (!absolute || !base || absolute.replace(/#.*$/s, '') !== base.replace(/#.*$/s, '')) return undefined
  }
  try {
    return decodeURIComponent(trimmed.slice(hash + 1))
  } catch {
    return trimmed.slice(hash + 1)
  }
}

/** An id of our own making: no page may name elements in the application's documents. */
export function readerId(id: string): string {
  return `at-${id.replace(/[^\p{L}\p{N}_-]+/gu, '-').slice(0, 80)}`
}
