import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { app, BrowserWindow, dialog, protocol, session } from 'electron'
import { toFailure } from '../../shared/rpc/result.ts'
import type { Backend, BackendOptions } from '../rpc/backend-types.ts'
import { APP_SCHEME } from './electron-address.ts'
import { connectIpc } from './electron-ipc.ts'
import { setMenu } from './electron-menu.ts'
import { guardContents, prepareSession } from './electron-session.ts'
import { openWindow } from './electron-window.ts'
import { resolveLibraryFolder } from './library-folder.ts'
import { programPaths } from './program-paths.ts'

/** Runs the desktop program until its last window is closed. One instance for each library. */
export async function runElectronHost(open: (options: BackendOptions) => Promise<Backend>): Promise<void> {
  const libraryFolder = chooseLibrary(process.argv)
  if (!app.requestSingleInstanceLock()) return app.quit()
  app.enableSandbox()
  protocol.registerSchemesAsPrivileged([
    {
      scheme: APP_SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
    },
  ])
  app.on('web-contents-created', (_, contents) => guardContents(contents))
  await app.whenReady()

  const paths = programPaths()
  let backend: Backend
  try {
    backend = await open({ ...paths, libraryFolder })
  } catch (error) {
    dialog.showErrorBox('Commonplace cannot open the library', toFailure(error).message)
    return app.exit(1)
  }
  await prepareSession(session.defaultSession, backend)
  const disconnect = connectIpc(backend)
  closeBeforeQuitting(async () => {
    disconnect()
    await backend.close()
  })
  setMenu(libraryFolder)
  showWindow(paths.preloadFile)
  app.on('second-instance', () => showWindow(paths.preloadFile))
  app.on('activate', () => showWindow(paths.preloadFile))
}

/** The library that the command line asks for. Another than the usual one gets its own window state and instance. */
function chooseLibrary(argv: readonly string[]): string {
  const { values } = parseArgs({
    args: argv.slice(1),
    options: { library: { type: 'string' } },
    // Chromium's own switches stand on the same line.
    strict: false,
  })
  const asked = typeof values.library === 'string' ? values.library : undefined
  const folder = resolveLibraryFolder(asked)
  if (asked || process.env.COMMONPLACE_LIBRARY) {
    const name = createHash('sha256').update(folder).digest('hex').slice(0, 16)
    app.setPath('userData', join(app.getPath('userData'), 'libraries', name))
  }
  return folder
}

function showWindow(preloadFile: string): void {
  const [window] = BrowserWindow.getAllWindows()
  if (!window) {
    openWindow(preloadFile)
    return
  }
  if (window.isMinimized()) window.restore()
  window.focus()
}

function closeBeforeQuitting(close: () => Promise<void>): void {
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  let closing = false
  app.on('will-quit', event => {
    event.preventDefault()
    if (closing) return
    closing = true
    close().then(
      () => app.exit(0),
      error => {
        console.error(toFailure(error).message)
        app.exit(1)
      },
    )
  })
  process.on('SIGINT', () => app.quit())
  process.on('SIGTERM', () => app.quit())
}
