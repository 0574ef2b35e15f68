import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const EXECUTABLES = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' }

/** Path of Electron's own program, or undefined. ELECTRON_OVERRIDE_DIST_PATH names a folder with an unpacked copy. */
export function findElectron() {
  const own = join(dirname(dirname(fileURLToPath(import.meta.url))), 'node_modules', 'electron', 'dist')
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? own
  const file = join(folder, EXECUTABLES[process.platform] ?? 'electron')
  return existsSync(file) ? file : undefined
}
