import { parseArgs } from 'node:util'
import { toFailure } from '../shared/rpc/result.ts'
import { startBrowserHost } from './hosts/browser-host.ts'
import { resolveLibraryFolder } from './hosts/library-folder.ts'
import { programPaths } from './hosts/program-paths.ts'
import { openRestorableBackend } from './restorable-backend.ts'

/** The browser host: prints one line, the address, and serves until it is told to stop. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { library: { type: 'string' }, port: { type: 'string', default: '0' } } })
  const backend = await openRestorableBackend({
    ...programPaths(),
    libraryFolder: resolveLibraryFolder(values.library),
  })
  const host = await startBrowserHost(backend, { port: Number(values.port) })
  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    await host.close()
    await backend.close()
    process.exit(0)
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  // Windows has no signal that a program can answer; a parent there lets go of the channel instead.
  process.on('disconnect', stop)
  console.log(host.url)
}

main().catch(error => {
  console.error(toFailure(error).message)
  process.exit(1)
})
