import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { withSetupLock } from './lock.mjs'
import { environment, giveUp, modules, pinnedNode, root, say, toolFile } from './project.mjs'

const OUT = join(root, 'out')
const STAMP = join(OUT, '.built-from')
const SOURCES = ['src', 'electron.vite.config.ts', 'tsconfig.base.json', 'tsconfig.renderer.json', 'package-lock.json']

/** Builds the program when its sources are newer than the build. */
export function ensureBuilt() {
  if (isFresh()) return
  withSetupLock(() => {
    if (!isFresh()) build()
  })
}

function isFresh() {
  if (!existsSync(STAMP)) return false
  return newestChange(SOURCES.map(name => join(root, name))) <= Number(readFileSync(STAMP, 'utf8'))
}

/** When anything under these paths last changed, in ms; a folder's own time tells of files that went away. */
export function newestChange(paths) {
  let newest = 0
  for (const path of paths) {
    const stats = statSync(path, { throwIfNoEntry: false })
    if (!stats) continue
    newest = Math.max(newest, stats.mtimeMs)
    if (!stats.isDirectory()) continue
    newest = Math.max(newest, newestChange(readdirSync(path).map(name => join(path, name))))
  }
  return newest
}

function build() {
  say('Building …')
  const startedAt = Date.now()
  // Built beside the old one and then put in its place, so that a build that fails or is cut short leaves the old one.
  const next = join(modules, '.commonplace-build')
  rmSync(next, { recursive: true, force: true })
  const args = [toolFile('electron-vite'), 'build', '--outDir', next, '--logLevel', 'warn']
  const result = spawnSync(pinnedNode, args, { cwd: root, env: environment(), encoding: 'utf8' })
  if (result.status !== 0) {
    say(`${result.stdout ?? ''}${result.stderr ?? ''}`)
    giveUp('The program could not be built. The reason is above.')
  }
  writeFileSync(join(next, '.built-from'), String(startedAt))
  rmSync(OUT, { recursive: true, force: true })
  renameSync(next, OUT)
}
