import { homedir } from 'node:os'
import { posix, win32 } from 'node:path'

/** What decides where the library lies; a parameter, so that each platform's rule can be tested on any. */
export interface LibraryFolderSurroundings {
  platform: NodeJS.Platform
  env: Record<string, string | undefined>
  home: string
  cwd: string
}

function surroundings(): LibraryFolderSurroundings {
  const { platform, env } = process
  // npm runs scripts in the project's folder; INIT_CWD is where the person stood.
  return { platform, env, home: homedir(), cwd: env.INIT_CWD ?? process.cwd() }
}

/** The platform's folder for a program's data. */
function dataFolder({ platform, env, home }: LibraryFolderSurroundings): string {
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support', 'Commonplace')
  if (platform === 'win32') return win32.join(env.APPDATA || win32.join(home, 'AppData', 'Roaming'), 'Commonplace')
  const xdg = env.XDG_DATA_HOME
  return posix.join(xdg && posix.isAbsolute(xdg) ? xdg : posix.join(home, '.local', 'share'), 'commonplace')
}

/**
 * The library folder as an absolute path: what was asked for, else `COMMONPLACE_LIBRARY`, else the platform's data
 * directory. A relative path counts from where the command was typed.
 */
export function resolveLibraryFolder(asked: string | undefined, around = surroundings()): string {
  const path = around.platform === 'win32' ? win32 : posix
  const wanted = asked || around.env.COMMONPLACE_LIBRARY
  return wanted ? path.resolve(around.cwd, wanted) : dataFolder(around)
}
