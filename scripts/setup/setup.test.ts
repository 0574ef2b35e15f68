import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { cacheFolder } from './app-window.mjs'
import { newestChange } from './build.mjs'
import { closingLine, countPlaywright, countStage, countVitest } from './count-tests.mjs'
import { hasDisplay } from './electron.mjs'
import { matchesLock } from './install.mjs'
import { exitStatus } from './project.mjs'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'setup-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('matchesLock', () => {
  const wanted = {
    '': { version: '1.0.0' },
    'node_modules/a': { version: '1.2.3' },
    'node_modules/a-win32': { version: '1.2.3', optional: true },
  }
  const compare = (installed: object) => {
    const [lock, list] = [join(folder, 'lock.json'), join(folder, 'installed.json')]
    writeFileSync(lock, JSON.stringify({ packages: wanted }))
    writeFileSync(list, JSON.stringify({ packages: installed }))
    return matchesLock(lock, list)
  }
  it('is content when only another platform lacks its package', () => {
    expect(compare({ 'node_modules/a': { version: '1.2.3' } })).toBe(true)
  })
  it('sees a missing package', () => expect(compare({})).toBe(false))
  it('sees another version', () => expect(compare({ 'node_modules/a': { version: '1.2.2' } })).toBe(false))
  it('sees another version of an optional package', () => {
    expect(compare({ 'node_modules/a': { version: '1.2.3' }, 'node_modules/a-win32': { version: '1' } })).toBe(false)
  })
  it('sees that nothing is installed', () => {
    writeFileSync(join(folder, 'lock.json'), JSON.stringify({ packages: wanted }))
    expect(matchesLock(join(folder, 'lock.json'), join(folder, 'none.json'))).toBe(false)
  })
})

describe('newestChange', () => {
  const at = (path: string, seconds: number) => utimesSync(path, seconds, seconds)
  it('finds a change deep inside, a file that went away, and ignores what is not there', () => {
    const inner = join(folder, 'src', 'inner')
    mkdirSync(inner, { recursive: true })
    writeFileSync(join(inner, 'a.ts'), '')
    writeFileSync(join(inner, 'b.ts'), '')
    for (const path of [join(inner, 'b.ts'), inner, join(folder, 'src')]) at(path, 1000)
    at(join(inner, 'a.ts'), 2000)
    expect(newestChange([join(folder, 'src'), join(folder, 'missing')])).toBe(2_000_000)
    rmSync(join(inner, 'b.ts'))
    expect(newestChange([join(folder, 'src')])).toBeGreaterThan(2_000_000)
  })
})

describe('counts', () => {
  it('reads a Vitest report, in which a file may break before its tests', () => {
    const report = {
      numPassedTests: 5,
      numFailedTests: 1,
      numPendingTests: 2,
      numTodoTests: 1,
      testResults: [
        { status: 'passed', assertionResults: [{ status: 'passed' }] },
        { status: 'failed', assertionResults: [{ status: 'failed' }] },
        { status: 'failed', assertionResults: [] },
      ],
    }
    expect(countVitest(report)).toEqual({ passed: 5, failed: 2, skipped: 3 })
  })
  it('reads a Playwright report, in which a flaky test has failed', () => {
    const report = { stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 2 }, errors: [{}] }
    expect(countPlaywright(report)).toEqual({ passed: 4, failed: 3, skipped: 2 })
  })
  it('never calls a stage good that did not end well', () => {
    expect(countStage({ endedWell: false, counts: { passed: 9, failed: 0, skipped: 0 } }).failed).toBe(1)
    expect(countStage({ endedWell: false, counts: undefined }).failed).toBe(1)
    expect(countStage({ endedWell: true, counts: { passed: 9 } })).toEqual({ passed: 9, failed: 0, skipped: 0 })
  })
  it('adds up in one line', () => {
    expect(closingLine([{ passed: 1, failed: 0, skipped: 0 }])).toBe('1 passed, 0 failed')
    expect(
      closingLine([
        { passed: 1, failed: 2, skipped: 0 },
        { passed: 3, failed: 0, skipped: 4 },
      ]),
    ).toBe('4 passed, 2 failed, 4 skipped')
  })
})

it('knows where a window can be shown', () => {
  expect(hasDisplay('linux', {})).toBe(false)
  expect(hasDisplay('linux', { DISPLAY: ':0' })).toBe(true)
  expect(hasDisplay('linux', { WAYLAND_DISPLAY: 'wayland-0' })).toBe(true)
  expect(hasDisplay('darwin', {})).toBe(true)
})

it('keeps browser profiles where the platform keeps what can be made again', () => {
  expect(cacheFolder('linux', {}, '/home/ada')).toBe('/home/ada/.cache')
  expect(cacheFolder('linux', { XDG_CACHE_HOME: '/c' }, '/home/ada')).toBe('/c')
  expect(cacheFolder('darwin', {}, '/Users/ada')).toBe('/Users/ada/Library/Caches')
})

it('gives the exit status of a shell', () => {
  expect(exitStatus(3, null)).toBe(3)
  expect(exitStatus(null, 'SIGTERM')).toBe(143)
})
