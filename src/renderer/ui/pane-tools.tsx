import { createContext, type ReactNode, useContext } from 'react'
import { createPortal } from 'react-dom'

const PaneToolsContext = createContext<HTMLElement | null>(null)

/** Names the place at the right of a pane's tab strip into which the view in the pane puts its buttons. */
export const PaneToolsProvider = PaneToolsContext.Provider

/** Shows its children at the right of the pane's tab strip, for as long as the view that holds them is shown. */
export function PaneTools({ children }: { children: ReactNode }) {
  const place = useContext(PaneToolsContext)
  return place ? createPortal(children, place) : null
}
