import { EventEmitter } from 'node:events'
import { expect, it, vi } from 'vitest'
import type { Notebook } from '../shared/rpc/notebook.ts'

// The preload script runs in Electron's sandbox only; what it lets through to the page is the point of this test.
const electron = await vi.hoisted(async () => {
  const { EventEmitter } = await import('node:events')
  const exposed: Record<string, unknown> = {}
  return {
    exposed,
    contextBridge: {
      exposeInMainWorld: (name: string, value: unknown) => {
        exposed[name] = value
      },
    },
    ipcRenderer: Object.assign(new EventEmitter(), { invoke: vi.fn(async () => ({ ok: true, value: 1 })) }),
  }
})
vi.mock('electron', () => electron)
await import('./index.ts')
const notebook = electron.exposed.notebook as Notebook

it('gives the page two functions and nothing else', () => {
  expect(Object.keys(electron.exposed)).toEqual(['notebook'])
  expect(Object.keys(notebook).sort()).toEqual(['call', 'on'])
})

it('calls over one channel', async () => {
  expect(await notebook.call('settings.get', {})).toEqual({ ok: true, value: 1 })
  expect(electron.ipcRenderer.invoke).toHaveBeenCalledWith('rpc', 'settings.get', {})
})

it('passes changes on without the event object, which holds the sender', () => {
  const listener = vi.fn()
  const stop = notebook.on('changed', listener)
  electron.ipcRenderer.emit('event', { sender: new EventEmitter() }, { topics: ['notes'] })
  stop()
  electron.ipcRenderer.emit('event', {}, { topics: ['jobs'] })
  expect(listener.mock.calls).toEqual([[{ topics: ['notes'] }]])
})
