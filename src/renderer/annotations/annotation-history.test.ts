import { expect, test } from 'vitest'
import { AnnotationHistory, type Deed } from './annotation-history.ts'

/** A deed that puts its name into a list and takes it out again. */
function deed(log: Set<string>, name: string, works = true): Deed {
  log.add(name)
  return {
    undo: async () => works && log.delete(name),
    redo: async () => works && Boolean(log.add(name)),
  }
}

test('undo goes back step by step, redo forward again', async () => {
  const log = new Set<string>()
  const history = new AnnotationHistory()
  history.record(deed(log, 'a'))
  history.record(deed(log, 'b'))
  expect(await history.undo()).toBe(true)
  expect([...log]).toEqual(['a'])
  await history.undo()
  expect(await history.undo()).toBe(false)
  await history.redo()
  await history.redo()
  expect([...log]).toEqual(['a', 'b'])
  expect(await history.redo()).toBe(false)
})

test('a new deed ends what could be redone', async () => {
  const log = new Set<string>()
  const history = new AnnotationHistory()
  history.record(deed(log, 'a'))
  await history.undo()
  history.record(deed(log, 'b'))
  expect(await history.redo()).toBe(false)
  expect([...log]).toEqual(['b'])
})

test('a failed undo stays to be tried again', async () => {
  const log = new Set<string>()
  const history = new AnnotationHistory()
  history.record(deed(log, 'a', false))
  expect(await history.undo()).toBe(false)
  expect(await history.redo()).toBe(false)
  expect([...log]).toEqual(['a'])
})

test('two undos in a row do not meet in the middle', async () => {
  const log = new Set<string>()
  const history = new AnnotationHistory()
  history.record(deed(log, 'a'))
  history.record(deed(log, 'b'))
  await Promise.all([history.undo(), history.undo()])
  expect(log.size).toBe(0)
})

test('the Undo of a toast takes back its own deed once', async () => {
  const log = new Set<string>()
  const history = new AnnotationHistory()
  const first = deed(log, 'a')
  history.record(first)
  history.record(deed(log, 'b'))
  expect(await history.undoDeed(first)).toBe(true)
  expect([...log]).toEqual(['b'])
  expect(await history.undoDeed(first)).toBe(false)
})
