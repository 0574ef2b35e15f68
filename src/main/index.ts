import { runElectronHost } from './hosts/electron-host.ts'
import { openRestorableBackend } from './restorable-backend.ts'

// Not awaited here: Electron gets ready only after this module has run to its end.
runElectronHost(openRestorableBackend).catch(error => {
  console.error(error)
  process.exit(1)
})
