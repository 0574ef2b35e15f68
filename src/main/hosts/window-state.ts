import { readFileSync, writeFileSync } from 'node:fs'
import { z } from 'zod'

const Bounds = z.object({ x: z.number(), y: z.number(), width: z.number().min(400), height: z.number().min(300) })
const WindowState = z.object({ bounds: Bounds, maximized: z.boolean() })

export type Bounds = z.infer<typeof Bounds>
export type WindowState = z.infer<typeof WindowState>

/** How the window was left, or undefined when that is not known. */
export function readWindowState(file: string): WindowState | undefined {
  try {
    return WindowState.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return undefined
  }
}

/** Remembers how the window is left. A place that cannot be written costs the memory only. */
export function writeWindowState(file: string, state: WindowState): void {
  try {
    writeFileSync(file, JSON.stringify(state))
  } catch {
    // The next start opens the window in the middle of the screen.
  }
}

/** The bounds, if enough of the title bar lies on one of the screens (work areas) to take hold of; else undefined. */
export function boundsOnScreens(bounds: Bounds, screens: readonly Bounds[]): Bounds | undefined {
  const reachable = screens.some(screen => {
    const widthSeen = Math.min(bounds.x + bounds.width, screen.x + screen.width) - Math.max(bounds.x, screen.x)
    return widthSeen >= 100 && bounds.y >= screen.y && bounds.y <= screen.y + screen.height - 50
  })
  return reachable ? bounds : undefined
}
