import { mkdtempSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { BlobStore } from './blob-store.ts'

const newStore = () => {
  const folder = mkdtempSync(join(tmpdir(), 'commonplace-blobs-'))
  return { folder, store: new BlobStore(folder) }
}
const bytes = (text: string) => new TextEncoder().encode(text)

describe('BlobStore', () => {
  it('names a file by the SHA-256 of its bytes and gives the bytes back', () => {
    const { store } = newStore()
    const blob = store.put(bytes('abc'), 'image/png')
    expect(blob.hash).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
    expect(store.read(blob.hash, blob.encoding)).toEqual(bytes('abc'))
  })

  it('keeps text compressed and gives it back byte for byte', () => {
    const { store } = newStore()
    const page = bytes(`\uFEFF<p>${'A page. '.repeat(10_000)}</p>`)
    const blob = store.put(page, 'text/html')
    expect(blob.encoding).toBe('zstd')
    expect(statSync(store.path(blob.hash, 'zstd')).size).toBeLessThan(page.length / 10)
    expect(store.read(blob.hash, blob.encoding)).toEqual(page)
  })

  it('keeps the same bytes once and leaves no half files', () => {
    const { folder, store } = newStore()
    const first = store.put(bytes('same'), 'image/png')
    store.put(bytes('same'), 'image/png')
    expect(readdirSync(join(folder, 'blobs', first.hash.slice(0, 2)))).toEqual([first.hash])
  })

  it('refuses a name that is no hash', () => {
    const { store } = newStore()
    expect(() => store.read('../../etc/passwd', 'identity')).toThrow(expect.objectContaining({ code: 'invalid-input' }))
  })

  it('says when a file is missing and when it is damaged', () => {
    const { store } = newStore()
    expect(() => store.read('0'.repeat(64), 'identity')).toThrow(expect.objectContaining({ code: 'not-found' }))
    const blob = store.put(bytes('text'), 'text/plain')
    writeFileSync(store.path(blob.hash, 'zstd'), 'not zstd')
    expect(() => store.read(blob.hash, 'zstd')).toThrow(expect.objectContaining({ code: 'library-damaged' }))
  })
})
