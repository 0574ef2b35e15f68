import { create } from 'zustand'

/** The search box of the top bar. `focusRequest` grows whenever something asks it to take the focus. */
interface SearchState {
  text: string
  focusRequest: number
  setText(text: string): void
  /** Focuses the box; `text` replaces what stands in it. */
  focus(text?: string): void
}

export const useSearch = create<SearchState>(set => ({
  text: '',
  focusRequest: 0,
  setText: text => set({ text }),
  focus: text => set(state => ({ focusRequest: state.focusRequest + 1, text: text ?? state.text })),
}))
