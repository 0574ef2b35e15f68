import type { Notebook } from '../../shared/rpc/notebook.ts'
import { browserNotebook } from './browser-transport.ts'

declare global {
  interface Window {
    /** Put there by the preload script; absent in a browser. */
    notebook?: Notebook
  }
}

let overHttp: Notebook | undefined

/** The program behind the window: over IPC in Electron, over HTTP in a browser. */
export function getNotebook(): Notebook {
  if (window.notebook) return window.notebook
  overHttp ??= browserNotebook()
  return overHttp
}
