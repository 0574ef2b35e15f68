import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { boundsOnScreens, readWindowState, writeWindowState } from './window-state.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'window-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('window state', () => {
  it('is remembered', () => {
    const file = join(folder, 'window.json')
    const state = { bounds: { x: 1, y: 2, width: 1200, height: 800 }, maximized: true }
    writeWindowState(file, state)
    expect(readWindowState(file)).toEqual(state)
  })

  it.each(['', '{', '{"bounds":{"x":0,"y":0,"width":3,"height":3},"maximized":false}', '{"maximized":1}'])(
    'is not taken from %j',
    text => {
      const file = join(folder, 'window.json')
      writeFileSync(file, text)
      expect(readWindowState(file)).toBeUndefined()
    },
  )

  it('does not stop the program where it cannot be written', () => {
    expect(() =>
      writeWindowState(join(folder, 'missing', 'x.json'), {
        bounds: { x: 0, y: 0, width: 800, height: 600 },
        maximized: false,
      }),
    ).not.toThrow()
  })
})

describe('boundsOnScreens', () => {
  const left = { x: 0, y: 0, width: 1920, height: 1080 }
  const right = { x: 1920, y: 0, width: 1920, height: 1080 }
  const window = { x: 2000, y: 100, width: 1200, height: 800 }
  it('keeps a window that is to be seen', () => expect(boundsOnScreens(window, [left, right])).toEqual(window))
  it('forgets one whose screen was taken away', () => expect(boundsOnScreens(window, [left])).toBeUndefined())
  it('forgets one whose title bar is above the screen', () => {
    expect(boundsOnScreens({ ...window, x: 0, y: -40 }, [left])).toBeUndefined()
  })
  it('forgets one of which only an edge is to be seen', () => {
    expect(boundsOnScreens({ ...window, x: 1900 }, [left])).toBeUndefined()
  })
})
