import { hostname, uptime } from 'node:os'

/** Names this process on this machine, to say whose work something is. */
export function thisProcess(): string {
  return `${process.pid}@${hostname()}`
}

/** A minute more than clocks drift. */
const SLACK_MS = 60_000

/** True while the process that began something at `startedAt` may still be at it; on another machine it always may. */
export function mayBeAlive(owner: string, startedAt: number): boolean {
  const [pid, host] = owner.split('@', 2)
  if (host !== hostname()) return true
  // Its number may have gone to another process since, but not to this one, and not over a restart of the machine.
  if (Number(pid) === process.pid || startedAt < Date.now() - uptime() * 1_000 - SLACK_MS) return false
  try {
    process.kill(Number(pid), 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
