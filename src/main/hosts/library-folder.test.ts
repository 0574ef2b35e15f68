import { describe, expect, it } from 'vitest'
import { type LibraryFolderSurroundings, resolveLibraryFolder } from './library-folder.ts'

const linux: LibraryFolderSurroundings = { platform: 'linux', env: {}, home: '/home/ada', cwd: '/home/ada/thesis' }
const windows: LibraryFolderSurroundings = {
  platform: 'win32',
  env: { APPDATA: 'D:\\Roaming' },
  home: 'C:\\Users\\ada',
  cwd: 'C:\\thesis',
}

describe('resolveLibraryFolder', () => {
  it.each([
    ['what was asked for, from where it was typed', 'lib', linux, '/home/ada/thesis/lib'],
    ['an absolute path as it is', '/mnt/lib', linux, '/mnt/lib'],
    [
      'asked for, before the environment',
      'lib',
      { ...linux, env: { COMMONPLACE_LIBRARY: '/e' } },
      '/home/ada/thesis/lib',
    ],
    ['the environment', undefined, { ...linux, env: { COMMONPLACE_LIBRARY: '/e' } }, '/e'],
    ['the data folder on Linux', undefined, linux, '/home/ada/.local/share/commonplace'],
    ['XDG_DATA_HOME', undefined, { ...linux, env: { XDG_DATA_HOME: '/data' } }, '/data/commonplace'],
    // The XDG specification says that a relative path there is to be ignored.
    [
      'not a relative XDG_DATA_HOME',
      undefined,
      { ...linux, env: { XDG_DATA_HOME: 'x' } },
      '/home/ada/.local/share/commonplace',
    ],
    [
      'Application Support on a Mac',
      undefined,
      { ...linux, platform: 'darwin' as const, home: '/Users/ada' },
      '/Users/ada/Library/Application Support/Commonplace',
    ],
    ['APPDATA on Windows', undefined, windows, 'D:\\Roaming\\Commonplace'],
    [
      'the roaming folder without APPDATA',
      undefined,
      { ...windows, env: {} },
      'C:\\Users\\ada\\AppData\\Roaming\\Commonplace',
    ],
    ['a Windows path from where it was typed', 'lib', windows, 'C:\\thesis\\lib'],
  ])('gives %s', (_, asked, around, expected) => {
    expect(resolveLibraryFolder(asked, around)).toBe(expected)
  })
})
