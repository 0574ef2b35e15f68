import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { homedir } from 'node:os'
import { join } from 'node:path'

/** What a Chromium would otherwise do on the network by itself. */
export const QUIET_FLAGS = [
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-breakpad',
  '--disable-client-side-phishing-detection',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-sync',
  '--disable-features=AutofillServerCommunication,CertificateTransparencyComponentUpdater,MediaRouter,OptimizationHints,Translate',
  '--metrics-recording-only',
  '--no-pings',
]

/** Opens an address as a window of its own, in a browser profile of its own. Returns the browser's process. */
export function openAppWindow(chromium, url, library) {
  const profile = createHash('sha256').update(library).digest('hex').slice(0, 16)
  const args = [
    `--app=${url}`,
    `--user-data-dir=${join(cacheFolder(), 'commonplace', 'window', profile)}`,
    '--window-size=1440,920',
    ...QUIET_FLAGS,
    ...(process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ]
  return spawn(chromium, args, { stdio: 'ignore' })
}

/** The platform's folder for what can be made again. */
export function cacheFolder(platform = process.platform, env = process.env, home = homedir()) {
  if (platform === 'darwin') return join(home, 'Library', 'Caches')
  if (platform === 'win32') return env.LOCALAPPDATA ?? join(home, 'AppData', 'Local')
  return env.XDG_CACHE_HOME || join(home, '.cache')
}
