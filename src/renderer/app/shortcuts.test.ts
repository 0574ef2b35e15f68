import { describe, expect, it, vi } from 'vitest'

vi.stubGlobal('navigator', { platform: 'Linux' })
const { matches, shortcutText, typesText } = await import('./shortcuts.ts')

const press = (
  key: string,
  modifiers: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', boolean>> = {},
) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...modifiers,
})

describe('shortcuts', () => {
  it('takes Mod as Ctrl, and as Command on a Mac', () => {
    expect(matches('Mod+K', press('k', { ctrlKey: true }), false)).toBe(true)
    expect(matches('Mod+K', press('k', { metaKey: true }), false)).toBe(false)
    expect(matches('Mod+K', press('k', { metaKey: true }), true)).toBe(true)
    expect(matches('Mod+K', press('k', { ctrlKey: true }), true)).toBe(false)
  })

  it('wants exactly the modifiers named', () => {
    expect(matches('Mod+Shift+P', press('P', { ctrlKey: true, shiftKey: true }), false)).toBe(true)
    expect(matches('Mod+Shift+P', press('p', { ctrlKey: true }), false)).toBe(false)
    expect(matches('Mod+P', press('P', { ctrlKey: true, shiftKey: true }), false)).toBe(false)
    expect(matches('e', press('e', { altKey: true }), false)).toBe(false)
  })

  it('takes a sign however the keyboard makes it', () => {
    expect(matches('?', press('?', { shiftKey: true }), false)).toBe(true)
    expect(matches('#', press('#'), false)).toBe(true)
  })

  it('reads as on the keys', () => {
    expect(shortcutText('Mod+Shift+P', false)).toBe('Ctrl Shift P')
    expect(shortcutText('Mod+Shift+P', true)).toBe('⇧⌘P')
    expect(shortcutText('Alt+ArrowLeft', false)).toBe('Alt ←')
  })

  it('knows which would type into a text', () => {
    expect(['e', '?', 'Delete', 'Mod+K', 'Alt+N', 'F6'].map(typesText)).toEqual([true, true, true, false, false, false])
  })
})
