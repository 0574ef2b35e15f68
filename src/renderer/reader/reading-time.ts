const DEFAULT_WORDS_PER_MINUTE = 200

/**
 * Silent reading speeds of adults, words per minute (Trauzettel-Klosinski and Dietz, “Standardized Assessment of Reading
 * Performance”, IOVS 2012, table 3). For Chinese, Japanese and Thai the library counts characters, so these are characters.
 */
const WORDS_PER_MINUTE: Record<string, number> = {
  ar: 138,
  de: 179,
  en: 228,
  es: 218,
  fi: 161,
  fr: 195,
  he: 187,
  it: 188,
  ja: 357,
  nl: 202,
  pl: 166,
  pt: 181,
  ru: 184,
  sl: 180,
  sv: 199,
  th: 255,
  tr: 166,
  zh: 255,
}

/** Words a reader gets through in a minute in a language (a BCP 47 tag, or null when it is not known). */
export function wordsPerMinute(language: string | null): number {
  const primary = language?.toLowerCase().split('-')[0] ?? ''
  return WORDS_PER_MINUTE[primary] ?? DEFAULT_WORDS_PER_MINUTE
}

/** Whole minutes that a text of `words` words takes, at least one. */
export function readingMinutes(words: number, language: string | null): number {
  return Math.max(1, Math.round(words / wordsPerMinute(language)))
}

/** What is left to read, for the footer: `7 min left`, `less than a minute left`, or `finished`. `progress` is 0–1. */
export function timeLeft(words: number, progress: number, language: string | null): string {
  if (progress >= 0.995) return 'finished'
  const minutes = (words * (1 - progress)) / wordsPerMinute(language)
  return minutes < 1 ? 'less than a minute left' : `${Math.ceil(minutes)} min left`
}
