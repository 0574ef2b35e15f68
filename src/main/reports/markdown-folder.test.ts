import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runCommandLine } from '../cli/program.ts'
import { readBibliography, readMarkdownFolder } from './markdown-folder.ts'
import { readPdf } from './typeset/testing/read-pdf.ts'
import { PNG_HASH, samplePng } from './typeset/testing/sample-report.ts'

let at: string
beforeEach(() => {
  at = mkdtempSync(join(tmpdir(), 'commonplace-folder-'))
  mkdirSync(join(at, 'Thesis'))
})
afterEach(() => rmSync(at, { recursive: true }))

const write = (path: string, content: string | Uint8Array) => writeFileSync(join(at, path), content)
const settings = {
  template: 'article',
  pageSize: 'a4',
  citationStyle: 'apa',
  toc: false,
  numbering: false,
  bibliography: 'cited',
  evidence: false,
} as const
const read = () => readMarkdownFolder(join(at, 'Thesis'), { bibliography: new Map(), settings })

describe('typeset', () => {
  it('makes one PDF of the files in the order of their names, with citations', async () => {
    write(
      'refs.json',
      JSON.stringify([
        {
          id: 'okafor',
          type: 'book',
          title: 'Keepers',
          author: [{ family: 'Okafor' }],
          issued: { 'date-parts': [[2025]] },
        },
      ]),
    )
    write('Thesis/10-end.md', '# Last words\n\nAll [@okafor, p. 3].\n')
    write('Thesis/9-begin.md', '# First words\n\nSee [[10-end]].\n')
    const to = join(at, 'out.pdf')
    const status = await runCommandLine([
      'typeset',
      join(at, 'Thesis'),
      '--bibliography',
      join(at, 'refs.json'),
      '--to',
      to,
      '--json',
    ])
    expect(status).toBe(0)
    const text = (await readPdf(readFileSync(to))).pages.join(' ')
    expect(text).toContain('Thesis')
    expect(text).toContain('(Okafor, 2025, p. 3)')
    expect(text.indexOf('First words')).toBeGreaterThan(-1)
    expect(text.indexOf('First words')).toBeLessThan(text.indexOf('Last words'))
  })

  it('says what is wrong with a file or an ending', async () => {
    expect(await runCommandLine(['typeset', join(at, 'Thesis'), '--to', join(at, 'out.pdf')])).toBe(2)
    write('Thesis/a.md', 'x')
    expect(await runCommandLine(['typeset', join(at, 'Thesis'), '--to', join(at, 'out.rtf')])).toBe(2)
    write('refs.json', '{"not": "a list"}')
    expect(() => readBibliography(join(at, 'refs.json'))).toThrow(/refs\.json is not a bibliography/)
  })
})

describe('readMarkdownFolder', () => {
  it('takes images from the folder and from nowhere else', () => {
    const png = samplePng(900, 420)
    mkdirSync(join(at, 'Thesis/pictures'))
    write('Thesis/pictures/a b.png', png)
    write('outside.png', png)
    symlinkSync(join(at, 'outside.png'), join(at, 'Thesis/link.png'))
    const sources = ['pictures/a%20b.png', '../outside.png', 'link.png', 'https://x.example/a.png', `${at}/outside.png`]
    write('Thesis/a.md', sources.map(source => `![alt](${source})`).join('\n\n'))
    const { input, missingImages } = read()
    expect(missingImages).toEqual(sources.slice(1))
    expect(input.sections[0]?.document.blocks[0]).toMatchObject({ type: 'image', blob: PNG_HASH, alt: 'alt' })
    expect(input.images(PNG_HASH)?.bytes).toEqual(Buffer.from(png))
  })

  it('tells of citation keys that the bibliography does not have', () => {
    write('Thesis/a.md', 'As said [@nobody2020].')
    expect(read().unknownKeys).toEqual(['nobody2020'])
  })

  it('takes a section’s title from the front matter', () => {
    write('Thesis/a.md', '---\ntitle: "On keeping"\n---\nText.')
    expect(read().input.sections[0]).toMatchObject({ id: 'a', title: 'On keeping' })
  })
})
