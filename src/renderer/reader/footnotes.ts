/** Longest text that a pop-up shows; a longer target is scrolled to instead. */
const MAX_LETTERS = 1_200
/** Signs that lead from a note back to its place in the text. */
const WAY_BACK = /(?:[\u21a9\u2191^]|[\ufe0e\ufe0f])+\s*$/u

/** The element that an in-page link leads to; null for a link that leaves the page or leads nowhere. */
export function linkedElement(page: Document, href: string): HTMLElement | null {
  if (!href.startsWith('#')) return null
  const name = safeDecode(href.slice(1))
  return page.getElementById(name) ?? page.querySelector<HTMLElement>(`a[name="${CSS.escape(name)}"]`)
}

/** The text of a footnote for its pop-up; null when the target is a part of the article rather than a note. */
export function footnoteText(target: HTMLElement): string | null {
  if (/^h[1-6]$/.test(target.localName)) return null
  const note = target.closest('li, p, aside, dd, td') ?? target
  const text = (note.textContent ?? '').replaceAll(/\s+/g, ' ').trim().replace(WAY_BACK, '').trim()
  return text && text.length <= MAX_LETTERS ? text : null
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
