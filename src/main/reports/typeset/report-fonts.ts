import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const packages = createRequire(import.meta.url)

/** Which fonts a text needs: files to load, and the families Typst tries in order. */
export interface FontChoice {
  files: string[]
  serif: string[]
  sans: string[]
  mono: string[]
}

interface Script {
  family: string
  pattern: RegExp
  files: () => string[]
}

function google(name: string, file: string, ...weights: string[]): () => string[] {
  return () => {
    const folder = dirname(packages.resolve(`@expo-google-fonts/${name}/package.json`))
    return weights.map(weight => join(folder, weight, `${file}_${weight}.ttf`))
  }
}

function cjk(name: string, file: string): () => string[] {
  return () => {
    const folder = join(dirname(packages.resolve(`@embedpdf/fonts-${name}`)), '..', 'fonts')
    return ['Regular', 'Bold'].map(weight => join(folder, `${file}-${weight}.otf`))
  }
}

const LATIN = [
  google(
    'source-serif-4',
    'SourceSerif4',
    '400Regular',
    '400Regular_Italic',
    '600SemiBold',
    '600SemiBold_Italic',
    '700Bold',
    '700Bold_Italic',
  ),
  google('inter', 'Inter', '400Regular', '400Regular_Italic', '500Medium', '600SemiBold', '700Bold'),
  google('jetbrains-mono', 'JetBrainsMono', '400Regular', '400Regular_Italic', '700Bold'),
]

const ARABIC: Script = {
  family: 'Noto Naskh Arabic',
  pattern: /\p{sc=Arabic}/u,
  files: google('noto-naskh-arabic', 'NotoNaskhArabic', '400Regular', '700Bold'),
}
const HEBREW: Script = {
  family: 'Noto Serif Hebrew',
  pattern: /\p{sc=Hebrew}/u,
  files: google('noto-serif-hebrew', 'NotoSerifHebrew', '400Regular', '600SemiBold', '700Bold'),
}
const DEVANAGARI: Script = {
  family: 'Noto Serif Devanagari',
  pattern: /\p{sc=Devanagari}/u,
  files: google('noto-serif-devanagari', 'NotoSerifDevanagari', '400Regular', '600SemiBold', '700Bold'),
}
const EMOJI: Script = {
  family: 'Noto Emoji',
  pattern: /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u,
  files: google('noto-emoji', 'NotoEmoji', '400Regular', '700Bold'),
}
const HAN = String.raw`\p{sc=Han}\p{sc=Bopomofo}\u3000-\u303f\uff00-\uffef`
const CHINESE: Script = {
  family: 'Noto Sans S Chinese',
  pattern: new RegExp(`[${HAN}]`, 'u'),
  files: cjk('sc', 'NotoSansHans'),
}
const JAPANESE: Script = {
  family: 'Noto Sans Japanese',
  pattern: /[\p{sc=Hiragana}\p{sc=Katakana}\u30fb\u30fc]/u,
  files: cjk('jp', 'NotoSansJP'),
}
const KOREAN: Script = {
  family: 'Noto Sans Korean',
  pattern: /\p{sc=Hangul}/u,
  files: cjk('kr', 'NotoSansKR'),
}

/** Fonts for a text in a language: the Latin families always, others only where the text has their characters. */
export function chooseFonts(text: string, language: string): FontChoice {
  const scripts = [ARABIC, HEBREW, DEVANAGARI, ...cjkOrder(text, language), EMOJI].filter(
    script => script.pattern.test(text) || (script === CHINESE && JAPANESE.pattern.test(text)),
  )
  const others = scripts.map(script => script.family)
  return {
    files: [...LATIN, ...scripts.map(script => script.files)].flatMap(files => files()),
    // The last family of each list is built into Typst and has the widest range of symbols.
    serif: ['Source Serif 4', ...others, 'Libertinus Serif', 'New Computer Modern Math', 'DejaVu Sans Mono'],
    sans: ['Inter', 'Source Serif 4', ...others, 'New Computer Modern Math', 'DejaVu Sans Mono'],
    mono: ['JetBrains Mono', 'DejaVu Sans Mono', 'Source Serif 4', ...others, 'New Computer Modern Math'],
  }
}

/** The same Han character is drawn differently in each country: the text's own language goes first. */
function cjkOrder(text: string, language: string): Script[] {
  const lang = language.toLowerCase()
  if (lang.startsWith('ja')) return [{ ...JAPANESE, pattern: anyOf(JAPANESE, CHINESE) }, KOREAN, CHINESE]
  if (lang.startsWith('ko')) return [{ ...KOREAN, pattern: anyOf(KOREAN, CHINESE) }, CHINESE, JAPANESE]
  if (!lang.startsWith('zh') && JAPANESE.pattern.test(text)) return [JAPANESE, CHINESE, KOREAN]
  return [CHINESE, JAPANESE, KOREAN]
}

function anyOf(...scripts: Script[]): RegExp {
  return new RegExp(scripts.map(script => script.pattern.source).join('|'), 'u')
}

/** The choice as the file lib.typ reads its font families from. */
export function fontsFile(choice: FontChoice): string {
  const list = (families: string[]) => `(${families.map(family => `"${family}",`).join(' ')})`
  return `#let fonts = (serif: ${list(choice.serif)}, sans: ${list(choice.sans)}, mono: ${list(choice.mono)})\n`
}

// What Source Serif 4, Inter and JetBrains Mono all have: text within it needs no search for missing glyphs.
const COVERED = /^[\n -~\u00a0-\u017f\u0391-\u03c9\u0400-\u045f\u2013\u2014\u2018-\u201e\u2020-\u2022\u2026\u20ac]*$/

/** Whether a text may hold characters for which no font is loaded. */
export function mayMissGlyphs(text: string): boolean {
  return !COVERED.test(text.replace(/[\s\u00ad]/g, ' '))
}
