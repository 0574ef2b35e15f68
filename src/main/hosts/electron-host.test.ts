import { EventEmitter } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ChangeEvent } from '../../shared/rpc/topics.ts'
import type { Backend, BackendOptions } from '../rpc/backend-types.ts'

type Handler = (...args: unknown[]) => unknown

// Electron itself cannot run here; what is tested is which of its doors the program opens and which it closes.
const electron = await vi.hoisted(async () => {
  const { EventEmitter } = await import('node:events')
  const calls: string[] = []
  const handlers: Record<string, Handler> = {}
  const windows: FakeWindow[] = []
  const remember = (name: string) => (handler: Handler) => {
    handlers[name] = handler
  }
  class FakeContents extends EventEmitter {
    readonly sent: unknown[] = []
    send(...args: unknown[]) {
      this.sent.push(args)
    }
    setWindowOpenHandler(handler: Handler) {
      handlers.windowOpen = handler
    }
  }
  class FakeWindow extends EventEmitter {
    static getAllWindows() {
      return windows
    }
    readonly webContents = new FakeContents()
    readonly options: { webPreferences: Record<string, unknown> }
    url = ''
    focused = 0
    constructor(options: { webPreferences: Record<string, unknown> }) {
      super()
      this.options = options
      windows.push(this)
      app.emit('web-contents-created', {}, this.webContents)
    }
    loadURL(url: string) {
      this.url = url
    }
    isMinimized = () => false
    isMaximized = () => false
    getNormalBounds = () => ({ x: 10, y: 10, width: 900, height: 700 })
    focus() {
      this.focused++
    }
  }
  const app = Object.assign(new EventEmitter(), {
    isPackaged: true,
    hasLock: true,
    userData: '',
    exitCode: undefined as number | undefined,
    requestSingleInstanceLock: () => app.hasLock,
    enableSandbox: () => calls.push('enableSandbox'),
    whenReady: async () => calls.push('ready'),
    quit: () => calls.push('quit'),
    exit: (code: number) => {
      app.exitCode = code
    },
    getPath: () => app.userData,
    setPath: (_: string, path: string) => calls.push(`userData ${path}`),
  })
  return {
    calls,
    handlers,
    windows,
    app,
    BrowserWindow: FakeWindow,
    protocol: { registerSchemesAsPrivileged: (schemes: unknown) => calls.push(`schemes ${JSON.stringify(schemes)}`) },
    session: {
      defaultSession: {
        protocol: { handle: (scheme: string, handler: Handler) => remember(`protocol ${scheme}`)(handler) },
        webRequest: { onBeforeRequest: remember('request') },
        setPermissionRequestHandler: remember('permissionRequest'),
        setPermissionCheckHandler: remember('permissionCheck'),
        setDevicePermissionHandler: remember('device'),
        setSpellCheckerEnabled: () => {},
        setProxy: async (config: unknown) => calls.push(`proxy ${JSON.stringify(config)}`),
      },
    },
    ipcMain: { handle: (_: string, handler: Handler) => remember('rpc')(handler), removeHandler: () => {} },
    shell: { openExternal: vi.fn(), openPath: vi.fn() },
    dialog: { showErrorBox: vi.fn() },
    Menu: { buildFromTemplate: (template: unknown) => template, setApplicationMenu: vi.fn() },
    nativeTheme: { shouldUseDarkColors: false },
    screen: { getAllDisplays: () => [] },
  }
})
vi.mock('electron', () => electron)
const { runElectronHost } = await import('./electron-host.ts')
const { menuTemplate } = await import('./electron-menu.ts')

const userData = mkdtempSync(join(tmpdir(), 'electron-host-'))
afterAll(() => rmSync(userData, { recursive: true }))

const events = new EventEmitter()
let closed = 0
const backend: Backend = {
  call: async (method, input) => ({ ok: true, value: { method, input } }),
  fetch: async request => new Response(`served ${request.url}`),
  onChanged: listener => {
    events.on('change', listener)
    return () => events.off('change', listener)
  },
  close: async () => {
    closed++
  },
}
let opened: BackendOptions | undefined
const open = async (options: BackendOptions) => {
  opened = options
  return backend
}

afterEach(() => {
  vi.unstubAllGlobals()
})
beforeEach(() => {
  electron.calls.length = 0
  electron.windows.length = 0
  electron.app.removeAllListeners()
  Object.assign(electron.app, { hasLock: true, userData, exitCode: undefined })
  // Signals are not listened for, so that the test runner keeps its own.
  const own = { argv: ['electron', '.', '--library', '/lib'], on: () => {} }
  vi.stubGlobal('process', Object.assign(Object.create(process), own))
})

const handler = (name: string): Handler => electron.handlers[name] ?? (() => expect.fail(`no handler for ${name}`))
const ownFrame = { url: 'app://notebook/', parent: null }

describe('starting', () => {
  it('prepares the sandbox and the scheme before Electron is ready, and the session before a window opens', async () => {
    await runElectronHost(open)
    const order = electron.calls.map(call => call.split(' ')[0])
    expect(order).toEqual(['userData', 'enableSandbox', 'schemes', 'ready', 'proxy'])
    expect(electron.windows.map(window => window.url)).toEqual(['app://notebook/'])
    expect(opened?.libraryFolder).toBe('/lib')
  })

  it('does not start twice on one library', async () => {
    electron.app.hasLock = false
    await runElectronHost(open)
    expect(electron.calls).toContain('quit')
    expect(electron.windows).toHaveLength(0)
  })

  it('shows the window that is there when it is started again', async () => {
    await runElectronHost(open)
    electron.app.emit('second-instance')
    expect(electron.windows.map(window => window.focused)).toEqual([1])
  })

  it('says why a library cannot be opened', async () => {
    await runElectronHost(async () => {
      throw new Error('The disk is gone.')
    })
    expect(electron.dialog.showErrorBox).toHaveBeenCalledWith(
      expect.any(String),
      expect.stringContaining('The disk is gone.'),
    )
    expect(electron.app.exitCode).toBe(1)
  })

  it('closes the library before it quits, once', async () => {
    await runElectronHost(open)
    closed = 0
    const event = { preventDefault: vi.fn() }
    electron.app.emit('will-quit', event)
    electron.app.emit('will-quit', event)
    await expect.poll(() => electron.app.exitCode).toBe(0)
    expect(closed).toBe(1)
    expect(event.preventDefault).toHaveBeenCalledTimes(2)
  })
})

describe("the window's page", () => {
  beforeEach(() => runElectronHost(open))

  it('runs in the sandbox, without Node and apart from the preload script', () => {
    expect(electron.windows[0]?.options.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      devTools: false,
    })
  })

  it('is served by the backend under our policy, and other names are not', async () => {
    const own = (await handler('protocol app')(new Request('app://notebook/index.html'))) as Response
    expect(await own.text()).toBe('served app://notebook/index.html')
    expect(own.headers.get('content-security-policy')).toContain("default-src 'none'")
    const other = (await handler('protocol app')(new Request('app://elsewhere/index.html'))) as Response
    expect(other.status).toBe(404)
  })

  it('reaches no network', () => {
    const decide = vi.fn()
    handler('request')({ url: 'https://example.org/pixel.gif' }, decide)
    handler('request')({ url: 'app://notebook/assets/index.js' }, decide)
    expect(decide.mock.calls).toEqual([[{ cancel: true }], [{ cancel: false }]])
    expect(electron.calls.find(call => call.startsWith('proxy'))).toContain('<-loopback>')
  })

  it('gets no permission but to copy', () => {
    const contents = { getURL: () => 'app://notebook/' }
    const decide = vi.fn()
    for (const permission of [
      'media',
      'geolocation',
      'notifications',
      'openExternal',
      'clipboard-read',
      'fullscreen',
    ]) {
      handler('permissionRequest')(contents, permission, decide)
      expect(handler('permissionCheck')(contents, permission)).toBe(false)
    }
    expect(decide.mock.calls.every(([allowed]) => allowed === false)).toBe(true)
    expect(handler('permissionCheck')(contents, 'clipboard-sanitized-write')).toBe(true)
    expect(handler('permissionCheck')({ getURL: () => 'https://example.org/' }, 'clipboard-sanitized-write')).toBe(
      false,
    )
    expect(handler('device')({})).toBe(false)
  })

  it('stays where it is, and so do clips', () => {
    const contents = electron.windows[0]?.webContents
    const go = (event: object) => {
      const preventDefault = vi.fn()
      contents?.emit('will-frame-navigate', { preventDefault, ...event })
      return preventDefault.mock.calls.length === 0
    }
    const clip = { url: 'app://notebook/snapshots/1/', parent: ownFrame }
    expect(go({ url: 'https://example.org/', isMainFrame: true, initiator: ownFrame })).toBe(false)
    expect(go({ url: 'app://notebook/snapshots/1/', isMainFrame: false, initiator: ownFrame })).toBe(true)
    expect(go({ url: 'app://notebook/snapshots/2/', isMainFrame: false, initiator: clip })).toBe(false)
    for (const event of ['will-redirect', 'will-attach-webview']) {
      const preventDefault = vi.fn()
      contents?.emit(event, { preventDefault })
      expect(preventDefault).toHaveBeenCalled()
    }
  })

  it('opens no window; web links go to the browser, other links nowhere', () => {
    expect(handler('windowOpen')({ url: 'https://example.org/' })).toEqual({ action: 'deny' })
    expect(handler('windowOpen')({ url: 'file:///etc/passwd' })).toEqual({ action: 'deny' })
    expect(electron.shell.openExternal.mock.calls).toEqual([['https://example.org/']])
  })
})

describe('calls from the page', () => {
  beforeEach(() => runElectronHost(open))
  const call = (senderFrame: object | null) => handler('rpc')({ senderFrame }, 'notes.get', { id: 1 })

  it('reach the backend from its own window only', async () => {
    expect(await call(ownFrame)).toEqual({ ok: true, value: { method: 'notes.get', input: { id: 1 } } })
    for (const frame of [
      null,
      { url: 'https://example.org/', parent: null },
      { url: 'app://notebook/snapshots/1/', parent: ownFrame },
    ]) {
      expect(await call(frame)).toMatchObject({ ok: false, error: { code: 'invalid-input' } })
    }
  })

  it('are followed by the changes they made', () => {
    const change: ChangeEvent = { topics: ['notes'] }
    events.emit('change', change)
    expect(electron.windows[0]?.webContents.sent).toContainEqual(['event', change])
  })
})

describe('the menu', () => {
  it('has the program menu on a Mac, and quits from the file menu elsewhere', () => {
    expect(menuTemplate('darwin', '/lib')[0]).toMatchObject({ role: 'appMenu' })
    const [file] = menuTemplate('linux', '/lib')
    expect(file).toMatchObject({ role: 'fileMenu', submenu: expect.arrayContaining([{ role: 'quit' }]) })
  })

  it('opens the library folder', () => {
    const [file] = menuTemplate('win32', 'C:\\lib')
    const items = file?.submenu as { label?: string; click?: () => void }[]
    items.find(item => item.label === 'Show Library Folder')?.click?.()
    expect(electron.shell.openPath).toHaveBeenCalledWith('C:\\lib')
  })
})
