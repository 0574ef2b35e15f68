/** Month names by their beginnings, in the languages read most; longer beginnings first where one hides in another. */
const MONTHS: readonly (readonly [RegExp, number])[] = [
  [/^(jan|ene|gen|янв|ιαν|stycz|sty\b)/i, 1],
  [/^(feb|fév|fev|f[ée]v|фев|φεβ|lut)/i, 2],
  [/^(mar(?!zy)|mär|maa|мар|μ[αά]ρ)/i, 3],
  [/^(apr|avr|abr|апр|απρ|kwi)/i, 4],
  [/^(may|mai|mag|mei|мая|май|μα[ϊΐιί]|maj)/i, 5],
  [/^(jun|juin|giu|июн|ιο[υύ]ν|cze)/i, 6],
  [/^(jul|juil|lug|июл|ιο[υύ]λ|lip)/i, 7],
  [/^(aug|ao[uû]|ago|авг|α[υύ]γ|sie)/i, 8],
  [/^(sep|set|сен|σεπ|wrz)/i, 9],
  [/^(oct|okt|out|ott|окт|οκτ|pa[zź])/i, 10],
  [/^(nov|ноя|νοε|lis)/i, 11],
  [/^(dec|dez|déc|dic|дек|δεκ|gru)/i, 12],
]

const LETTERS = "[\\p{L}.']+"
const YEAR = '((?:19|20)\\d{2})'
const ISO =
  /(?<!\d)((?:19|20)\d{2})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?(?!\d)/
const CJK =
  /((?:19|20)\d{2})\s*[年년]\s*(\d{1,2})\s*[月월](?:\s*(\d{1,2})\s*[日号日일])?(?:\s*(\d{1,2})\s*[:：时時]\s*(\d{2}))?/
const DAY_MONTH_YEAR = new RegExp(
  `(?<!\\d)(\\d{1,2})(?:st|nd|rd|th|er|\\.|-?[оеόή][йеεςή])?\\.?(?:\\s+(?:de|of)\\s+|[\\s-]+)(${LETTERS})(?:\\s+(?:de|del|of)\\s+|[\\s,-]+)${YEAR}`,
  'iu',
)
const MONTH_DAY_YEAR = new RegExp(
  `(${LETTERS})\\s+(\\d{1,2})(?:st|nd|rd|th)?(?:\\s*,\\s*|\\s+)(?:at\\s+)?${YEAR}`,
  'iu',
)
const MONTH_YEAR = new RegExp(`(${LETTERS})[\\s,]+(?:de\\s+)?${YEAR}`, 'iu')
const NUMERIC = /(?<![\d.])(\d{1,2})([./-])(\d{1,2})\2((?:19|20)\d{2}|\d{2})(?!\d)/
const BASIC = /^((?:19|20)\d{2})(\d{2})(\d{2})(?:T?(\d{2})(\d{2}))?/

/**
 * The first date in a text as ISO 8601, no more precise than written. Ambiguous `a/b/year` is read day first unless the
 * language is American English or the second number cannot be a month. Undefined when there is none between 1900 and next year.
 */
export function parseDate(text: string, language = ''): string | undefined {
  const trimmed = text.trim()
  if (/^\d{10}$|^\d{13}$/.test(trimmed)) {
    return checked(
      new Date(trimmed.length === 10 ? Number(trimmed) * 1000 : Number(trimmed)).toISOString().slice(0, 19).concat('Z'),
    )
  }
  const iso = ISO.exec(trimmed)
  if (iso) return isoDate(iso)
  const cjk = CJK.exec(trimmed)
  if (cjk) return checked(join(Number(cjk[1]), Number(cjk[2]), cjk[3] ? Number(cjk[3]) : undefined))
  const basic = BASIC.exec(trimmed)
  if (basic && trimmed.length <= 17) return checked(join(Number(basic[1]), Number(basic[2]), Number(basic[3])))
  const written = writtenDate(trimmed)
  if (written) return written
  const numeric = NUMERIC.exec(trimmed)
  if (numeric) return numericDate(numeric, language)
  const month = MONTH_YEAR.exec(trimmed)
  if (month) {
    const number = monthNumber(month[1] as string)
    if (number) return checked(join(Number(month[2]), number))
  }
  const year = /^((?:19|20)\d{2})(?:-(\d{2}))?$/.exec(trimmed)
  return year ? checked(join(Number(year[1]), year[2] ? Number(year[2]) : undefined)) : undefined
}

function isoDate(match: RegExpExecArray): string | undefined {
  const [, year, month, day, hour, minute, second, zone] = match
  const date = checked(join(Number(year), Number(month), Number(day)))
  if (!date || hour === undefined || Number(hour) > 24) return date
  const time = `T${hour.padStart(2, '0')}:${minute}${second ? `:${second}` : ''}`
  return date + time + (zone ? zone.replace(/^([+-]\d{2})(\d{2})$/, '$1:$2') : '')
}

function writtenDate(text: string): string | undefined {
  for (const [pattern, day, month, year] of [
    [DAY_MONTH_YEAR, 1, 2, 3],
    [MONTH_DAY_YEAR, 2, 1, 3],
  ] as const) {
    const match = pattern.exec(text)
    const number = match && monthNumber(match[month] as string)
    if (match && number) {
      const date = checked(join(Number(match[year]), number, Number(match[day])))
      if (date) return date
    }
  }
  return undefined
}

function numericDate(match: RegExpExecArray, language: string): string | undefined {
  const a = Number(match[1])
  const b = Number(match[3])
  const year = (match[4] as string).length === 2 ? 2000 + Number(match[4]) : Number(match[4])
  const american = match[2] === '/' && /^en($|-us|_us)/i.test(language)
  // Dots are never written month first.
  const monthFirst = match[2] !== '.' && (b > 12 || (american && a <= 12))
  return checked(monthFirst ? join(year, a, b) : join(year, b, a))
}

function monthNumber(name: string): number | undefined {
  // A label may be glued to the month, as in "HealthDECEMBER".
  const glued = /(?<=\p{Ll})\p{Lu}+\p{Ll}*$/u.exec(name)?.[0]
  return MONTHS.find(([pattern]) => pattern.test(name) || (glued && pattern.test(glued)))?.[1]
}

function join(year: number, month?: number, day?: number): string | undefined {
  if (month !== undefined && (month < 1 || month > 12)) return undefined
  if (day !== undefined && (day < 1 || day > 31)) return undefined
  return [String(year), month && String(month).padStart(2, '0'), day && String(day).padStart(2, '0')]
    .filter(Boolean)
    .join('-')
}

/** Dates before the typewriter or in the future are years of something else in the text. */
function checked(date: string | undefined): string | undefined {
  if (!date) return undefined
  const year = Number(date.slice(0, 4))
  return year >= 1900 && year <= new Date().getUTCFullYear() + 1 ? date : undefined
}
