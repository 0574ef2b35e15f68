import { create } from 'zustand'

/** The dialog over the window; at most one at a time. */
export type DialogName = 'settings' | 'shortcuts' | 'paste' | 'address'

interface DialogState {
  open: DialogName | null
  show(name: DialogName): void
  close(): void
}

export const useDialogs = create<DialogState>(set => ({
  open: null,
  show: name => set({ open: name }),
  close: () => set({ open: null }),
}))
