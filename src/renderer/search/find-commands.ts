import type { Command } from '../app/commands.ts'

/** Commands that can be run now and whose title holds every word typed; those that begin with it come first. */
export function findCommands(commands: Command[], text: string): Command[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  const able = commands.filter(command => command.run && (command.enabled?.() ?? true))
  const fitting = able.filter(command => words.every(word => command.title.toLowerCase().includes(word)))
  const begins = (command: Command) => (words[0] && command.title.toLowerCase().startsWith(words[0]) ? 0 : 1)
  return fitting.toSorted((a, b) => begins(a) - begins(b))
}
