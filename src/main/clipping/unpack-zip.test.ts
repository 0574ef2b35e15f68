import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { type TestEntry, zipOf } from './test-zip.ts'
import { unpackZip } from './unpack-zip.ts'

const folder = mkdtempSync(join(tmpdir(), 'commonplace-zip-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let count = 0
async function unpack(entries: TestEntry[] | Buffer) {
  const file = join(folder, `${++count}.zip`)
  writeFileSync(file, Buffer.isBuffer(entries) ? entries : zipOf(entries))
  const to = join(folder, `out-${count}`)
  return { pages: await unpackZip(file, 'pages.zip', to), to }
}

it('gives pages with the files saved with them', async () => {
  const { pages } = await unpack([
    { name: 'one/Café.html', content: '<p>one' },
    { name: 'one/café_files/a.png', content: 'picture' },
    { name: 'two.mhtml', content: 'two' },
    { name: 'film.mp4', content: 'left out' },
  ])
  expect(pages.map(page => page.label)).toEqual(['pages.zip/one/Café.html', 'pages.zip/two.mhtml'])
  expect(readFileSync(pages[0]?.file ?? '', 'utf8')).toBe('<p>one')
  expect(readFileSync(pages[0]?.resources['café_files/a.png'] ?? '', 'utf8')).toBe('picture')
})

it('writes nothing outside its folder, whatever names say, and still takes the honest ones', async () => {
  const { pages, to } = await unpack([
    { name: '../../escaped.html', content: 'x' },
    { name: '/absolute.html', content: 'absolute' },
    { name: '..\\..\\windows.html', content: 'x' },
    { name: 'nul\0byte.html', content: 'x' },
    { name: 'good.html', content: 'good' },
  ])
  expect(pages.map(page => page.fileName)).toEqual(['absolute.html', 'good.html'])
  expect(readdirSync(to)).toHaveLength(2)
  expect(existsSync(join(folder, 'escaped.html'))).toBe(false)
})

it('leaves links out', async () => {
  const { pages } = await unpack([
    { name: 'link.html', content: '/etc/passwd', mode: 0o120777 },
    { name: 'page.html', content: 'page' },
  ])
  expect(pages.map(page => page.fileName)).toEqual(['page.html'])
})

it('refuses what would unpack to far more than it is', async () => {
  const zeros = Buffer.alloc(70 * 1024 * 1024)
  await expect(unpack([{ name: 'bomb.html', content: zeros }])).rejects.toMatchObject({ code: 'too-large' })
})

it('does not believe an entry that says it is small', async () => {
  const honest = zipOf([{ name: 'page.html', content: 'a'.repeat(100_000) }])
  const size = Buffer.alloc(4)
  size.writeUInt32LE(100_000)
  const lying = Buffer.from(honest)
  for (let at = lying.indexOf(size); at >= 0; at = lying.indexOf(size, at + 4)) lying.writeUInt32LE(10, at)
  await expect(unpack(lying)).rejects.toMatchObject({ code: 'unreadable' })
})

it('says so of a file that is no zip, and of one cut short', async () => {
  await expect(unpack(Buffer.from('not a zip'))).rejects.toMatchObject({ code: 'unreadable' })
  const whole = zipOf([{ name: 'page.html', content: 'page' }])
  await expect(unpack(whole.subarray(0, whole.length - 30))).rejects.toMatchObject({ code: 'unreadable' })
})
