/** A key with its modifiers, for example `Mod+Shift+P`, `?`, `Alt+ArrowLeft`; `Mod` is ⌘ on a Mac and Ctrl elsewhere. */
export type Shortcut = string

export interface KeyPress {
  key: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  shiftKey: boolean
}

interface Keys {
  key: string
  mod: boolean
  alt: boolean
  shift: boolean
}

function parse(shortcut: Shortcut): Keys {
  const parts = shortcut.split('+')
  const key = parts.pop() ?? ''
  return { key, mod: parts.includes('Mod'), alt: parts.includes('Alt'), shift: parts.includes('Shift') }
}

/** Whether a key press is the shortcut. Signs such as `?` are matched as typed, whichever way the keyboard makes them. */
export function matches(shortcut: Shortcut, press: KeyPress, mac: boolean): boolean {
  const { key, mod, alt, shift } = parse(shortcut)
  const modPressed = mac ? press.metaKey : press.ctrlKey
  const otherModPressed = mac ? press.ctrlKey : press.metaKey
  if (modPressed !== mod || otherModPressed || press.altKey !== alt) return false
  if (press.key.toLowerCase() !== key.toLowerCase()) return false
  const isSign = key.length === 1 && key.toLowerCase() === key.toUpperCase()
  return isSign || press.shiftKey === shift
}

const NAMES: Record<string, string> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Delete: 'Del',
  Escape: 'Esc',
}

/** The shortcut as a person reads it: `Ctrl Shift P`, or `⇧⌘P` on a Mac. */
export function shortcutText(shortcut: Shortcut, mac: boolean): string {
  const { key, mod, alt, shift } = parse(shortcut)
  const name = NAMES[key] ?? (key.length === 1 ? key.toUpperCase() : key)
  if (mac) return `${alt ? '⌥' : ''}${shift ? '⇧' : ''}${mod ? '⌘' : ''}${name}`
  return [mod && 'Ctrl', alt && 'Alt', shift && 'Shift', name].filter(Boolean).join(' ')
}

/** Whether a shortcut would also type a character, and so must not act while one writes. */
export function typesText(shortcut: Shortcut): boolean {
  const { key, mod, alt } = parse(shortcut)
  return !mod && !alt && !/^F\d+$/.test(key)
}

export const IS_MAC = navigator.platform.startsWith('Mac')

/** Whether keys typed into this element are text. */
export function isEditable(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable) return true
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'range', 'button', 'file'].includes(target.type)
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
}
