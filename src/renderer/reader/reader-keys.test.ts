import { expect, test } from 'vitest'
import { type KeyStroke, readerCommand } from './reader-keys.ts'

const press = (key: string, held: Partial<KeyStroke> = {}): KeyStroke => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
})

test('h is yellow and digits are the six colours', () => {
  expect(readerCommand(press('h'), false)).toEqual({ kind: 'highlight', color: 1 })
  expect(readerCommand(press('6'), false)).toEqual({ kind: 'highlight', color: 6 })
  expect(readerCommand(press('7'), false)).toBeNull()
})

test('the arrows scroll until the block caret is out', () => {
  expect(readerCommand(press('ArrowDown'), false)).toBeNull()
  expect(readerCommand(press('ArrowDown', { shiftKey: true }), false)).toBeNull()
  expect(readerCommand(press('ArrowDown'), true)).toEqual({ kind: 'block', forward: true })
  expect(readerCommand(press('ArrowLeft', { shiftKey: true }), true)).toEqual({
    kind: 'extend',
    unit: 'word',
    forward: false,
  })
})

test('undo, redo and find, on every keyboard', () => {
  expect(readerCommand(press('z', { ctrlKey: true }), false)).toEqual({ kind: 'undo' })
  expect(readerCommand(press('Z', { metaKey: true, shiftKey: true }), false)).toEqual({ kind: 'redo' })
  expect(readerCommand(press('f', { ctrlKey: true }), false)).toEqual({ kind: 'find' })
})

test('keys that belong to others pass through', () => {
  expect(readerCommand(press('c', { ctrlKey: true }), false)).toBeNull()
  expect(readerCommand(press('h', { altKey: true }), false)).toBeNull()
  expect(readerCommand(press('k', { ctrlKey: true }), false)).toBeNull()
})
