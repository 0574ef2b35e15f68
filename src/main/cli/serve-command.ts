import { startBrowserHost } from '../hosts/browser-host.ts'
import { resolveLibraryFolder } from '../hosts/library-folder.ts'
import { programPaths } from '../hosts/program-paths.ts'
import { openRestorableBackend } from '../restorable-backend.ts'
import { EXIT, printLine } from './output.ts'
import type { LibraryOption } from './with-library.ts'

/** `commonplace serve`: prints one line, the address, and serves until it is told to stop. */
export async function serveCommand({ port, library }: LibraryOption & { port: number }): Promise<number> {
  const backend = await openRestorableBackend({ ...programPaths(), libraryFolder: resolveLibraryFolder(library) })
  const host = await startBrowserHost(backend, { port })
  printLine(host.url)
  await new Promise<void>(resolve => {
    process.once('SIGINT', resolve)
    process.once('SIGTERM', resolve)
  })
  await host.close()
  await backend.close()
  return EXIT.ok
}
