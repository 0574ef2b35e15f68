import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { groupPages, pagesAt } from './page-files.ts'

const given = (...paths: string[]) => paths.map(path => ({ path, file: `/staged/${path}` }))

describe('groupPages', () => {
  it('gives a page the files of the folder named for it, in every way browsers name it', () => {
    const pages = groupPages(
      given(
        'a.html',
        'A_Files/x.png',
        'b.htm',
        'b-Dateien/y.png',
        'c/d.html',
        'c/d.files/z.png',
        'a_files/frame.html',
        'other/x.png',
      ),
    )
    expect(pages.map(page => [page.label, Object.keys(page.resources)])).toEqual([
      ['a.html', ['A_Files/x.png', 'a_files/frame.html']],
      ['b.htm', ['b-Dateien/y.png']],
      ['c/d.html', ['d.files/z.png']],
    ])
  })

  it('takes thousands of pages in little time', () => {
    const files = Array.from({ length: 10_000 }, (_, n) => [`${n}.html`, `${n}_files/a.png`]).flat()
    const started = performance.now()
    expect(groupPages(given(...files))).toHaveLength(10_000)
    expect(performance.now() - started).toBeLessThan(2_000)
  })
})

describe('pagesAt', () => {
  const folder = mkdtempSync(join(tmpdir(), 'commonplace-pages-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('follows no link inside a folder', () => {
    mkdirSync(join(folder, 'in'))
    writeFileSync(join(folder, 'secret.html'), 'secret')
    writeFileSync(join(folder, 'in/page.html'), 'page')
    symlinkSync(join(folder, 'secret.html'), join(folder, 'in/linked.html'))
    symlinkSync(folder, join(folder, 'in/loop'))
    expect(pagesAt(join(folder, 'in')).map(page => page.fileName)).toEqual(['page.html'])
  })

  it('says what can be clipped', () => {
    writeFileSync(join(folder, 'film.mp4'), 'x')
    expect(() => pagesAt(join(folder, 'film.mp4'))).toThrow('film.mp4 is a .mp4')
    expect(() => pagesAt(join(folder, 'nowhere.html'))).toThrow('does not exist')
  })
})
