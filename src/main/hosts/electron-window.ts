import { join } from 'node:path'
import { app, BrowserWindow, nativeTheme, screen } from 'electron'
import { APP_HOME } from './electron-address.ts'
import { boundsOnScreens, readWindowState, writeWindowState } from './window-state.ts'

const FIRST_SIZE = { width: 1440, height: 920 }

/** Opens the window where it was left, with every door between its page and the machine closed. */
export function openWindow(preloadFile: string): BrowserWindow {
  const stateFile = join(app.getPath('userData'), 'window.json')
  const left = readWindowState(stateFile)
  const bounds =
    left &&
    boundsOnScreens(
      left.bounds,
      screen.getAllDisplays().map(display => display.workArea),
    )
  const window = new BrowserWindow({
    ...(bounds ?? FIRST_SIZE),
    minWidth: 800,
    minHeight: 500,
    show: false,
    title: 'Commonplace',
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#1b1a18' : '#fbfaf7',
    webPreferences: {
      preload: preloadFile,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: process.platform === 'darwin',
      devTools: !app.isPackaged,
    },
  })
  if (left?.maximized) window.maximize()
  window.once('ready-to-show', () => window.show())
  window.on('close', () => {
    writeWindowState(stateFile, { bounds: window.getNormalBounds(), maximized: window.isMaximized() })
  })
  void window.loadURL(APP_HOME)
  return window
}
