import { create } from 'zustand'
import type { Chosen } from './source-actions.ts'

/** The dialog that tags sources or puts them into collections. */
interface AssignState {
  what: 'tags' | 'collections'
  chosen: Chosen | null
  show(what: 'tags' | 'collections', chosen: Chosen): void
  close(): void
}

export const useAssign = create<AssignState>(set => ({
  what: 'tags',
  chosen: null,
  show: (what, chosen) => set({ what, chosen }),
  close: () => set({ chosen: null }),
}))
