import { useLexicalNodeSelection } from '@lexical/react/useLexicalNodeSelection'
import type { ReactNode } from 'react'
import classes from './block-frame.module.css'

interface BlockFrameProps {
  nodeKey: string
  label: string
  className?: string | undefined
  children: ReactNode
}

/** A block that is selected as a whole: by a click on it, by the arrow keys, and removed with Delete. */
export function BlockFrame({ nodeKey, label, className, children }: BlockFrameProps) {
  const [selected, setSelected, clearSelection] = useLexicalNodeSelection(nodeKey)
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the arrow keys of the editor select it
    <figure
      aria-label={label}
      className={className ? `${classes.frame} ${className}` : classes.frame}
      data-selected={selected}
      onClick={event => {
        if (event.defaultPrevented) return
        if (!event.shiftKey) clearSelection()
        setSelected(true)
      }}
    >
      {children}
    </figure>
  )
}
