const UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB']
const number = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 })

/** Bytes as a person reads them, in powers of a thousand: `12.3 MB`. */
export function sizeText(bytes: number): string {
  let size = bytes
  let unit = 0
  while (size >= 999.5 && unit < UNITS.length - 1) {
    size /= 1000
    unit++
  }
  return `${number.format(size)} ${UNITS[unit]}`
}
