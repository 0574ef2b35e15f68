import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { findChromium } from '../find-chromium.mjs'
import { environment, modules, pinnedNode, say, toolFile } from './project.mjs'

/** Makes sure that there is a Chromium for the tests: an installed one, Debian's, or Playwright's. */
export function ensureChromium() {
  if (isThere()) return true
  if (isRoot() && existsSync('/etc/debian_version')) installFromDebian()
  if (isThere()) return true
  say("Fetching Playwright's Chromium (once) …")
  const withDependencies = isRoot() && process.platform === 'linux' ? ['--with-deps'] : []
  spawnSync(pinnedNode, [toolFile('playwright'), 'install', ...withDependencies, 'chromium'], {
    env: environment(),
    stdio: ['ignore', 2, 2],
  })
  return isThere()
}

function isThere() {
  return findChromium() !== undefined || existsSync(playwrightsOwn())
}

function playwrightsOwn() {
  return createRequire(join(modules, 'playwright', 'package.json'))('playwright-core').chromium.executablePath()
}

function isRoot() {
  return process.getuid?.() === 0
}

function installFromDebian() {
  say("Installing Debian's Chromium (once) …")
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const quietly = { env, stdio: ['ignore', 'ignore', 2] }
  spawnSync('apt-get', ['update', '-qq'], quietly)
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], quietly)
}
