import type { LucideIcon } from 'lucide-react'
import { useEffect } from 'react'
import { create } from 'zustand'
import { IS_MAC, isEditable, matches, type Shortcut, shortcutText, typesText } from './shortcuts.ts'

/** Something a person can have the program do, found in the palette and in the list of shortcuts. */
export interface Command {
  id: string
  title: string
  /** The heading under which the list of shortcuts shows it. */
  group: 'Clip' | 'Write' | 'Go to' | 'List' | 'Reader' | 'Note' | 'Window' | 'Help'
  icon?: LucideIcon
  shortcuts?: Shortcut[]
  /** Absent for what only its own pane can do, by its own keys: it is then listed, not run. */
  run?: () => void
  /** Whether it can be done now; it always can when absent. */
  enabled?: () => boolean
}

interface CommandState {
  groups: Map<string, Command[]>
}

const useCommandStore = create<CommandState>(() => ({ groups: new Map() }))

/** Every registered command, in the order of registration. */
export function useCommandList(): Command[] {
  return [...useCommandStore(state => state.groups).values()].flat()
}

export function allCommands(): Command[] {
  return [...useCommandStore.getState().groups.values()].flat()
}

/** Registers commands under an owner's name, in place of those it had. Returns the function that takes them away. */
export function registerCommands(owner: string, commands: Command[]): () => void {
  useCommandStore.setState(({ groups }) => ({ groups: new Map(groups).set(owner, commands) }))
  return () =>
    useCommandStore.setState(({ groups }) => {
      if (groups.get(owner) !== commands) return { groups }
      const rest = new Map(groups)
      rest.delete(owner)
      return { groups: rest }
    })
}

/** Registers commands while a component is shown. `commands` should keep its identity between renders. */
export function useCommands(owner: string, commands: Command[]): void {
  useEffect(() => registerCommands(owner, commands), [owner, commands])
}

/** Runs a command by its id; does nothing when it is not there or cannot be done now. */
export function runCommand(id: string): void {
  const command = allCommands().find(each => each.id === id)
  if (command?.run && (command.enabled?.() ?? true)) command.run()
}

/** The first shortcut of a command as a person reads it, or undefined. */
export function shortcutOf(id: string): string | undefined {
  const shortcut = allCommands().find(each => each.id === id)?.shortcuts?.[0]
  return shortcut && shortcutText(shortcut, IS_MAC)
}

/** The command that a key press means, or undefined: letters mean nothing while one writes. */
export function commandFor(event: KeyboardEvent): Command | undefined {
  const writing = isEditable(event.target)
  return allCommands().find(
    command =>
      command.run &&
      (command.enabled?.() ?? true) &&
      command.shortcuts?.some(shortcut => matches(shortcut, event, IS_MAC) && !(writing && typesText(shortcut))),
  )
}

/** Lets shortcuts run commands for as long as the window lives; a pane that handled a key first keeps it. */
export function useShortcuts(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return
      const inDialog = document.querySelector('[aria-modal="true"], [role="menu"]') !== null
      if (inDialog) return
      const command = commandFor(event)
      if (!command?.run) return
      event.preventDefault()
      command.run()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
}
