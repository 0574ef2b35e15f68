import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { findChromium } from './find-chromium.mjs'
import { openAppWindow } from './setup/app-window.mjs'
import { ensureBuilt } from './setup/build.mjs'
import { ensureElectron, hasDisplay } from './setup/electron.mjs'
import { ensureInstalled } from './setup/install.mjs'
import { environment, exitStatus, pinnedNode, root, say, typedIn } from './setup/project.mjs'

const USAGE = `npm start                        opens Commonplace
npm start -- --library DIR       … on another library than the usual one
npm start -- --browser           … in a window of the installed Chromium or Chrome
npm start -- --port N            … and serves it on this port`

/** A program that ends sooner than this never got to show its window. */
const FALSE_START_MS = 10_000
const HANDED_OVER_MS = 3_000

const options = readOptions()
ensureInstalled()
ensureBuilt()
await start()

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        browser: { type: 'boolean' },
        library: { type: 'string' },
        port: { type: 'string' },
        help: { type: 'boolean' },
      },
    })
    if (values.help) {
      console.log(USAGE)
      process.exit(0)
    }
    if (values.port !== undefined && !/^\d{1,5}$/.test(values.port)) throw new Error(`${values.port} is not a port.`)
    return values
  } catch (error) {
    say(`${error.message}\n\n${USAGE}`)
    process.exit(2)
  }
}

async function start() {
  if (options.browser || options.port) return startInBrowser()
  if (!hasDisplay()) return startInBrowser('There is no display for a window of its own')
  const electron = await ensureElectron()
  if (electron.missing) return startInBrowser(electron.missing)
  startInElectron(electron.file)
}

function libraryArguments() {
  return options.library ? ['--library', options.library] : []
}

function startInElectron(file) {
  // Electron refuses to run as root with its sandbox.
  const sandbox = process.platform === 'linux' && process.getuid() === 0 ? ['--no-sandbox'] : []
  const startedAt = Date.now()
  const child = spawn(file, [...sandbox, root, ...libraryArguments()], {
    stdio: 'inherit',
    env: environment({ INIT_CWD: typedIn }),
  })
  let asked = false
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      asked = true
      child.kill('SIGTERM')
    })
  }
  child.on('error', () => startInBrowser('Electron cannot run on this machine'))
  child.on('exit', (code, signal) => {
    if (asked) process.exit(0)
    if (signal && Date.now() - startedAt < FALSE_START_MS) return startInBrowser(`Electron ended at once (${signal})`)
    process.exit(exitStatus(code, signal))
  })
}

function startInBrowser(reason) {
  if (reason) say(`${reason}, so Commonplace opens in the browser.`)
  const args = [join(root, 'out', 'main', 'browser.js'), ...libraryArguments()]
  if (options.port) args.push('--port', options.port)
  const host = spawn(pinnedNode, args, {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    env: environment({ INIT_CWD: typedIn }),
  })
  let window
  const stop = () => {
    window?.kill()
    // Letting go of the channel ends the host on every platform, after it has put everything away.
    if (host.connected) host.disconnect()
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop)
  host.on('exit', (code, signal) => {
    window?.kill()
    process.exit(exitStatus(code, signal))
  })
  createInterface({ input: host.stdout }).once('line', url => {
    const chromium = hasDisplay() ? findChromium() : undefined
    if (!chromium)
      return console.log(`Commonplace serves at ${url}\nOpen it in a browser of this machine. Ctrl-C ends it.`)
    window = openAppWindow(chromium, url, options.library ?? process.env.COMMONPLACE_LIBRARY ?? '')
    endWithWindow(window, url, stop)
  })
}

function endWithWindow(window, url, stop) {
  const openedAt = Date.now()
  console.log('Commonplace is open in its own window. Closing it, or Ctrl-C, ends it.')
  const keepServing = () => console.log(`No window of our own came up. Commonplace serves at ${url}\nCtrl-C ends it.`)
  window.on('error', keepServing)
  // A browser that ends at once failed, or handed the address to one that runs already: in both cases it is needed.
  window.on('exit', () => (Date.now() - openedAt < HANDED_OVER_MS ? keepServing() : stop()))
}
