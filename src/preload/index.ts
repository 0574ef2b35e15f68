import { contextBridge, ipcRenderer } from 'electron'
import type { Notebook } from '../shared/rpc/notebook.ts'
import type { ChangeEvent } from '../shared/rpc/topics.ts'

const notebook: Notebook = {
  call: (method, input) => ipcRenderer.invoke('rpc', method, input),
  on: (_, listener) => {
    const pass = (_event: unknown, change: ChangeEvent) => listener(change)
    ipcRenderer.on('event', pass)
    return () => {
      ipcRenderer.off('event', pass)
    }
  },
}

contextBridge.exposeInMainWorld('notebook', notebook)
