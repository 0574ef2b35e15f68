import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { constants } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

// Everything in this folder runs before anything is installed, on whatever Node (18 or newer) the machine has.

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
export const modules = join(root, 'node_modules')

/** The Node that the project brings along; everything but the set-up runs on it. */
export const pinnedNode = join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')

/** The folder in which the person typed the command; npm runs scripts in the project's. */
export const typedIn = process.env.INIT_CWD ?? process.cwd()

/** The environment with the project's Node and tools first, and without what npm says about its own run. */
export function environment(extra = {}) {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^npm_(lifecycle|package|command|config_local_prefix)/.test(name),
  )
  const path = [dirname(pinnedNode), join(modules, '.bin'), process.env.PATH].join(delimiter)
  // Windows calls it Path, and two spellings of it would be one too many.
  return { ...Object.fromEntries(kept.filter(([name]) => name.toUpperCase() !== 'PATH')), PATH: path, ...extra }
}

/** The script behind a package's command, which needs neither a shell nor a shim to run. */
export function toolFile(packageName, command = packageName) {
  const folder = join(modules, packageName)
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return join(folder, typeof bin === 'string' ? bin : bin[command])
}

/** Progress goes to standard error, so that standard output stays the program's. */
export function say(sentence) {
  console.error(sentence)
}

/** Ends the script with a sentence for the person. */
export function giveUp(sentence) {
  say(`\n${sentence}`)
  process.exit(1)
}

/** Runs npm to its end, its output on standard error. Returns whether it went well. */
export function runNpm(args, options = {}) {
  const own = process.env.npm_execpath?.endsWith('npm-cli.js') ? process.env.npm_execpath : undefined
  const [command, first] = own && existsSync(own) ? [process.execPath, [own]] : ['npm', []]
  const result = spawnSync(command, [...first, ...args], {
    cwd: root,
    env: process.env,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32' && command === 'npm',
    ...options,
  })
  return result.status === 0
}

/** Runs a file on the project's Node in place of this script: same streams, folder, signals and exit status. */
export function becomeNode(args, options = {}) {
  const child = spawn(pinnedNode, args, { stdio: 'inherit', env: environment(), ...options })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(exitStatus(code, signal)))
}

/** The exit status that a shell would give. */
export function exitStatus(code, signal) {
  return code ?? 128 + (constants.signals[signal] ?? 0)
}
