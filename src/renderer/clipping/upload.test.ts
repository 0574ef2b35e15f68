import { afterEach, describe, expect, it, vi } from 'vitest'
import { withoutFurniture } from './dropped-files.ts'
import { uploadFiles } from './upload.ts'

const file = (path: string) => ({ path, file: new File(['<p>text</p>'], path) })
const quiet = { onProgress: () => {}, signal: new AbortController().signal }

afterEach(() => vi.unstubAllGlobals())

/** Stands for the program at the other end of `POST /uploads`. */
function answering(answer: (path: string, url: URL) => Response | Promise<Response>) {
  const seen = { paths: [] as string[], running: 0, most: 0 }
  vi.stubGlobal('fetch', async (address: string) => {
    const url = new URL(address, 'http://notebook')
    const path = url.searchParams.get('path') ?? ''
    seen.paths.push(path)
    seen.running += 1
    seen.most = Math.max(seen.most, seen.running)
    await new Promise(resolve => setTimeout(resolve, 2))
    seen.running -= 1
    return answer(path, url)
  })
  return seen
}

describe('uploading', () => {
  it('hands over every file once, at most four at a time, under its path', async () => {
    const seen = answering(() => new Response('{}'))
    const files = Array.from({ length: 11 }, (_, index) => file(`folder/page ${index} & more.html`))
    const progress: number[] = []
    const failures = await uploadFiles('b1', files, { ...quiet, onProgress: done => progress.push(done) })
    expect(failures).toEqual([])
    expect(seen.paths.toSorted()).toEqual(files.map(each => each.path).toSorted())
    expect(seen.most).toBe(4)
    expect(progress).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
  })

  it('says which file failed and why, and goes on with the others', async () => {
    const refusal = { code: 'too-large', message: 'That file is larger than 100 MB.' }
    answering(path => (path === 'b.html' ? Response.json(refusal, { status: 413 }) : new Response('{}')))
    const failures = await uploadFiles('b1', ['a.html', 'b.html', 'c.html'].map(file), quiet)
    expect(failures).toEqual([{ ...refusal, path: 'b.html' }])
  })

  it('stops when it is told to', async () => {
    const abort = new AbortController()
    const seen = answering(() => {
      abort.abort()
      return new Response('{}')
    })
    await uploadFiles(
      'b1',
      Array.from({ length: 40 }, (_, index) => file(`${index}.html`)),
      {
        ...quiet,
        signal: abort.signal,
      },
    )
    expect(seen.paths.length).toBeLessThanOrEqual(8)
  })
})

describe('a dropped folder', () => {
  it('loses what operating systems put there, and nothing else', () => {
    const paths = [
      'a/page.html',
      'a/.DS_Store',
      'a/page_files/i.png',
      'a/Thumbs.db',
      '.git/config',
      '__MACOSX/a/x',
      'b.txt',
    ]
    expect(withoutFurniture(paths.map(file)).map(each => each.path)).toEqual([
      'a/page.html',
      'a/page_files/i.png',
      'b.txt',
    ])
  })
})
