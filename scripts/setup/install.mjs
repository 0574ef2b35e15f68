import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { withSetupLock } from './lock.mjs'
import { giveUp, modules, pinnedNode, root, runNpm, say } from './project.mjs'

/** Installs the dependencies of package-lock.json and the project's own Node, where they are not there already. */
export function ensureInstalled() {
  if (isInstalled()) return
  withSetupLock(() => {
    if (!matchesLock()) installPackages()
    if (!existsSync(pinnedNode)) installNode()
  })
}

export function isInstalled() {
  return existsSync(pinnedNode) && matchesLock()
}

/** Whether every package of package-lock.json is there in its version; npm keeps a list of what it installed. */
export function matchesLock(
  lockFile = join(root, 'package-lock.json'),
  installedFile = join(modules, '.package-lock.json'),
) {
  if (!existsSync(installedFile)) return false
  const wanted = JSON.parse(readFileSync(lockFile, 'utf8')).packages
  const installed = JSON.parse(readFileSync(installedFile, 'utf8')).packages
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    if (path === '') return true
    return installed[path] ? installed[path].version === version : optional === true
  })
}

function installPackages() {
  say('Installing dependencies (once) …')
  // No install scripts: better-sqlite3 brings its binaries along, but older versions of npm would compile it anyway.
  // Not `npm ci`: it refuses a lock file without the binaries of other platforms, which npm leaves out at times;
  // `npm install` keeps to the lock file as well, and adds the platform's own.
  const flags = ['--no-save', '--ignore-scripts', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']
  if (!runNpm(['install', ...flags])) {
    giveUp('npm could not install the dependencies. Its message is above; is the npm registry reachable?')
  }
}

/** The `node` package fetches the binary of this platform in its install script, which `--ignore-scripts` left out. */
function installNode() {
  say("Fetching the project's own Node (once) …")
  spawnSync(process.execPath, ['installArchSpecificPackage.js'], {
    cwd: join(modules, 'node'),
    env: { ...process.env, npm_config_ignore_scripts: 'false', npm_config_audit: 'false', npm_config_fund: 'false' },
    stdio: ['ignore', 'ignore', 2],
  })
  if (spawnSync(pinnedNode, ['--version']).status !== 0) {
    giveUp("The project's own Node could not be fetched. Is the npm registry reachable?")
  }
}
