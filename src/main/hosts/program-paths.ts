import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface ProgramPaths {
  /** Folder of the built renderer. */
  rendererFolder: string
  resourcesFolder: string
  preloadFile: string
  appVersion: string
}

function rootAbove(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder
  const parent = dirname(folder)
  if (parent === folder) throw new Error('The program lies outside its own folder: no package.json above it.')
  return rootAbove(parent)
}

/** Where the program's own files are, whether it runs from source or from the build. */
export function programPaths(): ProgramPaths {
  const root = rootAbove(dirname(fileURLToPath(import.meta.url)))
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  return {
    rendererFolder: join(root, 'out', 'renderer'),
    resourcesFolder: join(root, 'resources'),
    preloadFile: join(root, 'out', 'preload', 'index.cjs'),
    appVersion: version,
  }
}
