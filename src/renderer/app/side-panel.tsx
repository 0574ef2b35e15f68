import { type ReactNode, useEffect, useRef } from 'react'
import { Panel, type PanelImperativeHandle } from 'react-resizable-panels'
import { type PaneSizes, useWorkspace } from './workspace-store.ts'

interface SidePanelProps {
  name: keyof PaneSizes
  minSize: number
  maxSize: number
  /** Which side panels stand beside this one. */
  arrangement: string
  children: ReactNode
}

/** Only a person moving a separator, by pointer or keys, chooses a width; panels that come and go do not. */
function isBeingMoved(): boolean {
  const focused = document.activeElement?.hasAttribute('data-separator') ?? false
  return focused || document.querySelector('[data-separator="active"]') !== null
}

/** A pane beside the workspace that keeps the width a person gave it. */
export function SidePanel({ name, minSize, maxSize, arrangement, children }: SidePanelProps) {
  const panel = useRef<PanelImperativeHandle>(null)
  const initial = useRef(useWorkspace.getState().sizes[name])
  // A panel that goes leaves its pixels to a neighbour, which would keep them when it comes back. The group knows a new
  // panel's limits only after it has laid itself out.
  useEffect(() => {
    if (!arrangement) return
    const frame = requestAnimationFrame(() => panel.current?.resize(`${useWorkspace.getState().sizes[name]}px`))
    return () => cancelAnimationFrame(frame)
  }, [arrangement, name])
  return (
    <Panel
      id={name}
      panelRef={panel}
      groupResizeBehavior="preserve-pixel-size"
      defaultSize={initial.current}
      minSize={minSize}
      maxSize={maxSize}
      onResize={({ inPixels }) => {
        const width = Math.round(inPixels)
        const { sizes, resize } = useWorkspace.getState()
        if (width > 0 && width !== sizes[name] && isBeingMoved()) resize({ [name]: width })
      }}
    >
      {children}
    </Panel>
  )
}
