import { BrowserWindow, type IpcMainInvokeEvent, ipcMain } from 'electron'
import { AppError, fail } from '../../shared/rpc/result.ts'
import type { Backend } from '../rpc/backend-types.ts'
import { isOwnAddress } from './electron-address.ts'

/** Only the program's own page may call, not a frame inside it. */
function isOwnWindow({ senderFrame }: IpcMainInvokeEvent): boolean {
  return senderFrame !== null && senderFrame.parent === null && isOwnAddress(senderFrame.url)
}

/** Answers the preload script's calls and sends changes to every window. Returns the function that ends both. */
export function connectIpc(backend: Backend): () => void {
  ipcMain.handle('rpc', (event, method: unknown, input: unknown) =>
    isOwnWindow(event) && typeof method === 'string'
      ? backend.call(method, input)
      : fail(new AppError('invalid-input', 'Only the program itself may call its methods.')),
  )
  const stop = backend.onChanged(change => {
    for (const window of BrowserWindow.getAllWindows()) window.webContents.send('event', change)
  })
  return () => {
    stop()
    ipcMain.removeHandler('rpc')
  }
}
