import type { ReaderSettings } from '../../shared/contract/settings.ts'

/** Tokens of the window that the article's frame takes over, so that it follows every theme. */
const TOKENS = [
  '--paper',
  '--panel',
  '--raised',
  '--ink',
  '--ink-2',
  '--line',
  '--line-2',
  '--accent',
  ...[1, 2, 3, 4, 5, 6].flatMap(color => [`--hl-${color}`, `--hl-${color}-edge`]),
]

const FONTS: Record<ReaderSettings['typeface'], string> = {
  serif: '"Source Serif 4 Variable", Georgia, "Noto Serif", serif',
  sans: '"Inter Variable", system-ui, "Noto Sans", sans-serif',
  mono: '"JetBrains Mono Variable", ui-monospace, monospace',
}

/** Mean width of a letter of running text, in em. */
const LETTER_EM: Record<ReaderSettings['typeface'], number> = { serif: 0.47, sans: 0.5, mono: 0.6 }

/** The variables of `reader.css` for the person's settings; header and article share them. */
export function readerVariables(reader: ReaderSettings): Record<string, string> {
  return {
    '--reader-font': FONTS[reader.typeface],
    '--reader-size': `${reader.sizePx}px`,
    '--reader-line': String(reader.lineHeight),
    '--reader-measure': `${Math.round(reader.measureCh * LETTER_EM[reader.typeface] * reader.sizePx)}px`,
    '--reader-hyphens': reader.hyphenate ? 'auto' : 'manual',
  }
}

const FONT_WAIT_MS = 400

/** Loads a page's fonts before it is laid out, or a long article would be laid out twice; gives up after a moment. */
export async function loadFonts(page: Document, typeface: ReaderSettings['typeface']): Promise<void> {
  const family = FONTS[typeface].split(',')[0]
  const fonts = ['', 'italic '].map(style => page.fonts.load(`${style}16px ${family}`))
  const patience = new Promise(resolve => setTimeout(resolve, FONT_WAIT_MS))
  await Promise.race([Promise.allSettled(fonts), patience])
}

/** Gives a frame's page the look of the window around it: theme tokens and the person's reading settings. */
export function dressFrame(page: Document, reader: ReaderSettings): void {
  const around = getComputedStyle(document.documentElement)
  const { style } = page.documentElement
  for (const token of TOKENS) style.setProperty(token, around.getPropertyValue(token))
  for (const [name, value] of Object.entries(readerVariables(reader))) style.setProperty(name, value)
  style.setProperty('color-scheme', around.colorScheme)
}
