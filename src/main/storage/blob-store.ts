import { createHash, randomUUID } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { AppError } from '../../shared/rpc/result.ts'
import { flushFolder } from './durable-files.ts'
import { toLibraryError } from './storage-errors.ts'

export type BlobEncoding = 'identity' | 'zstd'
export interface StoredBlob {
  /** SHA-256 of the bytes as they came, lower-case hex. */
  hash: string
  byteLength: number
  storedByteLength: number
  encoding: BlobEncoding
  mime: string
}

const COMPRESSIBLE = /^(text\/|application\/(xhtml\+xml|xml|json|javascript)|image\/svg\+xml|multipart\/|message\/)/i

export function hashBytes(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

function writeDurably(file: string, bytes: Uint8Array): void {
  const temporary = `${file}.${randomUUID()}.part`
  mkdirSync(dirname(file), { recursive: true })
  const handle = openSync(temporary, 'wx')
  try {
    for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at)
    fsyncSync(handle)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw error
  } finally {
    closeSync(handle)
  }
  renameSync(temporary, file)
  flushFolder(dirname(file))
}

/** Files named by the SHA-256 of their content, in `<library>/blobs/ab/…`; text is kept zstd-compressed (`.zst`). */
export class BlobStore {
  readonly #folder: string
  constructor(libraryFolder: string) {
    this.#folder = join(libraryFolder, 'blobs')
  }

  path(hash: string, encoding: BlobEncoding): string {
    if (!/^[0-9a-f]{64}$/.test(hash)) throw new AppError('invalid-input', 'That is not the name of a stored file.')
    return join(this.#folder, hash.slice(0, 2), encoding === 'zstd' ? `${hash}.zst` : hash)
  }

  /** Puts the bytes safely on disk (flushed) before it returns; the same bytes are kept once. */
  put(bytes: Uint8Array, mime: string): StoredBlob {
    const hash = hashBytes(bytes)
    const encoding: BlobEncoding = COMPRESSIBLE.test(mime) ? 'zstd' : 'identity'
    const file = this.path(hash, encoding)
    try {
      const stored = encoding === 'zstd' ? zstdCompressSync(bytes) : bytes
      // A file that is there may be one that no row names; its time tells the tidying that it is wanted again.
      if (existsSync(file)) utimesSync(file, new Date(), new Date())
      else writeDurably(file, stored)
      return { hash, byteLength: bytes.length, storedByteLength: stored.length, encoding, mime }
    } catch (error) {
      throw toLibraryError(error, this.#folder)
    }
  }

  /** The bytes as they came. Errors: `not-found` when the file is missing, `library-damaged` when it cannot be unpacked. */
  read(hash: string, encoding: BlobEncoding): Uint8Array<ArrayBuffer> {
    const file = this.path(hash, encoding)
    if (!existsSync(file))
      throw new AppError('not-found', `The stored file ${hash.slice(0, 12)}… is missing from the library.`)
    const bytes = readFileSync(file)
    if (encoding === 'identity') return new Uint8Array(bytes)
    try {
      return new Uint8Array(zstdDecompressSync(bytes))
    } catch (error) {
      throw new AppError('library-damaged', `The stored file ${hash.slice(0, 12)}… is damaged.`, { cause: error })
    }
  }
}
