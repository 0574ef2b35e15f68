import { toFailure } from '../../shared/rpc/result.ts'
import { BlobStore, hashBytes } from './blob-store.ts'
import type { Store } from './store-client.ts'

/** Sentences about what is wrong with a library: its database, and every stored file read and hashed anew. */
export async function checkLibrary(store: Store, libraryFolder: string): Promise<string[]> {
  const problems = await store.call('check')
  const blobs = new BlobStore(libraryFolder)
  for (const { hash, encoding, byteLength } of await store.call('listBlobs')) {
    try {
      const bytes = blobs.read(hash, encoding)
      if (bytes.length !== byteLength || hashBytes(bytes) !== hash)
        problems.push(`The stored file ${hash} has changed.`)
    } catch (error) {
      problems.push(toFailure(error).message)
    }
  }
  return problems
}
