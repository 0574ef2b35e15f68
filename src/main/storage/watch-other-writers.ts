import type { Store } from './store-client.ts'

const ASK_EVERY_MS = 1_000

/**
 * Calls `onChange` when another process (the command line, a second window's host) has written to the library.
 * `PRAGMA data_version` changes only through other connections, so our own writes are not told twice.
 */
export function watchOtherWriters(store: Store, onChange: () => void): () => void {
  let last: number | undefined
  const ask = async () => {
    const version = await store.call('dataVersion').catch(() => last)
    if (last !== undefined && version !== last) onChange()
    last = version
  }
  void ask()
  const timer = setInterval(() => void ask(), ASK_EVERY_MS).unref()
  return () => clearInterval(timer)
}
