import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { parse } from 'parse5'
import { describe, expect, it } from 'vitest'
import type { ReportForm } from '../../../shared/contract/reports.ts'
import { markdownToDocument } from '../../../shared/document/derive/markdown-in.ts'
import type { Block } from '../../../shared/document/document.ts'
import { chooseFonts } from '../typeset/report-fonts.ts'
import type { TypesetInput, TypesetSettings } from '../typeset/report-source.ts'
import { PNG_HASH, paragraph, sampleReport } from '../typeset/testing/sample-report.ts'
import { TypstEngine } from '../typeset/typst-engine.ts'
import { makeForm } from './make-form.ts'
import { assetFolderOf, writeForm } from './write-form.ts'

const folder = 'Report_files'
const textOf = async (input: TypesetInput, form: ReportForm) =>
  Buffer.from((await makeForm(input, form, { folder })).bytes).toString()
const sample = (settings: Partial<TypesetSettings> = {}) => sampleReport(settings)

/** A report of one note with these blocks. */
function reportOf(blocks: Block[], settings: Partial<TypesetSettings> = {}): TypesetInput {
  const whole = sample(settings)
  return {
    ...whole,
    sections: [{ id: 'n1', title: 'One', level: 1, anchorId: 'one', document: { version: 1, blocks } }],
  }
}

const HOSTILE = `<script>alert(1)</script> & "quoted" 'text' ]]> {{x}} #eval("1") \\n $x$ \u202e end`

describe('HTML', () => {
  it('is one page that runs and fetches nothing', async () => {
    const html = await textOf(sample({ toc: true }), 'html')
    expect(html).toContain(`content="default-src &#39;none&#39;; img-src data:;`)
    expect(html).not.toMatch(/<script|\son\w+=|<link|<iframe|@import|url\(/i)
    const sources = [...html.matchAll(/\bsrc="([^"]*)"/g)].map(match => match[1]?.slice(0, 14))
    expect(new Set(sources)).toEqual(new Set(['data:image/png', 'data:image/svg']))
  })

  it('has citations in their style, notes, contents and a bibliography', async () => {
    const html = await textOf(sample({ toc: true }), 'html')
    expect(html).toContain('Connell, 1961')
    expect(html).toMatch(/<section class="bibliography"[\s\S]*<em>Life on the Sea-Shore<\/em>/)
    expect(html).toContain('role="doc-noteref"')
    expect(html).toMatch(/<nav aria-label="Contents">/)
    expect(html).toContain('captured 2 November 2026')
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(match => match[1])
    expect(new Set(ids).size).toBe(ids.length)
    for (const [, target] of html.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(target)
  })

  it('cites in notes when the style does', async () => {
    const html = await textOf(sample({ citationStyle: 'chicago-notes' }), 'html')
    expect(html).toMatch(/<section class="footnotes"[\s\S]*Connell/)
    expect(html).not.toContain('(Connell, 1961')
  })

  it('shows hostile text as text', async () => {
    const input = { ...reportOf([paragraph(HOSTILE)]), title: HOSTILE, subtitle: HOSTILE }
    const tree = parse(await textOf(input, 'html'))
    const tags: string[] = []
    const visit = (node: { tagName?: string; childNodes?: object[] }) => {
      if (node.tagName) tags.push(node.tagName)
      for (const child of node.childNodes ?? []) visit(child)
    }
    visit(tree)
    expect(tags).not.toContain('script')
    expect(JSON.stringify(tags.filter(tag => tag === 'h1'))).toBe('["h1"]')
  })

  it('leaves comments to oneself out, and sets notes shown inside in place', async () => {
    const inner = { title: 'Inner', document: { version: 1 as const, blocks: [paragraph('from inside')] } }
    const embed: Block = { type: 'embed', target: { kind: 'note', id: 'n2' } }
    const input = {
      ...reportOf([paragraph('said', { type: 'comment', text: 'secret' }), embed]),
      embedded: { n2: inner },
    }
    for (const form of ['html', 'md'] as const) {
      const text = await textOf(input, form)
      expect(text).toContain('from inside')
      expect(text).not.toContain('secret')
    }
  })

  it('adds the evidence when asked to', async () => {
    const html = await textOf(sample({ evidence: true }), 'html')
    expect(html).toContain('9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08')
    expect(await textOf(sample(), 'html')).not.toContain('9f86d081')
  })
})

describe('Markdown', () => {
  it('reads back with its citations, and has its images and sources beside it', async () => {
    const { bytes, assets } = await makeForm(sample(), 'md', { folder })
    const text = Buffer.from(bytes).toString()
    expect(text).toMatch(/^---\ntitle: "The Edge of the Barnacles"\n/)
    expect(text).toContain('bibliography: "Report_files/references.json"')
    expect(text).toContain(`Report_files/${PNG_HASH.slice(0, 16)}.png`)
    expect(text).toContain('explained [@colman1933, p. 435–438].')
    const references = assets.find(asset => asset.path === 'references.json')
    const keys = (JSON.parse(Buffer.from(references?.bytes ?? []).toString()) as { id: string }[]).map(({ id }) => id)
    expect(keys).toContain('connell1961')
    const cited: string[] = []
    const citation = (key: string) => {
      cited.push(key)
      return key
    }
    markdownToDocument(text, { citation })
    expect(cited).toContain('connell1961')
    expect(keys).toEqual(expect.arrayContaining(cited))
  })
})

describe('Typst source', () => {
  it('compiles by itself into as many pages', async () => {
    const { bytes, assets } = await makeForm(sample(), 'typ', { folder })
    const files = new Map<string, string | Uint8Array>([['main.typ', Buffer.from(bytes).toString()]])
    for (const asset of assets) files.set(`${folder}/${asset.path}`, asset.bytes)
    const { pageCount } = await makeForm(sample(), 'pdf', { folder })
    expect(new TypstEngine().compile(files, chooseFonts('', 'en')).numOfPages).toBe(pageCount)
  })
})

describe('DOCX', () => {
  const parts = async (input: TypesetInput) => {
    const { bytes, warnings } = await makeForm(input, 'docx', { folder })
    const files = unzipSync(bytes)
    const read = (path: string) => strFromU8(files[path] ?? new Uint8Array())
    return {
      files,
      warnings,
      body: read('word/document.xml'),
      notes: read('word/footnotes.xml'),
      styles: read('word/styles.xml'),
    }
  }

  it('has headings by style, true footnotes, header rows, links and a bibliography', async () => {
    const { body, notes, styles } = await parts(sample({ toc: true }))
    expect(body).toContain('<w:pStyle w:val="Heading1"/>')
    expect(body).toContain('<w:footnoteReference')
    expect(notes).toContain('<w:footnote ')
    expect(body).toContain('<w:tblHeader/>')
    expect(body).toMatch(/TOC \\h[^<]*\\o/)
    expect(body).toContain('<w:pStyle w:val="Bibliography"/>')
    expect(body).toContain('Connell, 1961')
    for (const [, used] of body.matchAll(/<w:(?:p|r)Style w:val="([^"]+)"/g)) {
      expect(styles).toContain(`w:styleId="${used}"`)
    }
    const marks = [...body.matchAll(/<w:bookmarkStart [^>]*w:name="([^"]+)"/g)].map(match => match[1])
    for (const [, anchor] of body.matchAll(/<w:hyperlink [^>]*w:anchor="([^"]+)"/g)) expect(marks).toContain(anchor)
  })

  it('has pictures with their alternative text, and tells of those it cannot take', async () => {
    const { files, body, warnings } = await parts(sample())
    expect(Object.keys(files).filter(path => path.startsWith('word/media/'))).toHaveLength(1)
    expect(body).toMatch(/<wp:docPr [^>]*descr="[^"]{5,}"/)
    expect(warnings.join()).toContain('An image is not in the Word file')
  })

  it('shows hostile text as text', async () => {
    const { body } = await parts({ ...reportOf([paragraph(HOSTILE)]), title: HOSTILE })
    expect(body).not.toContain('<script')
    expect(body).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; ')
  })

  it('counts each numbered list from its own beginning', async () => {
    const item = (text: string) => ({ children: [paragraph(text)] })
    const list = (start: number): Block => ({ type: 'list', kind: 'number', start, items: [item('a'), item('b')] })
    const { files, body } = await parts(reportOf([list(1), paragraph('x'), list(7)]))
    const numbering = strFromU8(files['word/numbering.xml'] ?? new Uint8Array())
    expect(numbering).toContain('<w:start w:val="7"/>')
    expect(new Set([...body.matchAll(/<w:numId w:val="(\d+)"/g)].map(match => match[1])).size).toBe(2)
  })
})

describe('writeForm', () => {
  it('writes the files beside, and takes nothing away that is there', () => {
    const at = mkdtempSync(join(tmpdir(), 'commonplace-forms-'))
    const file = join(at, 'My report.md')
    const made = (path: string) => ({ bytes: Buffer.from('text'), assets: [{ path, bytes: Buffer.from('x') }] })
    mkdirSync(join(at, 'My report_files'))
    writeFileSync(join(at, 'My report_files', 'mine.txt'), 'mine')
    writeForm(file, made('new.png'))
    expect(readdirSync(join(at, assetFolderOf(file))).sort()).toEqual(['mine.txt', 'new.png'])
    expect(readdirSync(at).sort()).toEqual(['My report.md', 'My report_files'])
    expect(readFileSync(file, 'utf8')).toBe('text')
    rmSync(at, { recursive: true })
  })

  it('leaves no half report where it cannot write', () => {
    const at = mkdtempSync(join(tmpdir(), 'commonplace-forms-'))
    writeFileSync(join(at, 'a_files'), 'a file stands where the folder should')
    const made = { bytes: Buffer.from('text'), assets: [{ path: 'a.png', bytes: Buffer.from('x') }] }
    expect(() => writeForm(join(at, 'a.md'), made)).toThrow()
    expect(readdirSync(at)).toEqual(['a_files'])
    rmSync(at, { recursive: true })
  })
})
