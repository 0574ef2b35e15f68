import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { test as base, chromium, _electron as electron, type Page } from '@playwright/test'
import { findChromium } from '../scripts/find-chromium.mjs'
import { findElectron } from '../scripts/find-electron.mjs'
import { QUIET_FLAGS } from '../scripts/setup/app-window.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const VIEWPORT = { width: 1440, height: 900 }
const asRoot = process.platform === 'linux' && process.getuid?.() === 0
const sandboxFlags = asRoot ? ['--no-sandbox'] : []

export type Host = 'browser' | 'electron'

export interface RunningNotebook {
  /** The window; another object after `restart`. */
  readonly page: Page
  /** The library's folder. */
  readonly library: string
  /** Ends the program in an orderly way and starts it again on the same library. */
  restart(): Promise<void>
  close(): Promise<void>
}

/** One run of the program: its window, and how to end it. */
interface Run {
  page: Page
  end(): Promise<void>
}

/** Starts the program on a library, in the host asked for, and opens its window. */
export async function launchNotebook({ library, host }: { library: string; host: Host }): Promise<RunningNotebook> {
  const start = host === 'electron' ? startElectron : startBrowser
  let run = await start(library)
  return {
    get page() {
      return run.page
    },
    library,
    restart: async () => {
      await run.end()
      run = await start(library)
    },
    close: () => run.end(),
  }
}

async function startBrowser(library: string): Promise<Run> {
  const program = spawn(process.execPath, [join(root, 'out/main/browser.js'), '--library', library], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  const url = await firstLine(program)
  const browser = await chromium.launch({ executablePath: findChromium(), args: [...QUIET_FLAGS, ...sandboxFlags] })
  const context = await browser.newContext({ viewport: VIEWPORT, acceptDownloads: true })
  const page = await context.newPage()
  await page.goto(url)
  return {
    page,
    end: async () => {
      await browser.close()
      if (program.connected) program.disconnect()
      if (program.exitCode === null) await once(program, 'exit')
    },
  }
}

async function firstLine(program: ChildProcess): Promise<string> {
  if (!program.stdout) throw new Error('The program has no output.')
  const lines = createInterface({ input: program.stdout })
  const ended = once(program, 'exit').then(([code]) => {
    throw new Error(`The program ended (${code}) before it served.`)
  })
  const [line] = await Promise.race([once(lines, 'line'), ended])
  ended.catch(() => {})
  return line
}

async function startElectron(library: string): Promise<Run> {
  const program = await electron.launch({
    executablePath: findElectron(),
    args: [...sandboxFlags, root, '--library', library],
    cwd: root,
  })
  const page = await program.firstWindow()
  await page.setViewportSize(VIEWPORT)
  return { page, end: () => program.close() }
}

export interface HostOption {
  host: Host
}

/** A test with the program running on an empty library of its own, removed afterwards. */
export const test = base.extend<HostOption & { notebook: RunningNotebook }>({
  host: ['browser', { option: true }],
  notebook: async ({ host }, use) => {
    const library = mkdtempSync(join(tmpdir(), 'commonplace-e2e-'))
    const notebook = await launchNotebook({ library, host })
    await use(notebook)
    await notebook.close()
    rmSync(library, { recursive: true, force: true })
  },
})

export { expect } from '@playwright/test'
