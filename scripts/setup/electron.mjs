import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { findElectron } from '../find-electron.mjs'
import { environment, modules, pinnedNode, say } from './project.mjs'

const PROBE_TIMEOUT_MS = 5_000
const DOWNLOAD_TIMEOUT_MS = 5 * 60_000
const ASK_AGAIN_MS = 24 * 3_600_000
const FAILED = join(modules, '.cache', 'commonplace', 'electron-not-fetched')

/** Whether a window can be shown. */
export function hasDisplay(platform = process.platform, env = process.env) {
  return platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY)
}

/** Electron's program, fetched where it is missing and can be had; else `{ missing }`, a reason. */
export async function ensureElectron() {
  const found = findElectron()
  if (found) return { file: found }
  if (process.env.ELECTRON_OVERRIDE_DIST_PATH) return { missing: 'ELECTRON_OVERRIDE_DIST_PATH holds no Electron' }
  if (failedLately()) return { missing: 'Electron could not be fetched in the last 24 hours' }
  if (!(await isReachable())) return notFetched('Electron cannot be fetched from here')
  say('Fetching Electron (once, about 120 MB) …')
  const result = spawnSync(pinnedNode, [join(modules, 'electron', 'install.js')], {
    env: environment(),
    stdio: 'ignore',
    timeout: DOWNLOAD_TIMEOUT_MS,
  })
  const file = findElectron()
  return result.status === 0 && file ? { file } : notFetched('Electron could not be fetched')
}

/** Asks where the download lies before it is begun, so that a machine without that way does not wait for it. */
async function isReachable() {
  // Node's fetch does not know about proxies, but the download does.
  if (process.env.HTTPS_PROXY || process.env.https_proxy || process.env.npm_config_https_proxy) return true
  const { version } = JSON.parse(readFileSync(join(modules, 'electron', 'package.json'), 'utf8'))
  const mirror = process.env.ELECTRON_MIRROR ?? 'https://github.com/electron/electron/releases/download/'
  try {
    const response = await fetch(`${mirror}v${version}/SHASUMS256.txt`, {
      signal: AbortSignal.timeout(PROBE_TIMEOUT_MS),
    })
    await response.body?.cancel()
    return response.ok
  } catch {
    return false
  }
}

function failedLately() {
  return existsSync(FAILED) && Date.now() - Number(readFileSync(FAILED, 'utf8')) < ASK_AGAIN_MS
}

function notFetched(missing) {
  mkdirSync(dirname(FAILED), { recursive: true })
  writeFileSync(FAILED, String(Date.now()))
  // Half a download would be taken for a whole one.
  rmSync(join(modules, 'electron', 'dist'), { recursive: true, force: true })
  return { missing }
}
