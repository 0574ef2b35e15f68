import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { type ExtractedPage, extractPage } from './extract-page.ts'

/*
 * Golden pages: `fixtures/extract/<area>--<case>.html` beside `<area>--<case>.expected.json`. The expectation is written by hand
 * and says what must and must not come out; a page without one fails.
 */
interface Expectation {
  why: string
  url?: string
  /** References that have bytes, as they are written in the page; all others have none. */
  resources?: string[]
  fields?: Partial<ExtractedPage>
  /** Fields that must stay unknown. */
  undefinedFields?: (keyof ExtractedPage)[]
  bodyIncludes?: string[]
  bodyExcludes?: string[]
  htmlIncludes?: string[]
  htmlExcludes?: string[]
  warnings?: string[]
  imagesKept?: string[]
  imagesMissing?: Record<string, string>
}
const KNOWN = [
  'why',
  'url',
  'resources',
  'fields',
  'undefinedFields',
  'bodyIncludes',
  'bodyExcludes',
  'htmlIncludes',
  'htmlExcludes',
  'warnings',
  'imagesKept',
  'imagesMissing',
]

const FOLDER = fileURLToPath(new URL('../../../../fixtures/extract/', import.meta.url))
const pages = readdirSync(FOLDER).filter(name => name.endsWith('.html'))

/** A distinct file that begins as JPEG files do. */
const pictureNamed = (name: string) =>
  Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), Buffer.from(name), Buffer.alloc(300)])

describe('golden pages', () => {
  it('are found', () => {
    expect(pages.length).toBeGreaterThan(15)
  })

  it.each(pages)('%s', page => {
    const file = `${FOLDER}${page.replace(/\.html$/, '.expected.json')}`
    expect(existsSync(file), `${page} has no expectation`).toBe(true)
    const expected = JSON.parse(readFileSync(file, 'utf8')) as Expectation
    expect(Object.keys(expected).filter(key => !KNOWN.includes(key))).toEqual([])
    const result = extractPage({
      bytes: readFileSync(`${FOLDER}${page}`),
      url: expected.url,
      fileName: page,
      resolveResource: ({ raw }) =>
        expected.resources?.includes(raw) ? { bytes: pictureNamed(raw), mime: 'image/jpeg' } : undefined,
    })
    for (const [field, value] of Object.entries(expected.fields ?? {}))
      expect({ [field]: result[field as keyof ExtractedPage] }).toEqual({ [field]: value })
    for (const field of expected.undefinedFields ?? [])
      expect({ [field]: result[field] }).toEqual({ [field]: undefined })
    for (const text of expected.bodyIncludes ?? []) expect(result.bodyText).toContain(text)
    for (const text of expected.bodyExcludes ?? []) expect(result.bodyText).not.toContain(text)
    const html = result.html.replace(/\s+/g, ' ').replace(/> </g, '><')
    for (const text of expected.htmlIncludes ?? []) expect(html).toContain(text)
    for (const text of expected.htmlExcludes ?? []) expect(html).not.toContain(text)
    expect(result.warnings.map(warning => warning.code)).toEqual(expected.warnings ?? [])
    if (expected.imagesKept)
      expect(result.images.filter(image => image.kept).map(image => image.src)).toEqual(expected.imagesKept)
    for (const [src, reason] of Object.entries(expected.imagesMissing ?? {}))
      expect(result.images).toContainEqual({ src, kept: false, reason })
  })
})
