import { openBackend } from './backend.ts'
import { runElectronHost } from './hosts/electron-host.ts'

// Not awaited here: Electron gets ready only after this module has run to its end.
runElectronHost(openBackend).catch(error => {
  console.error(error)
  process.exit(1)
})
